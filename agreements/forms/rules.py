"""Forms over the rules that lead to a step: one figure, so many of several, points, or an official list.

Each rule can also be asked to have been met for years; it is then the persistence rule around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    Rule,
)
from agreements.forms.conditions import (
    add_condition,
    condition_in_fields,
    condition_layout,
    indicator_field,
    kind_of,
    read_condition,
    read_into,
    text_of_number,
)
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import NO, YES, figure_field, in_order, one_of, some_of, whole_number
from agreements.forms.layout import Choice, Disclosure, Group, Grow, inline
from agreements.forms.pieces import PieceForm, rows_wanted
from agreements.terms import AreaCategory, Benchmark
from agreements.wording.lists import AREA_CATEGORIES_PLURAL, BENCHMARKS, choices
from udlejning.lib.cells import NumberKind
from udlejning.lib.form_fields import typed

NOT_CHOSEN = "vælg et nøgletal"
NO_CONDITION = "ingen betingelse her"


class RuleForm(PieceForm):
    """What the rules' forms share: for how many years the rule must have been met.

    `said` is the rule that is there already, None for a new one.
    """

    years_met = whole_number(
        "Så mange år i træk", lowest=2, highest=20, help_text="Tomt: det er nok, at den er opfyldt nu."
    )

    def __init__(
        self, data: QueryDict | None, *, draft: OpenDraft, said: Rule | None, initial: Mapping[str, Any]
    ) -> None:
        years = said.years if isinstance(said, PersistenceRule) else None
        super().__init__(data, initial={"years_met": years, **initial})
        self.draft = draft
        self._years_said = years

    def rule(self) -> Rule:
        """Return the rule of a valid form."""
        inner, years = self._inner(), self.cleaned_data["years_met"]
        return inner if years is None else PersistenceRule(years=years, rule=inner)

    def _inner(self) -> IndicatorRule | CountRule | PointsRule | ListRule:
        raise NotImplementedError

    def _years_layout(self) -> Disclosure:
        years = self._years_said
        said = "" if years is None else f"i hvert af de seneste {years} år"
        return Disclosure("Skal have været opfyldt flere år i træk", "years_met", said=said)


class IndicatorRuleForm(RuleForm):
    """One figure decides."""

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Rule | None = None) -> None:
        inner = innermost(said)
        condition = inner.condition if isinstance(inner, IndicatorRule) else None
        super().__init__(data, draft=draft, said=said, initial=condition_in_fields("only", condition))
        add_condition(self, "only", draft, condition, empty=NOT_CHOSEN)
        self.lay_out(*condition_layout(self, "only"), self._years_layout())
        self._condition: Condition | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._condition = read_condition(self, "only", self.draft)
        if not cleaned.get("only_indicator"):
            self.add_error("only_indicator", "Vælg det nøgletal, der afgør det.")
        return cleaned

    def _inner(self) -> IndicatorRule:
        if self._condition is None:
            raise ValueError("the form is not valid")
        return IndicatorRule(condition=self._condition)


class CountRuleForm(RuleForm):
    """So many of the conditions, and every precondition, must be met."""

    required = whole_number("Så mange af betingelserne skal være opfyldt", required=True, highest=20)

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Rule | None = None) -> None:
        inner = innermost(said)
        counted = inner if isinstance(inner, CountRule) else None
        self._rows = {
            "condition": counted.conditions if counted is not None else (),
            "gate": counted.preconditions if counted is not None else (),
        }
        initial = {
            name: value
            for kind, conditions in self._rows.items()
            for row, condition in enumerate(conditions)
            for name, value in condition_in_fields(f"{kind}_{row}", condition).items()
        }
        initial["required"] = counted.required if counted is not None else None
        super().__init__(data, draft=draft, said=said, initial=initial)
        conditions = self._add_rows("condition", "Betingelse", least=2)
        gates = self._add_rows("gate", "Forudsætning", least=1)
        self.lay_out(
            "required",
            *conditions,
            Grow("condition", "Flere betingelser"),
            Disclosure(
                "Forudsætninger, der altid skal være opfyldt",
                *gates,
                Grow("gate", "Flere forudsætninger"),
                said=f"{len(self._rows['gate'])} skrevet" if self._rows["gate"] else "ingen",
                is_open=self.data.get("flere") == "gate",
            ),
            self._years_layout(),
        )
        self._read: dict[str, tuple[Condition, ...]] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._read = {kind: self._conditions(kind) for kind in self._rows}
        if not self._read["condition"] and not self.errors:
            self.add_error("condition_0_indicator", "Skriv mindst én betingelse.")
        return cleaned

    def _inner(self) -> CountRule:
        return CountRule(
            required=self.cleaned_data["required"],
            conditions=self._read["condition"],
            preconditions=self._read["gate"],
        )

    def _add_rows(self, kind: str, word: str, *, least: int) -> list[object]:
        said: Sequence[Condition] = self._rows[kind]
        wanted = rows_wanted(
            self.data if self.is_bound else None,
            kind,
            said=len(said),
            least=least,
            field=lambda row: f"{kind}_{row}_indicator",
        )
        parts: list[object] = []
        for row in range(wanted):
            name = f"{kind}_{row}"
            condition = said[row] if row < len(said) else None
            add_condition(self, name, self.draft, condition, empty=NO_CONDITION)
            parts.append(Group(f"{word} {row + 1}", *condition_layout(self, name)))
        return parts

    def _conditions(self, kind: str) -> tuple[Condition, ...]:
        read = []
        row = 0
        while f"{kind}_{row}_indicator" in self.fields:
            read.append(read_condition(self, f"{kind}_{row}", self.draft))
            row += 1
        return tuple(condition for condition in read if condition is not None)


class ListRuleForm(RuleForm):
    """The unit lies in an area on one of the official lists."""

    categories = some_of("På listen over", choices(AREA_CATEGORIES_PLURAL))
    development_plan = forms.BooleanField(label="Også områder med en udviklingsplan", required=False)

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Rule | None = None) -> None:
        inner = innermost(said)
        listed = inner if isinstance(inner, ListRule) else None
        self._categories = listed.categories if listed is not None else ()
        initial = {
            "categories": [each.value for each in self._categories],
            "development_plan": listed is not None and listed.also_with_development_plan,
        }
        super().__init__(data, draft=draft, said=said, initial=initial)
        self.fields["categories"].required = True
        self.fields["categories"].error_messages["required"] = "Vælg mindst én liste."
        self.lay_out("categories", "development_plan", self._years_layout())

    def _inner(self) -> ListRule:
        chosen = in_order(self.cleaned_data["categories"], self._categories)
        return ListRule(
            categories=tuple(map(AreaCategory, chosen)),
            also_with_development_plan=self.cleaned_data["development_plan"],
        )


class PointsRuleForm(RuleForm):
    """The points of several figures, each by its distance from a benchmark, reach a sum."""

    at_least = figure_field("Mindst så mange point i alt", required=True)

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Rule | None = None) -> None:
        inner = innermost(said)
        points = inner if isinstance(inner, PointsRule) else None
        self._said = points.items if points is not None else ()
        initial: dict[str, Any] = {"at_least": points.at_least if points is not None else None}
        for row, item in enumerate(self._said):
            initial |= _item_in_fields(f"item_{row}", item)
        super().__init__(data, draft=draft, said=said, initial=initial)
        rows = [self._add_item(row) for row in range(self._wanted())]
        self.lay_out("at_least", *rows, Grow("item", "Flere nøgletal"), self._years_layout())
        self._items: tuple[PointsItem, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("at_least") is not None and cleaned["at_least"] <= 0:
            self.add_error("at_least", "Skriv et tal over 0.")
        read = [self._read_item(f"item_{row}") for row in range(self._wanted())]
        self._items = tuple(item for item in read if item is not None)
        if not self._items and not self.errors:
            self.add_error("item_0_indicator", "Vælg mindst ét nøgletal, der giver point.")
        return cleaned

    def _inner(self) -> PointsRule:
        return PointsRule(items=self._items, at_least=self.cleaned_data["at_least"])

    def _wanted(self) -> int:
        return rows_wanted(
            self.data if self.is_bound else None,
            "item",
            said=len(self._said),
            least=2,
            field=lambda row: f"item_{row}_indicator",
        )

    def _add_item(self, row: int) -> Group:
        name, said = f"item_{row}", self._said[row] if row < len(self._said) else None
        indicator = said.indicator if said is not None else None
        self.fields[f"{name}_indicator"] = indicator_field(self.draft, indicator, empty="intet nøgletal her")
        self.fields[f"{name}_high_is_worse"] = one_of(
            "Hvornår er tallet dårligst?", [(YES, "når det er højt"), (NO, "når det er lavt")], initial=YES
        )
        self.fields[f"{name}_benchmark"] = forms.ChoiceField(
            label="Afstanden måles fra", required=False, choices=[("", "vælg"), *choices(BENCHMARKS)]
        )
        self.fields[f"{name}_fixed"] = text_of_number("Det faste tal")
        self.fields[f"{name}_years"] = whole_number(
            "Gennemsnit af så mange år", highest=10, help_text="Tomt eller 1: det seneste år."
        )
        bands = [self._add_band(name, band) for band in range(self._bands_wanted(name, said))]
        return Group(
            f"Nøgletal {row + 1}",
            f"{name}_indicator",
            Choice(f"{name}_benchmark", in_a_row=False, fixed=[f"{name}_fixed"]),
            Group("Point efter afstand", *bands, Grow(f"{name}_band", "Flere afstande")),
            Disclosure("Mere om nøgletallet", inline(f"{name}_high_is_worse"), f"{name}_years"),
        )

    def _add_band(self, name: str, band: int) -> Row:
        place = f"{name}_band_{band}"
        self.fields[f"{place}_distance"] = text_of_number("Fra afstanden")
        self.fields[f"{place}_points"] = figure_field("gives så mange point")
        return Row(f"{place}_distance", f"{place}_points")

    def _bands_wanted(self, name: str, said: PointsItem | None) -> int:
        return rows_wanted(
            self.data if self.is_bound else None,
            f"{name}_band",
            said=len(said.bands) if said is not None else 0,
            least=2,
            field=lambda band: f"{name}_band_{band}_distance",
        )

    def _read_item(self, name: str) -> PointsItem | None:
        typed_in = self.cleaned_data
        indicator, benchmark = typed_in.get(f"{name}_indicator"), typed_in.get(f"{name}_benchmark")
        if not indicator:
            return None
        kind = kind_of(indicator, self.draft.indicators)
        is_fixed = benchmark == Benchmark.fixed
        fixed = read_into(self, f"{name}_fixed", kind, "Skriv det faste tal.") if is_fixed else None
        bands = self._read_bands(name, kind)
        if not benchmark:
            self.add_error(f"{name}_benchmark", "Vælg, hvad afstanden måles fra.")
        if self.errors or not benchmark:
            return None
        if not bands:
            self.add_error(f"{name}_band_0_distance", "Skriv mindst én afstand og dens point.")
            return None
        return PointsItem(
            indicator=indicator,
            benchmark=Benchmark(benchmark),
            fixed_value=fixed,
            high_is_worse=typed_in[f"{name}_high_is_worse"] == YES,
            average_years=typed_in.get(f"{name}_years") or 1,
            bands=bands,
        )

    def _read_bands(self, name: str, kind: NumberKind) -> tuple[PointsBand, ...]:
        bands, band = [], 0
        while (place := f"{name}_band_{band}_distance") in self.fields:
            points = self.cleaned_data.get(f"{name}_band_{band}_points")
            if self.cleaned_data.get(place) or points is not None:
                distance = read_into(self, place, kind, "Skriv afstanden.")
                if points is None:
                    self.add_error(f"{name}_band_{band}_points", "Skriv, hvor mange point afstanden giver.")
                elif distance is not None:
                    bands.append(PointsBand(distance=distance, points=points))
            band += 1
        return tuple(bands)


FORMS: dict[str, type[IndicatorRuleForm | CountRuleForm | PointsRuleForm | ListRuleForm]] = {
    "indicator": IndicatorRuleForm,
    "k_of_n": CountRuleForm,
    "points": PointsRuleForm,
    "official_list": ListRuleForm,
}
"""By the `type` of a rule; a persistence rule has the form of the rule in it."""


def innermost(rule: Rule | None) -> Rule | None:
    """Return the rule itself, without the years it must have been met."""
    return rule.rule if isinstance(rule, PersistenceRule) else rule


def _item_in_fields(name: str, item: PointsItem) -> dict[str, Any]:
    fields: dict[str, Any] = {
        f"{name}_indicator": item.indicator,
        f"{name}_benchmark": item.benchmark.value,
        f"{name}_fixed": typed(item.fixed_value) if item.fixed_value is not None else "",
        f"{name}_high_is_worse": YES if item.high_is_worse else NO,
        f"{name}_years": item.average_years if item.average_years > 1 else None,
    }
    for band, each in enumerate(item.bands):
        fields[f"{name}_band_{band}_distance"] = typed(each.distance)
        fields[f"{name}_band_{band}_points"] = each.points
    return fields
