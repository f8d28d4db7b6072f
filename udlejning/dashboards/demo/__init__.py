"""The fictional municipality of `make demo`: invented, and filled by the product's own actions."""
