"""The pages of the part "mål": the list of goals, and each goal."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from agreements.content.cooperation import Goal
from agreements.forms.drafts import OpenDraft
from agreements.forms.goals import GoalForm
from agreements.terms import Part
from agreements.wording.cooperation import change_in_words
from udlejning.dashboards.editor.frame import ListPart, Page, PartEditor, Place, pages_of_list
from udlejning.lib.danish import count

BESIDE = "dashboards/editor/_goals_beside.html"


def in_short(goals: Sequence[Goal]) -> str:
    """Return how many goals there are, in a line."""
    return f"{count(len(goals), 'mål', 'mål')}." if goals else "Ingen mål."


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page with the goals, or of one of them."""

    def words(goal: Goal) -> tuple[str, str]:
        return goal.text, change_in_words(goal, draft.indicators)

    kind = ListPart(
        part=Part.goals,
        heading="Målene",
        add_label="Tilføj et mål",
        empty="Aftalen har ingen mål endnu.",
        row_words=words,
        form_of=lambda data, draft, goal: GoalForm(data, draft=draft, said=goal),
        name_of=lambda form: str(form.cleaned_data["text"]),
        new_title="Nyt mål",
        beside=BESIDE,
    )
    return pages_of_list(kind)(data, draft, place)


EDITOR = PartEditor(
    part=Part.goals,
    title="Mål",
    lead="Hvad parterne vil nå, fra hvilket tal til hvilket, og hvornår.",
    in_short=in_short,
    page_of=page_of,
)
