"""The forms of deviations: where, what holds instead, for how long and why; ending one, taking one back."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict

from agreements.actions.deviations import NewDeviation, StepPlace
from agreements.content.terms import Terms
from agreements.forms.days import day_field, words_field
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import offer
from agreements.forms.layout import Group
from agreements.forms.terms import TermsFields
from agreements.models import AgreementVersion, Department
from agreements.models.departments import DepartmentQuerySet

UNSAID = "som i aftalen"
STEPS = "Et trin"


class DeviationFilterForm(forms.Form):
    """Which deviations to show."""

    WHEN = (
        ("", "Alle"),
        ("gaeldende", "gælder i dag"),
        ("kommende", "begynder senere"),
        ("ophoerte", "ophørt"),
    )
    vis = forms.ChoiceField(label="Vis", choices=WHEN, required=False)
    ord = forms.CharField(label="Afdeling, begrundelse eller beslutning", required=False, max_length=100)

    def chosen(self, name: str) -> str:
        """Return what is chosen; a faulty filter picks all."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""

    @property
    def is_narrowed(self) -> bool:
        """Return whether a filter leaves deviations out."""
        return bool(self.chosen("vis") or self.chosen("ord"))


class DeviationForm(TermsFields):
    """A deviation from an agreement: the fields of terms, with a place, a period and reasons around them."""

    concerns = forms.ChoiceField(
        label="Afdeling eller trin", error_messages={"required": "Vælg en afdeling eller et trin."}
    )
    from_date = day_field("Gælder fra")
    to_date = day_field("Gælder til og med", help_text="Afvigelsen ophører af sig selv den dag.")
    reason = words_field("Begrundelse", max_length=500)
    decided_by = forms.CharField(
        label="Besluttet af",
        max_length=200,
        help_text="Hvem og hvornår, fx Styregruppen 3. maj 2026, punkt 4.",
        widget=forms.TextInput(attrs={"class": "input-width-l"}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: AgreementVersion,
        departments: DepartmentQuerySet,
        chosen: str = "",
        today: date,
    ) -> None:
        """Offer the version's steps and criteria, and the departments; `chosen` is the id of one of them."""
        draft = OpenDraft(version)
        initial = {"concerns": f"afdeling-{chosen}" if chosen else "", "from_date": today}
        super().__init__(data, draft=draft, said=Terms(), unsaid=UNSAID, initial=initial)
        self._departments = {f"afdeling-{row.pk}": row for row in departments}
        self._steps = {
            f"trin-{each.key}-{step.key}": (StepPlace(each.key, step.key), f"{step.name} ({each.name})")
            for each in draft.content.staircases or ()
            for step in each.steps
        }
        offer(self.fields["concerns"], [("", "Vælg"), *self._places()])
        self.lay_out(
            Group("Hvor", "concerns"),
            Group("Hvad er anderledes", *self.terms_layout, hint="Alt andet er som i aftalen."),
            Group("Hvor længe og hvorfor", "from_date", "to_date", "reason", "decided_by"),
        )

    def deviation(self) -> NewDeviation:
        """Return what a valid form says."""
        typed = self.cleaned_data
        place = typed["concerns"]
        return NewDeviation(
            place=self._departments[place] if place in self._departments else self._steps[place][0],
            terms=self.terms(),
            from_date=typed["from_date"],
            to_date=typed["to_date"],
            reason=typed["reason"],
            decided_by=typed["decided_by"],
        )

    def _places(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for value, row in self._departments.items():
            groups.setdefault(row.organisation.name, []).append((value, _called(row)))
        steps = [(value, label) for value, (_, label) in self._steps.items()]
        return [*([(STEPS, steps)] if steps else []), *groups.items()]


class EndDeviationForm(forms.Form):
    """The last day of a deviation that ends before its time, and why."""

    last_day = day_field("Sidste dag", help_text="Fra dagen efter gælder aftalen igen.")
    note = words_field("Hvorfor slutter den før tid?", max_length=500)


class CancelDeviationForm(forms.Form):
    """Why a deviation that has not begun is taken back."""

    note = words_field("Hvorfor fortrydes den?", max_length=500)


def _called(department: Department) -> str:
    number = department.own_number or department.lbf_number
    return f"{department.name} ({number})"
