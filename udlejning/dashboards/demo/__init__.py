"""The fictional municipality of `make demo`: invented, and filled by the product's own actions."""

PASSWORD = "den-blandede-by"  # noqa: S105  # printed by `make demo`; the demo holds nothing real
