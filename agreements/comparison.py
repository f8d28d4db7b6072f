"""PURE: what a version changes, said before and after: every point of the content in words, held together.

Each part is told as points, a text under a path of keys; two versions differ where the texts of a path do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from agreements.catalogue.themes import filled, theme_entry
from agreements.content.cooperation import Annex, Cooperation, Goal, Theme
from agreements.content.criteria import CriteriaSet
from agreements.content.document import CONTENT_PARTS, Content
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import AgreedTerms, Terms
from agreements.terms import Part
from agreements.wording.cooperation import (
    contact_in_words,
    delivery_in_words,
    forum_in_words,
    goal_in_words,
)
from agreements.wording.criteria import criteria_set_in_words, criterion_in_words
from agreements.wording.lists import ANNEX_KINDS, COLOURS, CONFIDENTIALITY, SHAPES
from agreements.wording.rules import IndicatorName, step_rule_in_words
from agreements.wording.staircases import staircase_in_words
from agreements.wording.terms import (
    claim_order_in_words,
    concerns_in_words,
    counting_in_words,
    deadline_in_words,
    terms_in_words,
)
from udlejning.lib.danish import join_words

ORDER = "-order"
"""The path of a list's order; no key looks like it."""


@dataclass(frozen=True, slots=True)
class Names:
    """The Danish names of what the content mentions by key.

    `framework` names the pieces of the framework's lists, as `themes.quota`.
    """

    indicators: Mapping[str, IndicatorName]
    departments: Mapping[str, str]
    framework: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A point that differs: the part, what it is about, what was said and is said; empty where nothing is."""

    part: Part
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the content: where it stands, by keys, what it is about, and what is said."""

    path: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A content to be told, and the names to tell it with."""

    content: Content
    names: Names

    @property
    def steps(self) -> dict[str, str]:
        return {step.key: step.name for each in self.content.staircases or () for step in each.steps}

    @property
    def criteria_sets(self) -> dict[str, str]:
        return {each.key: each.name for each in self.content.criteria_sets or ()}


def differences(before: Content, after: Content, names: Names) -> tuple[Difference, ...]:
    """Return all points that differ, part by part; of a long text only the lines that do."""
    return tuple(
        difference
        for part in CONTENT_PARTS
        for difference in _differences(part, points(before, part, names), points(after, part, names))
    )


def points(content: Content, part: Part, names: Names) -> tuple[Point, ...]:
    """Return what a part of the content says, point by point; nothing where it says nothing of the part."""
    own = () if content.part(part) is None else POINTS[part](_Read(content, names))
    left_out = ((key, f"{part.value}.{key}") for key in content.left_out(part))
    gone = (
        Point(f"-{name}", "Tages ikke med fra rammeaftalen", names.framework.get(name, key))
        for key, name in left_out
    )
    return (*own, *gone)


def piece_names(content: Content) -> dict[str, str]:
    """Return what each piece of the content's lists is called, as `themes.quota`."""
    called = {
        Part.staircases: [(each.key, each.name) for each in content.staircases or ()],
        Part.criteria_sets: [(each.key, each.name) for each in content.criteria_sets or ()],
        Part.themes: [(each.key, _theme_title(each)) for each in content.themes or ()],
        Part.goals: [(each.key, each.text) for each in content.goals or ()],
        Part.annexes: [(each.key, each.title) for each in content.annexes or ()],
    }
    return {f"{part.value}.{key}": name for part, pieces in called.items() for key, name in pieces}


def _differences(part: Part, before: Sequence[Point], after: Sequence[Point]) -> Iterator[Difference]:
    was = {point.path: point for point in before}
    now = {point.path: point for point in after}
    for path in (*now, *(path for path in was if path not in now)):
        old, new = was.get(path), now.get(path)
        what = (new or was[path]).what
        texts = ("" if old is None else old.text, "" if new is None else new.text)
        if path == ORDER and sorted(texts[0].splitlines()) != sorted(texts[1].splitlines()):
            continue  # what came or went tells itself; the order is told where nothing but it has changed
        told = _changed_lines(*texts)
        if told != ("", ""):
            yield Difference(part, what, *told)


def _changed_lines(before: str, after: str) -> tuple[str, str]:
    """Return the lines that are not in the other text, in their order."""
    was, now = before.splitlines(), after.splitlines()
    changes = [
        change
        for change in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]
    return (
        "\n".join(line for _, start, stop, _, _ in changes for line in was[start:stop]),
        "\n".join(line for _, _, _, start, stop in changes for line in now[start:stop]),
    )


def _terms_points(read: _Read) -> Iterator[Point]:
    agreed: AgreedTerms = read.content.part(Part.terms)
    yield from _facts(read, agreed.everywhere, "everywhere", "For alle afdelinger")
    for special in agreed.special:
        path, concerns = f"special.{special.key}", concerns_in_words(special, read.names.departments)
        yield Point(path, special.name, f"Gælder {concerns}")
        yield from _facts(read, special.terms, path, special.name)
    counting = "" if agreed.counting is None else "\n".join(counting_in_words(agreed.counting))
    order = "" if agreed.claim_order is None else claim_order_in_words(agreed.claim_order)
    yield Point("counting", "Sådan tælles kvoten", counting)
    yield Point(
        "deadline", "Frist for svar", "" if agreed.deadline is None else deadline_in_words(agreed.deadline)
    )
    yield Point("claim_order", "Hvem der kommer først til en ledig bolig", order)
    yield Point("adjustment", "Justering undervejs", agreed.adjustment)


def _staircases_points(read: _Read) -> Iterator[Point]:
    staircases: Sequence[Staircase] = read.content.part(Part.staircases)
    for staircase in staircases:
        yield Point(f"{staircase.key}.name", "Trappens navn", staircase.name)
        yield Point(staircase.key, staircase.name, "\n".join(staircase_in_words(staircase)))
        names = [step.name for step in staircase.steps]
        yield Point(
            f"{staircase.key}.steps", f"{staircase.name}: trin, det strengeste først", join_words(names)
        )
        for step in staircase.steps:
            yield from _step_points(read, staircase, step)


def _step_points(read: _Read, staircase: Staircase, step: Step) -> Iterator[Point]:
    path, what = f"{staircase.key}.{step.key}", f"{staircase.name}, {step.name}"
    rule = step_rule_in_words(step, read.names.indicators, placed_by=staircase.placed_by)
    yield Point(f"{path}.look", f"{what}: farve og form", f"{COLOURS[step.colour]} {SHAPES[step.shape]}")
    yield Point(f"{path}.rule", f"{what}: hvem står her", rule)
    yield from _facts(read, step.terms, path, what)


def _facts(read: _Read, terms: Terms, path: str, what: str) -> Iterator[Point]:
    facts = terms_in_words(terms, step_names=read.steps, criteria_set_names=read.criteria_sets)
    for fact in facts:
        yield Point(f"{path}/{fact.name}", f"{what}: {fact.name[:1].lower()}{fact.name[1:]}", fact.value)


def _criteria_points(read: _Read) -> Iterator[Point]:
    sets: Sequence[CriteriaSet] = read.content.part(Part.criteria_sets)
    for each in sets:
        words = criteria_set_in_words(each)
        exempt = "\n".join((words.exemptions_heading, *words.exemptions)).strip()
        yield Point(each.key, "Sæt af kriterier", words.heading)
        yield Point(f"{each.key}.order", f"{each.name}: rækkefølge", "\n".join(words.order))
        for place, criterion in enumerate(each.criteria, start=1):
            said = criterion_in_words(criterion, place)
            text = "\n".join(filter(None, (said.text, said.household, said.documentation)))
            yield Point(f"{each.key}/{criterion.key}", f"{each.name}: {said.name or 'eget kriterium'}", text)
        yield Point(f"{each.key}.exempt", f"{each.name}: undtagelser", exempt)
        yield Point(f"{each.key}.practice", f"{each.name}: i øvrigt", "\n".join(words.practice))


def _themes_points(read: _Read) -> Iterator[Point]:
    themes: Sequence[Theme] = read.content.part(Part.themes)
    yield Point(ORDER, "Temaerne i rækkefølge", "\n".join(_theme_title(each) for each in themes))
    for theme in themes:
        entry = theme_entry(theme.key)
        text = theme.text or ("" if entry is None else filled(entry, theme.fields))
        yield Point(theme.key, _theme_title(theme), text)
        yield Point(f"{theme.key}.clause", f"{_theme_title(theme)}: bestemmelse", theme.clause)


def _theme_title(theme: Theme) -> str:
    entry = theme_entry(theme.key)
    return theme.title or (theme.key if entry is None else entry.title)


def _goals_points(read: _Read) -> Iterator[Point]:
    goals: Sequence[Goal] = read.content.part(Part.goals)
    for goal in goals:
        words = goal_in_words(goal, read.names.indicators, read.names.departments)
        lines = (words.text, words.change, words.measured_on, words.delivered)
        yield Point(goal.key, words.text, "\n".join(filter(None, lines)))


def _cooperation_points(read: _Read) -> Iterator[Point]:
    cooperation: Cooperation = read.content.part(Part.cooperation)
    contacts = "\n".join(contact_in_words(each) for each in cooperation.contacts)
    yield Point("contacts", "Kontakter", contacts)
    for forum in cooperation.forums:
        yield Point(f"forums.{forum.key}", forum.name, "\n".join(forum_in_words(forum)))
    for delivery in cooperation.deliveries:
        yield Point(
            f"deliveries.{delivery.key}",
            f"Levering af data: {delivery.what}",
            delivery_in_words(delivery, read.names.indicators),
        )


def _annexes_points(read: _Read) -> Iterator[Point]:
    annexes: Sequence[Annex] = read.content.part(Part.annexes)
    for place, annex in enumerate(annexes, start=1):
        about = f"{ANNEX_KINDS[annex.kind]}, {CONFIDENTIALITY[annex.confidentiality]}"
        yield Point(annex.key, f"Bilag {place}: {annex.title}", "\n".join(filter(None, (about, annex.text))))


POINTS: dict[Part, Callable[[_Read], Iterator[Point]]] = {
    Part.terms: _terms_points,
    Part.staircases: _staircases_points,
    Part.criteria_sets: _criteria_points,
    Part.themes: _themes_points,
    Part.goals: _goals_points,
    Part.cooperation: _cooperation_points,
    Part.annexes: _annexes_points,
}
