"""PURE: the catalogue of themes that parties pick from, in the order an agreement is usually read.

The proposals hold no figures: what steers the system is written once, in the structured parts they point to.
"""

import re
from collections.abc import Mapping

from agreements.catalogue.themes_cooperation import COOPERATION_THEMES, FOLLOW_UP_THEMES, PURPOSE_THEMES
from agreements.catalogue.themes_dwellings import BUILDING_THEMES, DWELLING_THEMES
from agreements.catalogue.themes_efforts import EFFORT_THEMES
from agreements.catalogue.themes_entry import ThemeEntry, ThemeField
from agreements.catalogue.themes_letting import LETTING_THEMES

__all__ = ["THEMES", "ThemeEntry", "ThemeField", "filled", "theme_entry"]

THEMES: tuple[ThemeEntry, ...] = (
    *PURPOSE_THEMES,
    *LETTING_THEMES,
    *DWELLING_THEMES,
    *BUILDING_THEMES,
    *EFFORT_THEMES,
    *COOPERATION_THEMES,
    *FOLLOW_UP_THEMES,
)
_BY_KEY = {entry.key: entry for entry in THEMES}
_BLANK = re.compile(r"\{(?P<key>[a-z0-9_]+)\}(?P<stop>\.?)")


def theme_entry(key: str) -> ThemeEntry | None:
    """Return the theme of that key, None where it is not the catalogue's (a municipality's own)."""
    return _BY_KEY.get(key)


def filled(entry: ThemeEntry, fields: Mapping[str, str]) -> str:
    """Return the proposed text with its blanks filled in; one that is not filled in reads "[Feltets navn]".

    `fields` maps the key of a field to what was written; what the theme does not ask for is left out.
    """
    labels = {field.key: field.label for field in entry.fields}

    def written(blank: re.Match[str]) -> str:
        words = fields.get(blank["key"], "").strip() or f"[{labels[blank['key']]}]"
        return words if words.endswith(".") else words + blank["stop"]

    return _BLANK.sub(written, entry.draft)
