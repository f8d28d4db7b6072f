"""Commands run by hand: each parses, calls and prints."""
