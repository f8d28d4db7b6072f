"""The form over a goal: what is stored is what was shown, and the sentence stands beside."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.cooperation import Goal
from agreements.content.document import Content
from agreements.forms.goals import GoalForm
from agreements.terms import Direction
from tests.agreements.form_posts import draft_of, faults_of, untouched
from tests.agreements.said_in_examples import every

FULL = Goal(
    key="fuld",
    text="Flere beboere er i arbejde eller uddannelse.",
    indicator="outside_labour_market_or_education",
    measure="målt i december",
    unit="%",
    departments=("9901/001", "9902/001"),
    direction=Direction.down,
    baseline=Decimal("38.2"),
    baseline_date=date(2025, 1, 1),
    target=Decimal("-0.5"),
    target_date=date(2027, 12, 31),
    delivered_by="Fjordby Kommune",
    delivered_when="hvert år",
)
SHORT = Goal(
    key="kort",
    text="Færre klager.",
    measure="antal klager",
    direction=Direction.down,
    target=Decimal(1500),
    target_date=date(2027, 1, 1),
)
STRANGE = SHORT.model_copy(update={"indicator": "no_longer_there", "departments": ("9909/009",)})
GOALS = {"full": FULL, "short": SHORT, "strange": STRANGE, **every("goals")}


def goal_form(said=FULL, **changes):
    draft = draft_of(Content())
    return GoalForm(untouched(GoalForm(None, draft=draft, said=said), **changes), draft=draft, said=said)


@pytest.mark.parametrize("said", GOALS.values(), ids=GOALS)
def test_a_goal_is_stored_as_it_was_shown(said):
    form = goal_form(said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


def test_figures_are_typed_in_danish():
    form = goal_form(target="33,25")

    assert form.is_valid()
    assert form.piece("fuld").target == Decimal("33.25")


def test_a_goal_needs_its_words_its_figure_its_direction_and_its_day():
    form = goal_form(None)

    assert not form.is_valid()
    assert list(form.errors) == ["text", "direction", "target", "target_date"]


def test_a_faulty_figure_is_said_and_kept():
    form = goal_form(target="ca. 30")

    assert not form.is_valid()
    assert form["target"].value() == "ca. 30"


def test_the_goal_is_read_as_typed_when_it_is_asked_for():
    form = goal_form(SHORT, target="1200", vis="1")

    assert not form.is_valid()
    assert form.reading.change == "højst 1.200 senest 1. januar 2027"


def test_a_new_goal_has_no_sentence_yet():
    assert GoalForm(None, draft=draft_of(Content())).reading is None


def test_the_sentence_names_the_departments():
    assert "Møllevang (1)" in goal_form().reading.measured_on


def test_what_the_registers_no_longer_have_is_shown_as_such():
    form = goal_form(STRANGE)

    assert ("no_longer_there", "no_longer_there (findes ikke mere)") in form.fields["indicator"].choices
    assert form.fields["departments"].choices[-1] == (
        "Afdelinger, der findes ikke mere",
        [("9909/009", "9909/009")],
    )
