"""The people of the demo, their passwords and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.access import Role
from agreements.models import HousingOrganisation, Membership, Municipality, User
from udlejning.dashboards.demo import PASSWORD


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One login of the demo. `organisation` is the LBF number, empty for the municipality's people."""

    username: str
    first_name: str
    last_name: str
    what: str
    role: Role | None
    organisation: str = ""
    password: str = PASSWORD

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def demo_people() -> tuple[DemoPerson, ...]:
    """Return the cast: who can log in to the demo, and as what."""
    return (
        DemoPerson("anna", "Anna", "Holm", "boliganvisningen: svarer på tilbud", Role.allocation_officer),
        DemoPerson(
            "maja",
            "Maja",
            "Friis",
            "aftaleadministrator: nøgletal, trappen, opsætning",
            Role.agreement_administrator,
        ),
        DemoPerson(
            "bo", "Bo", "Lund", "Lind Bolig: melder ledige boliger ind", Role.organisation_staff, "9901"
        ),
        DemoPerson("carla", "Carla", "Dam", "Strandbo: ser kun sit eget", Role.organisation_staff, "9902"),
        DemoPerson("dorte", "Dorte", "Krogh", "byrådet: læser og ser trappen", Role.reader),
        DemoPerson("system", "Sanne", "Ibsen", "systemadministrator: alt, også /stil/", None),
    )


def make_users() -> dict[str, User]:
    """Create the cast's logins; return them by username."""
    return {person.username: _make_user(person) for person in demo_people()}


def give_memberships(municipality: Municipality) -> None:
    """Give the cast their roles, once the organisations are in the register."""
    users = User.objects.in_bulk([person.username for person in demo_people()], field_name="username")
    organisations = HousingOrganisation.objects.in_bulk(field_name="lbf_number")
    for person in demo_people():
        if person.role is None:
            continue
        organisation = organisations.get(person.organisation)
        Membership.objects.create(
            user=users[person.username],
            role=person.role.value,
            organisation=organisation,
            municipality=None if organisation else municipality,
        )


def _make_user(person: DemoPerson) -> User:
    return User.objects.create_user(
        person.username,
        password=person.password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_superuser=person.role is None,
        is_staff=person.role in (None, Role.agreement_administrator),
    )
