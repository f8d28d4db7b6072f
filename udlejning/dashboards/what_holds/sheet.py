"""What holds for many departments on a day, a row each: the page's own answers, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.models import User
from udlejning.dashboards.what_holds.answers import Answer, Question, questions_of
from udlejning.dashboards.what_holds.basis import basis_of
from udlejning.dashboards.what_holds.circumstances import area_in_words
from udlejning.dashboards.what_holds.footing import Footing, footings_on
from udlejning.dashboards.what_holds.index import (
    DepartmentChoice,
    department_choices,
    departments_to_choose,
)
from udlejning.lib.sheets import table_workbook

ANSWERED = (
    # The question's key on the page, and the heading of its column.
    ("indmelding", "Må boliger meldes ind?"),
    ("anvisning", "Må kommunen anvise?"),
    ("kvote", "Kvote"),
    ("fleksibel", "Fleksibel udlejning"),
)
HEADINGS = (
    "Boligorganisation",
    "Afdeling",
    "LBF-nummer",
    "Trin",
    "Trinnet gælder til og med",
    *(heading for _, heading in ANSWERED),
    "Afvigelser",
    "Afvigelse til og med",
    "Særlige forhold",
    "Aftale",
    "Aftalen gælder til og med",
)
NO_AGREEMENT = "ingen aftale gælder for afdelingen"


@dataclass(frozen=True, slots=True)
class HoldsRow:
    """A department with the page's answers, in the order of `ANSWERED`; empty where nobody says.

    `deviation_until` is the last day of the deviation that ends first, `agreed_until` that of the agreement.
    """

    choice: DepartmentChoice
    answers: tuple[str, ...]
    deviations: str
    deviation_until: date | None
    circumstances: str
    agreement: str
    agreed_until: date | None


def holds_rows(*, user: User, words: str, on_date: date) -> tuple[HoldsRow, ...]:
    """Return what holds on the day for the departments that the words find. Twelve queries."""
    departments = list(departments_to_choose(user=user, words=words, on_date=on_date))
    footings = footings_on(departments, on_date)
    choices = department_choices(departments, user=user, on_date=on_date)
    return tuple(_row(choice, footings[choice.pk]) for choice in choices)


def what_holds_workbook(rows: Iterable[HoldsRow], on_date: date) -> bytes:
    """Return the rows as a workbook, named after the day."""
    return table_workbook(
        title=f"Hvad gælder {on_date:%d-%m-%Y}",
        headings=HEADINGS,
        rows=(
            (
                row.choice.organisation,
                row.choice.name,
                row.choice.lbf_key,
                row.choice.step,
                row.choice.until,
                *row.answers,
                row.deviations,
                row.deviation_until,
                row.circumstances,
                row.agreement,
                row.agreed_until,
            )
            for row in rows
        ),
    )


def _row(choice: DepartmentChoice, footing: Footing) -> HoldsRow:
    questions = {each.key: each for each in questions_of([basis_of(footing, each) for each in footing.types])}
    agreed = footing.ground.agreed if footing.is_bound else None
    biting = footing.ground.deviations if footing.is_bound else ()
    ends = [layer.deviation.to_date for layer in biting if layer.deviation is not None]
    return HoldsRow(
        choice=choice,
        answers=tuple(_in_a_cell(questions.get(key)) for key, _ in ANSWERED),
        deviations="; ".join(layer.source for layer in biting),
        deviation_until=min(ends, default=None),
        circumstances=" ".join(sentence for area in footing.areas for sentence in area_in_words(area)),
        agreement=NO_AGREEMENT if agreed is None else str(agreed.version.agreement),
        agreed_until=None if agreed is None else agreed.version.agreement.to_date,
    )


def _in_a_cell(question: Question | None) -> str:
    """Return a question's answers as they stand on the page, without what decides them."""
    return " ".join(_sentences(answer) for answer in question.answers) if question is not None else ""


def _sentences(answer: Answer) -> str:
    said = " ".join(f"{line.short} {line.text}".strip() for line in answer.lines)
    return f"{answer.concerns}: {said}" if answer.concerns else said
