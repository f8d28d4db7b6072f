"""How each department is doing: figures, imports, rule sets, placement."""
