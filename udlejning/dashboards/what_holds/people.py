"""Whom to call about a department, and which agreement speaks for it, as names and values."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.bound import Bond, Tie
from agreements.models import AgreementVersion, Department
from agreements.wording.cooperation import contact_in_words
from agreements.wording.terms import Fact
from udlejning.dashboards.what_holds.footing import Footing
from udlejning.lib.danish import NO_BREAK_SPACE, long_date

TIES = {Tie.party: "part siden", Tie.extended: "omfattet efter § 60 b siden"}


def contact_facts(department: Department, footing: Footing) -> tuple[Fact, ...]:
    """Return whom to call: the municipality's entry, the department's and the organisation's person."""
    return tuple(fact for fact in _contacts(department, footing) if fact.value)


def agreement_facts(department: Department, footing: Footing) -> tuple[Fact, ...]:
    """Return the agreement that speaks for the department, its version, and since when it binds."""
    agreed, bond = footing.ground.agreed, footing.bond
    if agreed is None:
        return ()
    version = agreed.version
    facts = [
        Fact("Aftale", f"{version.agreement}{_kind(version)}"),
        Fact("Version", _version(version)),
        Fact("Gælder til og med", long_date(version.agreement.to_date)),
        Fact(str(department.organisation), _tie(bond)),
    ]
    if agreed.framework is not None and agreed.framework != version:
        framework = agreed.framework
        built_on = f"{framework.agreement}, {_version(framework)}"
        facts.insert(1, Fact("Bygger på", built_on))
    return tuple(fact for fact in facts if fact.value)


def _contacts(department: Department, footing: Footing) -> Iterator[Fact]:
    agreed = footing.ground.agreed
    cooperation = agreed.content.cooperation if agreed is not None else None
    for contact in cooperation.contacts if cooperation is not None else ():
        yield Fact("Kommunen", contact_in_words(contact))
    yield Fact("Afdelingen", _reached(department.contact_name, department.contact_phone))
    organisation = department.organisation
    reached = _reached(organisation.contact_name, organisation.contact_phone, organisation.contact_email)
    yield Fact(organisation.name, reached)


def _reached(name: str, phone: str, email: str = "") -> str:
    number = f"tlf.{NO_BREAK_SPACE}{phone}" if phone else ""
    return ", ".join(part for part in (name, number, email) if part)


def _kind(version: AgreementVersion) -> str:
    return " (individuel aftale)" if version.agreement.is_individual else ""


def _version(version: AgreementVersion) -> str:
    amendment = ", tillæg" if version.is_amendment else ""
    return f"version {version.number}{amendment}, i kraft siden {long_date(version.from_date)}"


def _tie(bond: Bond | None) -> str:
    if bond is None or bond.tie not in TIES or bond.day is None:
        return ""
    return f"{TIES[bond.tie]} {long_date(bond.day)}"
