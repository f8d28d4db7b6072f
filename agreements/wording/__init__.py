"""PURE: what an agreement says, in good Danish: the one place for its words on pages and in documents."""
