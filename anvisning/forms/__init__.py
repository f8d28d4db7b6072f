"""Input turned into clean values: a vacancy, an answer, a file, the filters over the lists."""
