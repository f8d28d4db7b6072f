"""The form over a goal: what is to be reached, how it is measured, and who brings the figure."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.cooperation import Goal
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import figure_field, line_field, offer, one_of, some_of, with_said
from agreements.forms.layout import Disclosure, Group, GroupedBoxes, inline
from agreements.forms.words import ReadForm, day_field, departments_among, long_line_field
from agreements.terms import Direction
from agreements.wording.cooperation import GoalWords, goal_in_words
from agreements.wording.lists import DIRECTIONS, choices
from udlejning.lib.danish import count

ALL = "alle afdelinger"


class GoalForm(ReadForm):
    """A goal."""

    text = long_line_field(
        "Målet i ord", required=True, help_text="Fx »Flere beboere er i arbejde eller uddannelse«."
    )
    indicator = forms.ChoiceField(label="Nøgletal", required=False, help_text="Så måler systemet selv målet.")
    measure = line_field("Jeres egen måling", help_text="Når der ikke er et nøgletal, fx »antal klager«.")
    unit = line_field("Enhed", help_text="Tomt: nøgletallets egen. Ellers fx »afdelinger«.")
    departments = some_of("Afdelinger", help_text="Vælg ingen, hvis målet gælder dem alle.")
    direction = one_of("Tallet", choices(DIRECTIONS))
    baseline = figure_field("Udgangspunkt", help_text="Tallet i dag, fx 38,2.")
    baseline_date = day_field("Udgangspunktets dato")
    target = figure_field("Mål", required=True)
    target_date = day_field("Nås senest", required=True)
    delivered_by = line_field("Tallet leveres af")
    delivered_when = line_field("Tallet leveres", help_text="Fx »hvert år i december«.")

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Goal | None = None) -> None:
        super().__init__(data, said=said, initial=goal_in_fields(said) if said is not None else None)
        self._draft = draft
        departments = said.departments if said is not None else ()
        registered = [(key, each.name) for key, each in draft.indicators.items()]
        offer(
            self.fields["indicator"],
            [("", "intet nøgletal"), *with_said(registered, [said.indicator if said is not None else None])],
        )
        offer(self.fields["departments"], departments_among(draft.departments, departments))
        chosen = count(len(departments), "afdeling", "afdelinger") if departments else ALL
        self.lay_out(
            "text",
            Group("Sådan måles det", "indicator", "measure", "unit"),
            Disclosure("Hvilke afdelinger gælder målet?", GroupedBoxes("departments"), said=chosen),
            Group(
                "Fra og til",
                inline("direction"),
                Row("baseline", "baseline_date"),
                Row("target", "target_date"),
            ),
            "delivered_by",
            "delivered_when",
        )

    def piece(self, key: str) -> Goal:
        """Return what was typed as a goal."""
        typed = self.cleaned_data
        words = ("text", "measure", "unit", "delivered_by", "delivered_when")
        figures = ("baseline", "baseline_date", "target", "target_date")
        return Goal(
            key=key,
            **{name: typed[name] for name in (*words, *figures)},
            indicator=typed["indicator"] or None,
            departments=tuple(typed["departments"]),
            direction=Direction(typed["direction"]),
        )

    @property
    def reading(self) -> GoalWords | None:
        """Return the goal as it will be read."""
        if self.shown is None:
            return None
        names = {key: name for each in self._draft.departments for key, name in each.departments}
        return goal_in_words(self.shown, self._draft.indicators, names)


def goal_in_fields(goal: Goal) -> dict[str, Any]:
    """Return a goal as the first values of its fields."""
    return {
        **{name: getattr(goal, name) for name in Goal.model_fields if name != "key"},
        "indicator": goal.indicator or "",
        "departments": list(goal.departments),
        "direction": goal.direction.value,
    }
