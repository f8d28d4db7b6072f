"""Turns what is typed and chosen on the pages into clean values."""
