"""What waits for a person on the front page, as one row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the page where it is done; a warning where it must not be left."""

    text: str
    about: str
    url: str
    is_warning: bool = False
