"""The ground floor: dates, Danish, spreadsheets, charts, history. Knows none of our apps."""
