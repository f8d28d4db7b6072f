"""PURE: themes, contacts, forums and deliveries: what the parties have yet to agree on."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.cooperation import Cooperation
from agreements.problems.problem import Draft, Problem, warning
from agreements.terms import ForumLevel
from udlejning.lib.danish import join_words

LEVELS = {
    ForumLevel.political: "det politiske niveau",
    ForumLevel.officials: "embedsmandsniveauet",
    ForumLevel.practice: "det praktiske niveau",
}


def _no_themes(draft: Draft) -> Iterator[Problem]:
    if not draft.content.themes:
        yield warning("themes", "Aftalen har ingen temaer. Vælg dem, som aftalen skal handle om.")


def _own_themes_without_title(draft: Draft) -> Iterator[Problem]:
    for theme in draft.content.themes or ():
        if theme.is_own and not theme.title:
            yield warning(
                f"themes.{theme.key}.title", f"Jeres eget tema {theme.key} har ingen overskrift. Skriv en."
            )


def _no_contacts(draft: Draft) -> Iterator[Problem]:
    if not _cooperation(draft).contacts:
        yield warning(
            "cooperation.contacts",
            "Der er ingen kontaktperson. Skriv, hvem boligorganisationerne skal ringe til i kommunen.",
        )


def _missing_levels(draft: Draft) -> Iterator[Problem]:
    present = {forum.level for forum in _cooperation(draft).forums}
    missing = [words for level, words in LEVELS.items() if level not in present]
    if missing:
        yield warning(
            "cooperation.forums",
            f"Der er intet forum på {join_words(missing)}. Tilføj det, eller lad det være, hvis I ikke har "
            "et.",
        )


def _no_chair(draft: Draft) -> Iterator[Problem]:
    for forum in _cooperation(draft).forums:
        if not any(member.is_chair for member in forum.members):
            yield warning(
                f"cooperation.forums.{forum.key}.members",
                f"{forum.name} har ingen formand. Vælg, hvem der indkalder og leder mødet.",
            )


def _unknown_indicators(draft: Draft) -> Iterator[Problem]:
    for delivery in _cooperation(draft).deliveries:
        unknown = [key for key in delivery.indicators if key not in draft.known.indicators]
        if unknown:
            yield warning(
                f"cooperation.deliveries.{delivery.key}.indicators",
                f"Leverancen {delivery.what} nævner nøgletal, som systemet ikke kender: "
                f"{join_words(unknown)}. Opret dem, eller vælg andre.",
            )


def _cooperation(draft: Draft) -> Cooperation:
    return draft.content.cooperation or Cooperation()


CHECKS = (
    _no_themes,
    _own_themes_without_title,
    _no_contacts,
    _missing_levels,
    _no_chair,
    _unknown_indicators,
)
