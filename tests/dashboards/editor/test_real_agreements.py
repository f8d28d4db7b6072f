"""What real agreements say is unchanged by saving every page of terms and staircases untouched."""

import pytest

from agreements.actions.content import store_content
from tests import factories as make
from tests.agreements.variability import COLUMNS
from tests.dashboards.editing import STAIRCASES, TERMS, said_by, saved


def places_of(content):
    """Every page of terms and staircases that has a form, for a content."""
    yield TERMS, ()
    for special in content.terms.special if content.terms is not None else ():
        yield TERMS, (special.key,)
    for staircase in content.staircases or ():
        yield STAIRCASES, (staircase.key,)
        for step in staircase.steps:
            yield STAIRCASES, (staircase.key, step.key)
            yield from (
                (STAIRCASES, (staircase.key, step.key, f"regel-{number}"))
                for number in range(1, len(step.rules) + 1)
            )


@pytest.mark.parametrize("name", COLUMNS)
def test_saving_every_page_untouched_changes_nothing(maja, world, name):
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})
    content = COLUMNS[name].content
    store_content(version=version, content=content)

    answers = [saved(maja, version, part, *place).status_code for part, place in places_of(content)]

    assert set(answers) == {302}
    assert said_by(version) == content
