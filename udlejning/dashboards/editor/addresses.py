"""The addresses of the editor's pages: parts and places as they stand in a path, and back."""

from __future__ import annotations

from django.urls import reverse

from agreements.models import AgreementVersion
from agreements.terms import Part
from udlejning.dashboards.editor.frame import Place

WORDS = {
    Part.terms: "vilkaar",
    Part.staircases: "trapper",
    Part.criteria_sets: "kriterier",
    Part.themes: "temaer",
    Part.goals: "maal",
    Part.cooperation: "samarbejde",
    Part.annexes: "bilag",
}


class PartConverter:
    """A part of the agreement in a path, by its Danish word."""

    regex = "|".join(WORDS.values())

    def to_python(self, value: str) -> Part:
        return next(part for part, word in WORDS.items() if word == value)

    def to_url(self, value: Part | str) -> str:
        return WORDS[Part(value)]


class PlaceConverter:
    """A place in a part: keys, and the words with a hyphen for what is not there yet."""

    regex = r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*"

    def to_python(self, value: str) -> Place:
        return tuple(value.split("/"))

    def to_url(self, value: Place) -> str:
        return "/".join(value)


def url_of(version: AgreementVersion, part: Part, place: Place = ()) -> str:
    """Return the address of a page of the editor."""
    if place:
        return reverse("dashboards:editor_piece", args=[version.pk, part, place])
    return reverse("dashboards:editor_part", args=[version.pk, part])


def preview_url(version: AgreementVersion, part: Part, place: Place = ()) -> str:
    """Return where the preview of what is typed on a page is fetched."""
    return reverse("dashboards:editor_preview", args=[version.pk, part, *([place] if place else [])])


def editor_url(version: AgreementVersion) -> str:
    """Return the address of the editor's first page."""
    return reverse("dashboards:editor", args=[version.pk])
