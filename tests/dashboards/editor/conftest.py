"""What the editor's tests share: its user's browser, and drafts that say little, much or nothing."""

from datetime import date

import pytest

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.content import store_content
from agreements.content.document import Content
from agreements.models import AgreementVersion
from tests import factories as make
from tests.dashboards.editor.rich import RICH


@pytest.fixture
def maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def draft(world) -> AgreementVersion:
    """An amendment to the world's agreement, with its content."""
    amendment = Amendment(from_date=date(2027, 1, 1), reason="Nye grænser")
    return begin_amendment(version=world.version, amendment=amendment)


@pytest.fixture
def own_draft(world) -> AgreementVersion:
    """A draft of Lind Bolig's individual agreement, which says nothing itself yet."""
    agreement = make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        name="Aftale med Lind Bolig",
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
    )
    return store_content(
        version=make.AgreementVersionFactory(agreement=agreement, content={}), content=Content()
    )


@pytest.fixture
def rich_draft(world) -> AgreementVersion:
    """A draft that says something of every part."""
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})
    return store_content(version=version, content=RICH)


@pytest.fixture
def empty(world) -> AgreementVersion:
    """A draft that says nothing yet."""
    return make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})


@pytest.fixture
def draft_under_rich(world) -> AgreementVersion:
    """A draft of Lind Bolig's individual agreement; the framework then says something of every part."""
    AgreementVersion.objects.filter(pk=world.version.pk).update(to_date=date(2026, 11, 30))
    amendment = Amendment(from_date=date(2026, 12, 1), reason="Alt skrevet ud")
    framework = begin_amendment(version=world.version, amendment=amendment)
    make.adopted(store_content(version=framework, content=RICH))
    agreement = make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        name="Aftale med Lind Bolig",
        from_date=date(2026, 12, 1),
    )
    return make.AgreementVersionFactory(agreement=agreement, content={})
