"""PURE: Statistics Denmark's codes of the regions, by their names; a municipality names its region."""

from __future__ import annotations

REGION_CODES = {
    "Region Nordjylland": "081",
    "Region Midtjylland": "082",
    "Region Syddanmark": "083",
    "Region Hovedstaden": "084",
    "Region Sjælland": "085",
}


def region_code(name: str) -> str:
    """Return the code of a region by its name, with or without "Region"; empty where it is none."""
    bare = name.strip().removeprefix("Region ").casefold()
    return next((code for full, code in REGION_CODES.items() if full[7:].casefold() == bare), "")
