"""PURE: the structured parts of an agreement as blocks: goals, staircases, terms, criteria and collaboration.

Words for single terms and rules come from agreements/wording; here they are put in order and in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agreements.content.cooperation import Cooperation, Goal
from agreements.content.criteria import CriteriaSet
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import AgreedTerms, Terms, TermsFor
from agreements.documents.blocks import Block, BulletList, DataTable, FactTable, Paragraph, Subheading
from agreements.documents.inputs import Names
from agreements.terms import StepColour
from agreements.wording.cooperation import (
    contact_in_words,
    delivery_in_words,
    forum_in_words,
    goal_in_words,
)
from agreements.wording.criteria import criteria_set_in_words
from agreements.wording.lists import COLOURS
from agreements.wording.rules import step_rule_in_words
from agreements.wording.staircases import staircase_in_words
from agreements.wording.terms import (
    claim_order_in_words,
    concerns_in_words,
    counting_in_words,
    deadline_in_words,
    terms_in_words,
)

NOTHING_SAID = "Aftalen siger ikke noget om dette."
BULLET = re.compile(r"^\s*[-*•]\s+")


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return written text as paragraphs, split at empty lines; lines that begin with - are a list."""
    return tuple(_text_block(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def goal_blocks(goals: Sequence[Goal], names: Names) -> tuple[Block, ...]:
    """Return the goals as a table: what, from where to where, measured on what, and who brings the figure."""
    words = [goal_in_words(goal, names.indicators, names.departments) for goal in goals]
    rows = tuple((goal.text, goal.change, goal.measured_on, goal.delivered) for goal in words)
    return table_blocks(("Mål", "Fra og til", "Måles på", "Hvem leverer tallet"), rows, "Aftalens mål")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the body says of the staircases; what an annex holds is left to the annex."""

    rules: bool
    terms: bool


def staircase_blocks(staircases: Sequence[Staircase], names: Names, shown: Shown) -> tuple[Block, ...]:
    """Return the staircases: how each places, and a table of its steps with what `shown` says."""
    blocks: list[Block] = []
    for staircase in staircases:
        blocks += [Subheading(staircase.name), BulletList(tuple(staircase_in_words(staircase)))]
        blocks += _steps_table(staircase, names, shown)
    return tuple(blocks)


def rules_blocks(staircases: Sequence[Staircase], names: Names) -> tuple[Block, ...]:
    """Return what leads to each step, a table for each staircase."""
    tables = (_steps_table(staircase, names, Shown(rules=True, terms=False)) for staircase in staircases)
    return tuple(block for table in tables for block in table)


def step_terms_blocks(staircases: Sequence[Staircase], names: Names) -> tuple[Block, ...]:
    """Return what holds on each step, a table for each staircase."""
    tables = (_steps_table(staircase, names, Shown(rules=False, terms=True)) for staircase in staircases)
    return tuple(block for table in tables for block in table)


def terms_blocks(agreed: AgreedTerms, names: Names) -> tuple[Block, ...]:
    """Return the terms for all, the special ones, counting of the quota, deadlines and order of claims."""
    return tuple(
        [
            *_under("For alle afdelinger", _facts(agreed.everywhere, names)),
            *(block for special in agreed.special for block in _special(special, names)),
            *_under(
                "Sådan tælles kvoten", _bullets(counting_in_words(agreed.counting) if agreed.counting else ())
            ),
            *_under("Frister", _paragraphs([deadline_in_words(agreed.deadline)] if agreed.deadline else ())),
            *_under("Hvem der kommer først til en ledig bolig", _claims(agreed)),
            *_under("Ændringer undervejs", _paragraphs([agreed.adjustment] if agreed.adjustment else ())),
        ]
    )


def criteria_blocks(criteria_sets: Sequence[CriteriaSet]) -> tuple[Block, ...]:
    """Return the sets of criteria, each with its order, its criteria and documents, and who is exempt."""
    return tuple(block for each in criteria_sets for block in _criteria_set(each))


def contact_blocks(cooperation: Cooperation) -> tuple[Block, ...]:
    """Return whom to call."""
    return _bullets([contact_in_words(contact) for contact in cooperation.contacts])


def forum_blocks(cooperation: Cooperation) -> tuple[Block, ...]:
    """Return the forums, a paragraph each."""
    return _paragraphs(["\n".join(forum_in_words(forum)) for forum in cooperation.forums])


def delivery_blocks(cooperation: Cooperation, names: Names) -> tuple[Block, ...]:
    """Return who delivers which figures, and when."""
    return _bullets([delivery_in_words(delivery, names.indicators) for delivery in cooperation.deliveries])


def step_with_colour(name: str, colour: StepColour | None) -> str:
    """Return a step's name with its colour: "Trin 2 (gul)", or just "Gul" where the name says it."""
    word = "" if colour is None else COLOURS[colour]
    return name if not word or word in name.lower() else f"{name} ({word})"


def step_facts(step: Step, names: Names) -> tuple[str, ...]:
    """Return what holds on a step, a line each: "Kvote: 25 % af de ledige boliger (hver 4.)"."""
    facts = terms_in_words(step.terms, step_names=names.steps, criteria_set_names=names.criteria_sets)
    return tuple(f"{fact.name}: {fact.value}" for fact in facts)


def _text_block(part: str) -> Block:
    lines = [line.strip() for line in part.strip().splitlines()]
    if all(BULLET.match(line) for line in lines):
        return BulletList(tuple(BULLET.sub("", line) for line in lines))
    return Paragraph("\n".join(lines))


def table_blocks(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str
) -> tuple[Block, ...]:
    """Return the table without the columns that are empty in every row; nothing where there are no rows."""
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]
    if not kept:
        return ()
    return (
        DataTable(
            header=tuple(header[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in rows),
            caption=caption,
        ),
    )


def _steps_table(staircase: Staircase, names: Names, shown: Shown) -> tuple[Block, ...]:
    rows = tuple(
        (
            step_with_colour(step.name, step.colour),
            step_rule_in_words(step, names.indicators, placed_by=staircase.placed_by) if shown.rules else "",
            ("\n".join(step_facts(step, names)) or NOTHING_SAID) if shown.terms else "",
        )
        for step in staircase.steps
    )
    return table_blocks(("Trin", "Hvem står her", "Hvad gælder her"), rows, f"Trin på {staircase.name}")


def _facts(terms: Terms, names: Names) -> tuple[Block, ...]:
    facts = terms_in_words(terms, step_names=names.steps, criteria_set_names=names.criteria_sets)
    return (FactTable(tuple((fact.name, fact.value) for fact in facts)),) if facts else ()


def _special(special: TermsFor, names: Names) -> Iterator[Block]:
    yield Subheading(special.name)
    yield Paragraph(f"Gælder for {concerns_in_words(special, names.departments)}.")
    yield from _facts(special.terms, names)


def _claims(agreed: AgreedTerms) -> tuple[Block, ...]:
    return _paragraphs([f"{claim_order_in_words(agreed.claim_order)}."] if agreed.claim_order else ())


def _criteria_set(criteria_set: CriteriaSet) -> Iterator[Block]:
    words = criteria_set_in_words(criteria_set)
    yield Subheading(words.heading)
    yield from _paragraphs([" ".join(words.order)] if words.order else ())
    rows = tuple((str(each.number), each.text, each.household, each.documentation) for each in words.criteria)
    yield from table_blocks(("Nr.", "Kriterium", "Hvem", "Dokumentation"), rows, "Kriterier og dokumentation")
    if words.exemptions:
        yield Paragraph(f"{words.exemptions_heading}:")
        yield BulletList(words.exemptions)
    yield from _paragraphs([" ".join(words.practice)] if words.practice else ())


def _under(heading: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    written = tuple(blocks)
    return (Subheading(heading), *written) if written else ()


def _bullets(items: Sequence[str]) -> tuple[Block, ...]:
    return (BulletList(tuple(items)),) if items else ()


def _paragraphs(texts: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(text) for text in texts)
