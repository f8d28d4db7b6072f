"""One row with one call; traits for situations. The cast is fixed: Anna, Bo, Carla, Dorte, Erik."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from agreements.access import Role
from agreements.actions.content import store_content
from agreements.content import staircases as said
from agreements.content.document import write_content
from agreements.content.terms import Counting
from agreements.models import (
    Administrator,
    Agreement,
    AgreementParty,
    AgreementVersion,
    Decision,
    Department,
    DwellingGroup,
    HousingOrganisation,
    ImportBatch,
    Indicator,
    Membership,
    Municipality,
    OrganisationInMunicipality,
    Staircase,
    Step,
    User,
)
from anvisning.models import DeclineReason, RentLimit
from monitoring.models import Measurement, Placement, PlacementRun
from tests import contents

PASSWORD = "kun-til-proeve"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{1000 + n % 9000:04d}")
    name = factory.Sequence(lambda n: f"Prøveby {n} Kommune")


class HousingOrganisationFactory(DjangoModelFactory):
    class Meta:
        model = HousingOrganisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Prøvebo {n}")
    lbf_number = factory.Sequence(lambda n: f"{n:04d}")

    @factory.post_generation
    def municipality(self, create, municipality, **kwargs):
        """Give `municipality=` to let the organisation have dwellings there."""
        if municipality is not None:
            OrganisationInMunicipality.objects.create(organisation=self, municipality=municipality)


class AdministratorFactory(DjangoModelFactory):
    class Meta:
        model = Administrator

    name = factory.Sequence(lambda n: f"Administration {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = "Prøve"
    last_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.reader.value


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    municipality = factory.SubFactory(MunicipalityFactory)
    organisation = factory.SubFactory(HousingOrganisationFactory)
    lbf_number = factory.Sequence(lambda n: f"{n:03d}")
    own_number = factory.LazyAttribute(lambda row: f"{row.lbf_number}-0")
    name = factory.Sequence(lambda n: f"Prøvegården {n}")


class DwellingGroupFactory(DjangoModelFactory):
    class Meta:
        model = DwellingGroup

    department = factory.SubFactory(DepartmentFactory)
    dwelling_type = "family"
    rooms = 3
    dwellings = 40
    typical_rent = Decimal(6200)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    municipality = factory.SubFactory(MunicipalityFactory)
    name = "Fælles udlejningsaftale 2024–2027"
    from_date = date(2024, 1, 1)
    to_date = date(2027, 12, 31)


class AgreementPartyFactory(DjangoModelFactory):
    class Meta:
        model = AgreementParty

    status = "joined"
    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(HousingOrganisationFactory)
    from_date = date(2024, 1, 1)


class AgreementVersionFactory(DjangoModelFactory):
    """A draft that says nothing of steps; `version_with` gives it a staircase."""

    class Meta:
        model = AgreementVersion

    agreement = factory.SubFactory(AgreementFactory)
    number = 1
    from_date = factory.SelfAttribute("agreement.from_date")
    content = factory.LazyFunction(lambda: write_content(contents.agreed()))


def version_with(*steps: said.Step, counting: Counting = contents.COUNTING, **fields) -> AgreementVersion:
    """A draft whose one staircase has the steps (red, yellow and green unless others are given)."""
    version = AgreementVersionFactory(**fields)
    return store_content(version=version, content=contents.agreed(*steps, counting=counting))


def adopted(version: AgreementVersion, *, on: date = date(2023, 12, 10)) -> AgreementVersion:
    """The version as if it had been adopted, without the decisions that takes."""
    Agreement.objects.filter(pk=version.agreement_id).update(status="adopted")
    AgreementVersion.objects.filter(pk=version.pk).update(status="adopted", adopted_date=on)
    return AgreementVersion.objects.select_related("agreement").get(pk=version.pk)


def step_of(version: AgreementVersion, key: str) -> Step:
    return version.steps.get(key=key)


def decided(version: AgreementVersion, **fields) -> AgreementVersion:
    """The version with the approval of the council and of every party's board."""
    DecisionFactory(version=version, **fields)
    for party in version.agreement.parties.all():
        DecisionFactory(version=version, body="board", organisation=party.organisation, **fields)
    return version


class DecisionFactory(DjangoModelFactory):
    """The council's approval."""

    class Meta:
        model = Decision

    version = factory.SubFactory(AgreementVersionFactory)
    body = "council"
    decided_date = date(2023, 12, 10)
    outcome = "approved"
    minutes_reference = "Punkt 8"


class StaircaseFactory(DjangoModelFactory):
    class Meta:
        model = Staircase
        django_get_or_create = ["municipality", "key"]

    municipality = factory.SubFactory(MunicipalityFactory)
    key = contents.STAIRCASE


class StepFactory(DjangoModelFactory):
    """A green step of a version that says nothing of it; a real one comes from `version_with`."""

    class Meta:
        model = Step

    version = factory.SubFactory(AgreementVersionFactory)
    staircase = factory.SubFactory(
        StaircaseFactory, municipality=factory.SelfAttribute("..version.agreement.municipality")
    )
    key = "groen"
    order = 3
    name = "grøn"
    colour = "green"
    shape = "circle"


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator
        django_get_or_create = ["key"]

    key = "outside_labour_market_or_education"
    name = "Uden tilknytning til arbejdsmarked eller uddannelse"
    unit = "percent"


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = "criteria"
    file = factory.django.FileField(filename="kriterier.csv", data=b"LBF-nr;Beboere\n")
    file_name = "kriterier.csv"
    sha256 = "0" * 64
    uploaded_by = factory.SubFactory(UserFactory)


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    department = factory.SubFactory(DepartmentFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    period_from = date(2025, 1, 1)
    period_to = date(2025, 1, 1)
    value = Decimal("34.0")
    status = "ok"
    raw_text = "34,0"
    batch = factory.SubFactory(ImportBatchFactory)
    sheet = "Ark1"
    cell = "G2"


class PlacementRunFactory(DjangoModelFactory):
    class Meta:
        model = PlacementRun

    version = factory.SubFactory(AgreementVersionFactory)
    figures_date = date(2025, 1, 1)
    made_by = factory.SubFactory(UserFactory)


class PlacementFactory(DjangoModelFactory):
    """An adopted placement by the agreement's rule, in force from 1 January 2025."""

    class Meta:
        model = Placement

    department = factory.SubFactory(DepartmentFactory)
    step = factory.SubFactory(StepFactory)
    version = factory.SelfAttribute("step.version")
    staircase = factory.LazyAttribute(
        lambda row: (
            row.step.staircase
            if row.step is not None
            else StaircaseFactory(municipality=row.department.municipality)
        )
    )
    kind = "rule"
    status = "adopted"
    from_date = date(2025, 1, 1)
    summary = "34 % < 40 %"
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2024, 12, 10, 12, tzinfo=UTC)


class RentLimitFactory(DjangoModelFactory):
    class Meta:
        model = RentLimit

    municipality = factory.SubFactory(MunicipalityFactory)
    household_type = "single"
    limit = Decimal(4500)
    from_date = date(2024, 1, 1)


class DeclineReasonFactory(DjangoModelFactory):
    class Meta:
        model = DeclineReason

    text = factory.Sequence(lambda n: f"Prøvegrund {n}")
