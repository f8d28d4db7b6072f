"""PURE: which role may do what at which party. The only place where roles and abilities meet."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is at a party."""

    allocation_officer = "allocation_officer"
    agreement_administrator = "agreement_administrator"
    organisation_staff = "organisation_staff"
    reader = "reader"


class Ability(StrEnum):
    """What a role lets a person do; seeing is not an ability but follows from being at the party."""

    report_vacancies = "report_vacancies"
    answer_offers = "answer_offers"
    import_figures = "import_figures"
    propose_placements = "propose_placements"
    adopt_placements = "adopt_placements"
    edit_agreement = "edit_agreement"


MUNICIPAL_ROLES = frozenset({Role.allocation_officer, Role.agreement_administrator})

ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.allocation_officer: frozenset(
        {Ability.answer_offers, Ability.import_figures, Ability.propose_placements}
    ),
    Role.agreement_administrator: frozenset(
        {
            Ability.import_figures,
            Ability.propose_placements,
            Ability.adopt_placements,
            Ability.edit_agreement,
        }
    ),
    Role.organisation_staff: frozenset({Ability.report_vacancies}),
    Role.reader: frozenset(),
}


@dataclass(frozen=True, slots=True)
class RoleAt:
    """One membership: a role at one municipality or one housing organisation (ids; the other is None)."""

    role: Role
    municipality_id: int | None
    organisation_id: int | None


@dataclass(frozen=True, slots=True)
class Access:
    """All that a person may see and do: the memberships, or everything for the system administrator."""

    is_system_administrator: bool
    roles: tuple[RoleAt, ...]

    def municipality_ids(self, ability: Ability | None = None) -> frozenset[int]:
        """Return the municipalities the person belongs to, or those where she has `ability`."""
        return frozenset(at.municipality_id for at in self._with(ability) if at.municipality_id is not None)

    def organisation_ids(self, ability: Ability | None = None) -> frozenset[int]:
        """Return the organisations the person belongs to, or those where she has `ability`."""
        return frozenset(at.organisation_id for at in self._with(ability) if at.organisation_id is not None)

    def may(
        self,
        ability: Ability,
        *,
        municipality_id: int | None = None,
        organisation_id: int | None = None,
    ) -> bool:
        """Return whether the person has `ability` at one of the parties named, or anywhere if none is."""
        if self.is_system_administrator:
            return True
        anywhere = municipality_id is None and organisation_id is None
        return any(
            anywhere
            or (at.municipality_id is not None and at.municipality_id == municipality_id)
            or (at.organisation_id is not None and at.organisation_id == organisation_id)
            for at in self._with(ability)
        )

    def is_at_municipality(self) -> bool:
        """Return whether any membership is at a municipality."""
        return any(at.municipality_id is not None for at in self.roles)

    def _with(self, ability: Ability | None) -> tuple[RoleAt, ...]:
        if ability is None:
            return self.roles
        return tuple(at for at in self.roles if ability in ABILITIES[at.role])
