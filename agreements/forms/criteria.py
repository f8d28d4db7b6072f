"""Forms over the criteria of a set: picking them from the catalogue, and filling in each one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.bootstrap import AppendedText
from django.http import QueryDict

from agreements.catalogue.criteria import (
    CRITERIA,
    CriterionEntry,
    criterion_entry,
    criterion_text,
    forbidden_words_in,
)
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.forms.fields import one_of, some_of, whole_number
from agreements.forms.layout import Disclosure
from agreements.forms.pieces import PieceForm, slug
from agreements.forms.words import ReadForm, long_line_field, text_field
from agreements.problems.criteria import WAITING_LIST
from agreements.terms import HouseholdTest
from agreements.wording.criteria import CriterionWords, criterion_in_words
from agreements.wording.lists import CRITERIA_KINDS, HOUSEHOLD_TESTS, choices
from udlejning.lib.cells import NumberKind
from udlejning.lib.danish import join_words
from udlejning.lib.form_fields import DanishNumberField

PICKED = "kriterier-"
"""What the names of the groups of boxes begin with."""
KINDS = tuple(dict.fromkeys(entry.kind for entry in CRITERIA))
NUMBER = "tal-"
"""What the names of a criterion's numbers begin with."""
NO_WHO = "Katalogets sætning angår husstanden som helhed. Svaret bruges kun med jeres egen tekst."
OBJECTIVE = (
    "Det skal være objektivt og kunne dokumenteres. Det må aldrig angå etnisk oprindelse, nationalitet eller "
    "statsborgerskab."
)


class CriteriaChoiceForm(PieceForm):
    """Criteria of the catalogue to tick, in groups; at least one. `present` are those already in the set."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        present: Collection[str] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for kind in KINDS:
            entries = [_offered(entry, present) for entry in CRITERIA if entry.kind is kind]
            self.fields[f"{PICKED}{kind.value}"] = some_of(CRITERIA_KINDS[kind].capitalize(), entries)
        self.lay_out(*self.fields)

    def clean(self) -> dict[str, Any]:
        if not self.picked:
            self.add_error(f"{PICKED}{KINDS[0].value}", "Vælg mindst ét kriterium.")
        return self.cleaned_data

    @property
    def picked(self) -> list[str]:
        """Return the kinds of criteria that were ticked, in the catalogue's order."""
        return [key for kind in KINDS for key in self.cleaned_data.get(f"{PICKED}{kind.value}", ())]


class CriterionForm(ReadForm):
    """A criterion: its numbers, who must meet it, the papers it takes, and the parties' own words if any."""

    text = long_line_field(
        "Jeres egen tekst",
        help_text="Kun når katalogets sætning ikke passer. Lad feltet stå tomt, så bruges den.",
    )
    household = one_of("Hvem skal opfylde det?", choices(HOUSEHOLD_TESTS))
    documentation = text_field("Dokumentation", rows=3, help_text="Hvad ansøgeren skal vise.")
    documentation_valid_months = whole_number("Dokumentationen må højst være", highest=60)

    def __init__(self, data: QueryDict | None, *, said: Criterion, place: int) -> None:
        super().__init__(data, said=said, initial=criterion_in_fields(said))
        self.entry, self._place = criterion_entry(said.kind), place
        numbers = [self._add_number(parameter.key) for parameter in self._parameters]
        rest = [
            "household",
            "documentation",
            AppendedText("documentation_valid_months", "måneder gammel"),
        ]
        if self.entry is None or not self.entry.text:
            self.fields["text"].label = "Kriteriet, som offentligheden læser det"
            self.fields["text"].help_text = OBJECTIVE
            self.lay_out("text", *rest)
            return
        if not self.entry.asks_who:
            self.fields["household"].help_text = NO_WHO
        typed = data.get("text", "") if data is not None else ""
        own = Disclosure("Skriv kriteriet med jeres egne ord", "text", said=said.text, is_open=bool(typed))
        self.lay_out(*numbers, *rest, own)

    def piece(self, key: str) -> Criterion:
        """Return what was typed as a criterion; a number that is not filled in is left out."""
        typed = self.cleaned_data
        asked = {each.key: typed[f"{NUMBER}{each.key}"] for each in self._parameters}
        others = {name: number for name, number in self.said.parameters.items() if name not in asked}
        return Criterion(
            key=key,
            kind=self.said.kind,
            text=typed["text"],
            parameters={**others, **{name: each for name, each in asked.items() if each is not None}},
            household=HouseholdTest(typed["household"]),
            documentation=typed["documentation"],
            documentation_valid_months=typed["documentation_valid_months"],
        )

    @property
    def reading(self) -> CriterionWords:
        """Return the criterion as the public will read it."""
        return criterion_in_words(self.shown, self._place)

    @property
    def warning(self) -> str:
        """Return in words what the text should not say; empty where nothing was found."""
        return forbidden_in_words(self.shown.text)

    @property
    def _parameters(self) -> Iterable[Any]:
        return self.entry.parameters if self.entry is not None else ()

    def _add_number(self, key: str) -> object:
        parameter = next(each for each in self._parameters if each.key == key)
        kind = NumberKind.money if parameter.unit == "kr." else NumberKind.multiple
        self.fields[f"{NUMBER}{key}"] = DanishNumberField(label=parameter.label, kind=kind, required=False)
        return AppendedText(f"{NUMBER}{key}", parameter.unit)


def with_kinds(criteria: Sequence[Criterion], kinds: Iterable[str]) -> tuple[Criterion, ...]:
    """Return the criteria with one of each kind after them, as the catalogue proposes it."""
    after = list(criteria)
    for kind in kinds:
        entry = criterion_entry(kind)
        if entry is not None:
            after.append(proposed(entry, taken=[WAITING_LIST, *(each.key for each in after)]))
    return tuple(after)


def proposed(entry: CriterionEntry, *, taken: Collection[str]) -> Criterion:
    """Return a criterion as the catalogue proposes it, its numbers still to be filled in."""
    return Criterion(
        key=slug(entry.name, taken),
        kind=entry.key,
        household=entry.household_default,
        documentation=entry.documentation,
    )


def without_criterion(criteria_set: CriteriaSet, key: str) -> CriteriaSet:
    """Return the set without a criterion, its turns, and the shares that named no other."""
    fractions = [
        each.model_copy(update={"criteria": tuple(one for one in each.criteria if one != key)})
        for each in criteria_set.fractions
    ]
    return criteria_set.model_copy(
        update={
            "criteria": tuple(each for each in criteria_set.criteria if each.key != key),
            "rotation": tuple(each for each in criteria_set.rotation if each != key),
            "fractions": tuple(each for each in fractions if each.criteria),
        }
    )


def forbidden_in_words(text: str) -> str:
    """Return a warning where a text says what criteria may never rest on; empty where nothing was found."""
    found = forbidden_words_in(text)
    if not found:
        return ""
    return (
        f"Teksten bruger {join_words([f'»{word}«' for word in found])}. Kriterier må ikke bygge på etnisk "
        "oprindelse, nationalitet, statsborgerskab eller tro. Skriv det om; ellers kan aftalen ikke vedtages."
    )


def criterion_in_fields(criterion: Criterion) -> dict[str, Any]:
    """Return a criterion as the first values of its fields."""
    return {
        "text": criterion.text,
        "household": criterion.household.value,
        "documentation": criterion.documentation,
        "documentation_valid_months": criterion.documentation_valid_months,
        **{f"{NUMBER}{name}": number for name, number in criterion.parameters.items()},
    }


def _offered(entry: CriterionEntry, present: Collection[str]) -> tuple[str, str]:
    is_there = " (er med)" if entry.key in present else ""
    sentence = f": {criterion_text(proposed(entry, taken=()))}" if entry.text else ""
    return entry.key, f"{entry.name}{is_there}{sentence}"
