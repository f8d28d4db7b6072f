"""The pages of the staircase and the key figures."""
