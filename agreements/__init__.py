"""Who has agreed what: people, parties, departments, areas, agreements."""
