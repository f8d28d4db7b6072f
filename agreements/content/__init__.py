"""What an agreement says, as typed, immutable values: the one description of its content.

The same description is what the database stores, what the editor writes, what the YAML file holds and what
the published JSON Schema describes (docs/decisions/0011).
"""
