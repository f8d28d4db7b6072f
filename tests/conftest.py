"""The cast and their world: one municipality with an agreement in force, two organisations, four people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.apps import apps

from agreements.access import Role
from agreements.models import (
    AgreementVersion,
    Department,
    HousingOrganisation,
    Municipality,
    Step,
    User,
)
from tests import factories as make

hypothesis.settings.register_profile("house", deadline=None)  # never a timed test: machines are busy
hypothesis.settings.load_profile("house")


@dataclass(frozen=True)
class World:
    """Anna's municipality, where Bo's and Carla's organisations are parties to an adopted agreement.

    `bo_department` stands on green and `carla_department` on yellow since 1 January 2025; `elsewhere` is
    another municipality, with a department that none of them may see.
    """

    municipality: Municipality
    bo_organisation: HousingOrganisation
    carla_organisation: HousingOrganisation
    bo_department: Department
    carla_department: Department
    elsewhere: Department
    version: AgreementVersion
    red: Step
    yellow: Step
    green: Step


NOW = datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(autouse=True)
def _always_the_same_morning() -> Iterator[None]:
    """Let the doors read a clock that stands on a Thursday morning, so that no test breaks at New Year."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash the invented passwords quickly: Argon2 is slow by design, and made a second of every test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def seeded(db) -> None:
    """The registers that the migrations fill, also after a test whose end emptied every table."""
    for name in ("0002_indicators", "0009_more_indicators"):
        import_module(f"agreements.migrations.{name}").seed(apps, None)
    import_module("anvisning.migrations.0002_decline_reasons").add_reasons(apps, None)


@pytest.fixture
def world(seeded) -> World:
    municipality = make.MunicipalityFactory(code="0998", name="Fjordby Kommune")
    bo_organisation = make.HousingOrganisationFactory(name="Lind Bolig", municipality=municipality)
    carla_organisation = make.HousingOrganisationFactory(name="Strandbo", municipality=municipality)
    version = make.version_with(agreement__municipality=municipality)
    make.AgreementPartyFactory(agreement=version.agreement, organisation=bo_organisation)
    make.AgreementPartyFactory(agreement=version.agreement, organisation=carla_organisation)
    version = make.adopted(version)
    red, yellow, green = (make.step_of(version, key) for key in ("roed", "gul", "groen"))
    bo_department = make.DepartmentFactory(
        municipality=municipality, organisation=bo_organisation, name="Møllevang"
    )
    carla_department = make.DepartmentFactory(
        municipality=municipality, organisation=carla_organisation, name="Skovparken"
    )
    make.PlacementFactory(department=bo_department, step=green)
    make.PlacementFactory(department=carla_department, step=yellow)
    return World(
        municipality=municipality,
        bo_organisation=bo_organisation,
        carla_organisation=carla_organisation,
        bo_department=bo_department,
        carla_department=carla_department,
        elsewhere=make.DepartmentFactory(name="Langtfra"),
        version=version,
        red=red,
        yellow=yellow,
        green=green,
    )


@pytest.fixture
def anna(world) -> User:
    """Allocation officer at the municipality."""
    user = make.UserFactory(username="anna", first_name="Anna", last_name="Holm")
    make.MembershipFactory(user=user, role=Role.allocation_officer.value, municipality=world.municipality)
    return user


@pytest.fixture
def agreement_administrator(world) -> User:
    user = make.UserFactory(username="maja", first_name="Maja", last_name="Friis", is_staff=True)
    make.MembershipFactory(
        user=user, role=Role.agreement_administrator.value, municipality=world.municipality
    )
    return user


@pytest.fixture
def bo(world) -> User:
    """Organisation staff at Lind Bolig."""
    user = make.UserFactory(username="bo", first_name="Bo", last_name="Lund")
    make.MembershipFactory(user=user, role=Role.organisation_staff.value, organisation=world.bo_organisation)
    return user


@pytest.fixture
def carla(world) -> User:
    """Organisation staff at Strandbo: sees nothing of Bo's."""
    user = make.UserFactory(username="carla", first_name="Carla", last_name="Dam")
    make.MembershipFactory(
        user=user, role=Role.organisation_staff.value, organisation=world.carla_organisation
    )
    return user


@pytest.fixture
def dorte(world) -> User:
    """Politician: reads."""
    user = make.UserFactory(username="dorte", first_name="Dorte", last_name="Krogh")
    make.MembershipFactory(user=user, role=Role.reader.value, municipality=world.municipality)
    return user


@pytest.fixture
def system_administrator(db) -> User:
    return make.UserFactory(username="system", is_staff=True, is_superuser=True)
