"""PURE: the agreement as one readable file: its layout, reading it with every fault at once, writing it back.

The file is YAML 1.2 and described by docs/agreement.schema.json. Storing what was read is not done here.
"""
