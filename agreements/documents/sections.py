"""PURE: the body of an agreement: which sections there are, in which order, and what points to what.

Each structured part stands in one place: in the annex that holds it, right after the text of the theme it
belongs to, or else in a section of its own. Other themes that rest on it point there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agreements.catalogue.themes import filled, theme_entry
from agreements.content.cooperation import Cooperation, Theme
from agreements.content.document import Content
from agreements.documents.annexes import Source, party_table, reads_whole
from agreements.documents.blocks import (
    Block,
    BulletList,
    DataTable,
    FactTable,
    Paragraph,
    Section,
    Subheading,
)
from agreements.documents.chapters import (
    Shown,
    contact_blocks,
    criteria_blocks,
    delivery_blocks,
    forum_blocks,
    goal_blocks,
    staircase_blocks,
    terms_blocks,
    text_blocks,
)
from agreements.documents.inputs import Head
from agreements.terms import AnnexKind, Part
from agreements.wording.cooperation import annex_in_words
from agreements.wording.lists import cited
from udlejning.lib.danish import join_words, long_date

PURPOSE = "purpose"
NO_DECISIONS = "Der er endnu ikke truffet beslutning om aftalen."
KEPT_DECISIONS = "Beslutningerne er udeladt, fordi parterne står i et fortroligt bilag."
NOT_AGREED = "ikke aftalt endnu"
IN_ANNEX = {
    AnnexKind.data_basis: "Reglerne for, hvordan der indplaceres, står i {annex}.",
    AnnexKind.terms: "Hvad der gælder på trinnene, står i {annex}.",
    AnnexKind.staircase_picture: "Trappen er tegnet i {annex}.",
    AnnexKind.departments_by_step: "Afdelingernes trin står i {annex}.",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A structured part in words, the themes it belongs to (the first one chosen), and its annex if any.

    `name` is what others call it when they point to it.
    """

    part: Part
    heading: str
    name: str
    themes: tuple[str, ...]
    blocks: tuple[Block, ...]
    annex: AnnexKind | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chapter stands: "afsnit 4" or "bilag 2"."""

    chapter: Chapter
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A section before it has a number: its theme, if it has one, and the chapters that stand in it."""

    heading: str
    theme: Theme | None
    chapters: tuple[Chapter, ...]


def sections(source: Source, head: Head) -> tuple[Section, ...]:
    """Return the sections: parties and period, purpose, themes, parts, names of annexes, decisions."""
    chapters = _chapters(source)
    drafts = _drafts(source.content, chapters)
    places = _places(source.content, chapters, drafts)
    bodies = (
        ("Parter og periode", _parties_and_period(source, head)),
        *((draft.heading, _body(draft, places)) for draft in drafts),
        *_annexes_by_name(source.content),
        ("Beslutninger", (_decisions(source, head),)),
    )
    return tuple(
        Section(str(number), heading, blocks) for number, (heading, blocks) in enumerate(bodies, start=1)
    )


def theme_title(theme: Theme) -> str:
    """Return what the agreement calls the theme, else what the catalogue does; its key where nobody says."""
    entry = theme_entry(theme.key)
    return theme.title or (entry.title if entry is not None else theme.key)


def theme_text(theme: Theme) -> str:
    """Return the agreement's own wording, else the catalogue's with its blanks filled in."""
    entry = theme_entry(theme.key)
    return theme.text or ("" if entry is None or theme.is_own else filled(entry, theme.fields))


def _chapters(source: Source) -> tuple[Chapter, ...]:
    """Return every structured part that says something, in the order of those that no theme takes in."""
    chapters = (*_steering_chapters(source), *_cooperation_chapters(source))
    return tuple(chapter for chapter in chapters if chapter.blocks)


def _steering_chapters(source: Source) -> tuple[Chapter, ...]:
    content, names = source.content, source.names
    return (
        Chapter(Part.goals, "Mål", "mål", (PURPOSE,), goal_blocks(content.goals or (), names)),
        Chapter(Part.staircases, "Trappemodel", "trapper", ("staircase",), _staircases(source)),
        Chapter(
            part=Part.terms,
            heading="Vilkår",
            name="vilkår",
            themes=("municipal_allocation", "quota", "flexible_letting"),
            blocks=terms_blocks(content.terms, names) if content.terms is not None else (),
            annex=AnnexKind.terms,
        ),
        Chapter(
            part=Part.criteria_sets,
            heading="Kriterier for fleksibel udlejning",
            name="kriterier",
            themes=("flexible_letting",),
            blocks=criteria_blocks(content.criteria_sets or ()),
            annex=AnnexKind.criteria,
        ),
    )


def _cooperation_chapters(source: Source) -> tuple[Chapter, ...]:
    together = source.content.cooperation or Cooperation()
    return (
        Chapter(
            Part.cooperation, "Samarbejdsfora", "samarbejdsfora", ("collaboration",), forum_blocks(together)
        ),
        Chapter(
            part=Part.cooperation,
            heading="Kontaktpersoner",
            name="kontaktpersoner",
            themes=("single_contact", "collaboration"),
            blocks=contact_blocks(together),
        ),
        Chapter(
            part=Part.cooperation,
            heading="Levering af data",
            name="levering af data",
            themes=("data",),
            blocks=delivery_blocks(together, source.names),
            annex=AnnexKind.data_basis,
        ),
    )


def _staircases(source: Source) -> tuple[Block, ...]:
    content = source.content
    if not content.staircases:
        return ()
    first = _first_annexes(content)
    shown = Shown(rules=AnnexKind.data_basis not in first, terms=AnnexKind.terms not in first)
    pointers = [words.format(annex=first[kind]) for kind, words in IN_ANNEX.items() if kind in first]
    told = staircase_blocks(content.staircases, source.names, shown)
    return (*told, Paragraph(" ".join(pointers))) if pointers else told


def _first_annexes(content: Content) -> dict[AnnexKind, str]:
    """Return the first annex of each kind that the agreement has: "bilag 2"."""
    first: dict[AnnexKind, str] = {}
    for place, annex in enumerate(content.annexes or (), start=1):
        first.setdefault(annex.kind, f"bilag {place}")
    return first


def _drafts(content: Content, chapters: tuple[Chapter, ...]) -> tuple[Draft, ...]:
    annexed = _first_annexes(content)
    standing = [chapter for chapter in chapters if chapter.annex not in annexed]
    themes = sorted(content.themes or (), key=lambda theme: theme.key != PURPOSE)
    chosen = {theme.key for theme in themes}
    homes = {chapter.name: next((key for key in chapter.themes if key in chosen), "") for chapter in standing}
    own = [chapter for chapter in standing if not homes[chapter.name]]
    return (
        *(draft for draft in _own_sections(own) if draft.chapters[0].part is Part.goals),
        *(
            Draft(
                heading=f"{theme_title(theme)}{cited(theme.clause)}",
                theme=theme,
                chapters=tuple(chapter for chapter in standing if homes[chapter.name] == theme.key),
            )
            for theme in themes
        ),
        *(draft for draft in _own_sections(own) if draft.chapters[0].part is not Part.goals),
    )


def _own_sections(chapters: list[Chapter]) -> Iterator[Draft]:
    together = tuple(chapter for chapter in chapters if chapter.part is Part.cooperation)
    yield from (Draft(each.heading, None, (each,)) for each in chapters if each not in together)
    if together:
        yield Draft("Samarbejde", None, together)


def _places(content: Content, chapters: tuple[Chapter, ...], drafts: tuple[Draft, ...]) -> tuple[Place, ...]:
    annexed = _first_annexes(content)
    numbered = {
        chapter.name: f"afsnit {number}"
        for number, draft in enumerate(drafts, start=2)
        for chapter in draft.chapters
    }
    # An annex comes before a section: a part that an annex holds stands in none.
    where = {chapter.name: annexed[chapter.annex] for chapter in chapters if chapter.annex in annexed}
    return tuple(Place(chapter, {**numbered, **where}[chapter.name]) for chapter in chapters)


def _body(draft: Draft, places: tuple[Place, ...]) -> tuple[Block, ...]:
    told = tuple(block for chapter in draft.chapters for block in _told(chapter, draft))
    if draft.theme is None:
        return told
    return (*text_blocks(theme_text(draft.theme)), *told, *_pointer(draft.theme, draft, places))


def _told(chapter: Chapter, draft: Draft) -> tuple[Block, ...]:
    # A table with its caption and a part that begins with a heading say themselves what they are.
    says_itself = isinstance(chapter.blocks[0], Subheading | DataTable) or chapter.heading == draft.heading
    return chapter.blocks if says_itself else (Subheading(chapter.heading), *chapter.blocks)


def _pointer(theme: Theme, draft: Draft, places: tuple[Place, ...]) -> Iterator[Block]:
    entry = None if theme.is_own else theme_entry(theme.key)
    elsewhere = [
        f"{place.where} ({place.chapter.name})"
        for part in (entry.settings if entry is not None else ())
        for place in _concerning(theme, [place for place in places if place.chapter.part is part])
        if place.chapter not in draft.chapters
    ]
    if elsewhere:
        yield Paragraph(f"Se {join_words(elsewhere)}.")


def _concerning(theme: Theme, places: list[Place]) -> list[Place]:
    # Of a part in several chapters a theme is pointed to its own, if it has any: "data" to who delivers.
    own = [place for place in places if theme.key in place.chapter.themes]
    return own or places


def _parties_and_period(source: Source, head: Head) -> tuple[Block, ...]:
    facts = (
        ("Kommune", head.municipality),
        ("Gælder fra", long_date(head.from_date) if head.from_date is not None else NOT_AGREED),
        ("Gælder til og med", long_date(head.to_date) if head.to_date is not None else NOT_AGREED),
        ("Version", str(head.version)),
        ("Begrundelse for denne version", head.reason),
        ("Status", head.status_line),
    )
    return (FactTable(tuple(fact for fact in facts if fact[1])), *_parties(source))


def _parties(source: Source) -> tuple[Block, ...]:
    annex = _first_annexes(source.content).get(AnnexKind.parties)
    if annex is not None:
        return (Paragraph(f"Parterne står i {annex}."),)
    return (
        *party_table(source.parties.present, "Parter"),
        *party_table(source.parties.former, "Tidligere parter", "Udtrådt"),
    )


def _decisions(source: Source, head: Head) -> Block:
    if not reads_whole(source.content, AnnexKind.parties, source.reader):
        return Paragraph(KEPT_DECISIONS)
    return BulletList(head.decisions) if head.decisions else Paragraph(NO_DECISIONS)


def _annexes_by_name(content: Content) -> Iterator[tuple[str, tuple[Block, ...]]]:
    if content.annexes:
        names = (annex_in_words(annex, place) for place, annex in enumerate(content.annexes, start=1))
        yield "Bilag", (BulletList(tuple(names)),)
