"""Forms over a set of criteria: its name, how the criteria stand to each other, and who is exempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crispy_forms.bootstrap import AppendedText
from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.criteria import CriteriaSet, Criterion, Exemptions, Fraction
from agreements.forms.criteria import CriteriaChoiceForm, with_kinds
from agreements.forms.fields import (
    NAME,
    clause_field,
    line_field,
    one_of,
    percent_field,
    some_of,
    whole_number,
    with_said,
)
from agreements.forms.layout import Choice, Disclosure, Group, Grow
from agreements.forms.pieces import GROW, rows_wanted
from agreements.forms.words import ReadForm, day_field
from agreements.problems.criteria import WAITING_LIST
from agreements.terms import CriteriaKind, CriteriaOrder
from agreements.wording.criteria import (
    CriteriaWords,
    criteria_set_in_words,
    criterion_in_words,
    fraction_in_words,
)
from agreements.wording.lists import CRITERIA_KINDS, CRITERIA_ORDERS, choices, inside
from udlejning.lib.danish import join_words

TURNS, SHARES = "ture", "andele"
FEWEST_TURNS = 4


class NewSetForm(CriteriaChoiceForm):
    """A new set: its name and kind, and the criteria it begins with."""

    name = line_field("Navn", required=True, max_length=NAME, help_text="Fx »Almindelige kriterier«.")
    kind = one_of("Slags", choices(CRITERIA_KINDS))

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"kind": CriteriaKind.ordinary.value})

    def piece(self, key: str) -> CriteriaSet:
        """Return what was typed as a set of criteria, as the catalogue proposes them."""
        typed = self.cleaned_data
        return CriteriaSet(
            key=key,
            name=typed["name"],
            kind=CriteriaKind(typed["kind"]),
            criteria=with_kinds((), self.picked),
        )


class CriteriaSetForm(ReadForm):
    """What a set says besides its criteria, which have pages of their own."""

    name = line_field("Navn", required=True, max_length=NAME)
    kind = one_of("Slags", choices(CRITERIA_KINDS))
    order = one_of("Kriterierne står", choices(CRITERIA_ORDERS))
    internal_same_department = forms.BooleanField(
        label="Den, der flytter inden for samme afdeling", required=False
    )
    internal_from_date = day_field("Fra hvornår?", help_text="Tomt: så længe sættet gælder.")
    age_from = whole_number("Den, der er fyldt", lowest=18, highest=110)
    sale_of_own_home = forms.BooleanField(label="Den, der sælger sin egen bolig", required=False)
    exemptions_clause = clause_field("Hvor i aftalen står undtagelserne?")
    documentation_days = whole_number("Dokumentationen skal afleveres inden", highest=60)
    announced_date = day_field(
        "Offentliggjort", help_text="Kommunalbestyrelsens egne kriterier gælder tidligst fra den dag."
    )
    clause = clause_field()

    said: CriteriaSet

    def __init__(self, data: QueryDict | None, *, said: CriteriaSet) -> None:
        super().__init__(data, said=said, initial=set_in_fields(said))
        self._called = {each.key: _called(each, place) for place, each in enumerate(said.criteria, start=1)}
        self._turns = self._add_turns(data)
        self._shares = self._add_shares(data)
        self.lay_out(
            "name",
            "kind",
            Choice("order", rotation=[Row(*self._turns), Grow(TURNS, "Flere ture")]),
            Disclosure(
                "Dele af udlejningerne til bestemte kriterier",
                *(
                    Group(f"Del {number}", Row(AppendedText(row[0], "%"), row[1]), row[2])
                    for number, row in enumerate(self._shares, start=1)
                ),
                Grow(SHARES, "Flere dele"),
                said=" ".join(fraction_in_words(each, self._called) for each in said.fractions),
                is_open=self.is_growing and self.data[GROW] == SHARES,
            ),
            Disclosure(
                "Hvem behøver ikke opfylde kriterierne?",
                "internal_same_department",
                "internal_from_date",
                AppendedText("age_from", "år"),
                "sale_of_own_home",
                "exemptions_clause",
                said=join_words(criteria_set_in_words(said).exemptions),
            ),
            Disclosure(
                "Frist og offentliggørelse",
                AppendedText("documentation_days", "dage"),
                "announced_date",
                said=" ".join(criteria_set_in_words(said).practice),
            ),
            "clause",
        )

    def clean(self) -> dict[str, Any]:
        for share, rooms, criteria in self._shares:
            typed = self.cleaned_data
            is_lacking = typed.get(share) is None and share not in self.errors
            if is_lacking and (typed.get(criteria) or typed.get(rooms)):
                self.add_error(share, "Skriv, hvor stor en del det er.")
            if typed.get(share) is not None and not typed.get(criteria):
                self.add_error(criteria, "Vælg mindst ét kriterium.")
        return self.cleaned_data

    def piece(self, key: str) -> CriteriaSet:
        """Return what was typed as a set, with the criteria it has; a pattern only where they take turns."""
        typed = self.cleaned_data
        order = CriteriaOrder(typed["order"])
        turns = [typed[name] for name in self._turns if typed[name]]
        return CriteriaSet(
            key=key,
            name=typed["name"],
            kind=CriteriaKind(typed["kind"]),
            order=order,
            criteria=self.said.criteria,
            rotation=tuple(turns) if order is CriteriaOrder.rotation else (),
            fractions=tuple(self._fractions(typed)),
            exemptions=_exemptions(typed),
            documentation_days=typed["documentation_days"],
            announced_date=typed["announced_date"],
            clause=typed["clause"],
        )

    @property
    def reading(self) -> CriteriaWords:
        """Return the set as the public will read it."""
        return criteria_set_in_words(self.shown)

    def _add_turns(self, data: QueryDict | None) -> list[str]:
        rotation = self.said.rotation
        named = [(key, f"kriterium {words}") for key, words in self._called.items()]
        among = [("", "–"), *with_said([*named, (WAITING_LIST, "ventelisten")], rotation)]
        wanted = rows_wanted(data, TURNS, said=len(rotation), least=FEWEST_TURNS, field=_turn)
        for number in range(wanted):
            self.fields[_turn(number)] = forms.ChoiceField(
                label=f"Tur {number + 1}", choices=among, required=False
            )
            self.initial[_turn(number)] = rotation[number] if number < len(rotation) else ""
        return [_turn(number) for number in range(wanted)]

    def _add_shares(self, data: QueryDict | None) -> list[tuple[str, str, str]]:
        fractions = self.said.fractions
        among = with_said(self._called.items(), [key for each in fractions for key in each.criteria])
        wanted = rows_wanted(data, SHARES, said=len(fractions), least=1, field=lambda row: _share(row)[0])
        for number in range(wanted):
            share, rooms, criteria = _share(number)
            self.fields[share] = percent_field("Del af de fleksible udlejninger")
            self.fields[rooms] = whole_number("Kun boliger med mindst (rum)", highest=10)
            self.fields[criteria] = some_of("Går til dem, der opfylder kriterium", among)
            if number < len(fractions):
                said = fractions[number]
                self.initial[share], self.initial[rooms] = said.share, said.rooms_from
                self.initial[criteria] = list(said.criteria)
        return [_share(number) for number in range(wanted)]

    def _fractions(self, typed: Mapping[str, Any]) -> Iterator[Fraction]:
        for share, rooms, criteria in self._shares:
            if typed[share] is not None:
                yield Fraction(share=typed[share], criteria=tuple(typed[criteria]), rooms_from=typed[rooms])


def set_in_fields(criteria_set: CriteriaSet) -> dict[str, Any]:
    """Return a set as the first values of its fields; turns and shares have rows of their own."""
    exempt = criteria_set.exemptions
    return {
        "name": criteria_set.name,
        "kind": criteria_set.kind.value,
        "order": criteria_set.order.value,
        "internal_same_department": exempt.internal_same_department,
        "internal_from_date": exempt.internal_from_date,
        "age_from": exempt.age_from,
        "sale_of_own_home": exempt.sale_of_own_home,
        "exemptions_clause": exempt.clause,
        "documentation_days": criteria_set.documentation_days,
        "announced_date": criteria_set.announced_date,
        "clause": criteria_set.clause,
    }


def _exemptions(typed: Mapping[str, Any]) -> Exemptions:
    return Exemptions(
        internal_same_department=typed["internal_same_department"],
        internal_from_date=typed["internal_from_date"],
        age_from=typed["age_from"],
        sale_of_own_home=typed["sale_of_own_home"],
        clause=typed["exemptions_clause"],
    )


def _called(criterion: Criterion, place: int) -> str:
    words = criterion_in_words(criterion, place)
    return f"{place} ({inside(words.name)})" if words.name else f"{place} ({words.text})"


def _turn(number: int) -> str:
    return f"{TURNS}-{number}"


def _share(number: int) -> tuple[str, str, str]:
    return f"{SHARES}-{number}-share", f"{SHARES}-{number}-rooms", f"{SHARES}-{number}-criteria"
