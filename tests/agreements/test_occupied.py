"""A step that departments stand on may not be taken away: one rule, for drafts and for adoption."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.actions.content import OccupiedStepError, StaleDraftError, mark_of, store_content, store_part
from agreements.agreed import content_before
from agreements.content.document import Content
from agreements.models import AgreementVersion
from agreements.occupied import occupied_steps
from agreements.terms import Part
from tests import contents
from tests import factories as make
from tests.agreements.drafting import begun

ALL = contents.agreed()
WITHOUT_YELLOW = contents.agreed(contents.red(), contents.green())
ON_YELLOW = {("trappen", "gul"): 2}
STEPS = [contents.red(), contents.yellow(), contents.green()]
choices = st.lists(st.sampled_from(STEPS), unique_by=lambda step: step.key, min_size=1)
numbers = st.dictionaries(st.sampled_from([("trappen", step.key) for step in STEPS]), st.integers(0, 20))


@pytest.fixture
def individual(world):
    """A draft of Lind Bolig's individual agreement, which says nothing itself yet."""
    agreement = make.AgreementFactory(
        municipality=world.municipality, kind="individual", organisation=world.bo_organisation
    )
    return store_content(
        version=make.AgreementVersionFactory(agreement=agreement, content={}), content=Content()
    )


@given(before=choices, after=choices, standing=numbers)
def test_only_occupied_steps_that_are_there_before_and_not_after_are_refused(before, after, standing):
    refused = occupied_steps(contents.agreed(*before), contents.agreed(*after), standing)

    gone = {step.key for step in before} - {step.key for step in after}
    names = {step.name for step in STEPS if step.key in gone and standing.get(("trappen", step.key))}
    assert {text.split()[1] for text in refused} == names


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 afdeling står på det i dag. Indplacér den et andet sted først."),
        (2, "2 afdelinger står på det i dag. Indplacér dem et andet sted først."),
    ],
)
def test_the_step_and_its_staircase_are_named_with_what_to_do(number, words):
    refused = occupied_steps(ALL, WITHOUT_YELLOW, {("trappen", "gul"): number})

    assert refused == (f"Trinnet gul (Trappen) kan ikke fjernes: {words}",)


def test_a_staircase_that_is_taken_away_takes_its_steps_with_it():
    assert len(occupied_steps(ALL, Content(), ON_YELLOW)) == 1


def test_a_step_that_was_never_there_is_not_taken_away():
    assert occupied_steps(WITHOUT_YELLOW, Content(), ON_YELLOW) == ()


def test_what_the_draft_says_when_it_is_locked_decides_not_what_was_read(world):
    draft = begun(world)
    read_before = AgreementVersion.objects.get(pk=draft.pk)
    store_content(version=draft, content=WITHOUT_YELLOW)
    stored = store_content(version=draft, content=ALL)

    with pytest.raises(OccupiedStepError, match="Trinnet gul"):
        store_part(
            version=read_before,
            part=Part.staircases,
            value=WITHOUT_YELLOW.staircases,
            seen=mark_of(stored, Part.staircases),
            standing=lambda: ON_YELLOW,
        )


def test_departments_are_counted_after_a_stale_page_is_refused(world):
    draft, counted = begun(world), []

    def standing():
        counted.append(draft.pk)
        return {}

    def store(seen):
        store_part(version=draft, part=Part.goals, value=(), seen=seen, standing=standing)

    seen = mark_of(draft, Part.goals)
    store(seen)
    with pytest.raises(StaleDraftError):
        store(seen)

    assert counted == [draft.pk]


def test_what_an_amendment_takes_over_from_is_the_adopted_version_before_it(world):
    draft = begun(world)
    store_content(version=draft, content=WITHOUT_YELLOW)

    assert content_before(draft) == world.version.says


def test_a_first_framework_takes_over_from_nothing(world):
    other = make.version_with(
        agreement__municipality=world.municipality,
        agreement__from_date=date(2028, 1, 1),
        agreement__to_date=date(2031, 12, 31),
    )

    assert content_before(other) == Content()


def test_a_first_individual_agreement_takes_over_from_the_framework_it_builds_on(world, individual):
    assert content_before(individual).staircases == world.version.says.staircases


def test_an_individual_agreement_that_stands_alone_takes_over_from_nothing(individual):
    individual.agreement.inherits_framework = False

    assert content_before(individual) == Content()
