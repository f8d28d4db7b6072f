"""What stands in the way of a draft: its dates, parties and content, and the decisions that it lacks."""

from __future__ import annotations

from datetime import date

from agreements.adoption import Chain, Made, chain_of
from agreements.agreed import framework_below
from agreements.catalogue.criteria import CRITERIA
from agreements.content.document import inherit
from agreements.models import Agreement, AgreementVersion, Department, Indicator
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.problems import Known, Problem, content_problems, inheritance_problems
from agreements.problems.period import Adopted, Plan, plan_problems
from agreements.terms import DecidingBody, DecisionOutcome
from udlejning.lib.periods import in_force

NOTHING_SAID = Problem(
    "terms", "Kladden siger ikke, hvad der skal gælde. Skriv vilkår, en trappe eller kriterier."
)


def known_in(version: AgreementVersion) -> Known:
    """Return what the registers hold that the version's content may refer to. Two queries."""
    departments = Department.objects.filter(municipality=version.agreement.municipality_id)
    rows = departments.values_list("organisation__lbf_number", "lbf_number", "name")
    return Known(
        indicators=frozenset(Indicator.objects.values_list("key", flat=True)),
        departments={f"{organisation}/{number}": name for organisation, number, name in rows},
        criteria_kinds=frozenset(entry.key for entry in CRITERIA),
    )


def obstacles_to(version: AgreementVersion) -> tuple[Problem, ...]:
    """Return all that is wrong with a draft, decisions apart: its dates and parties, then its content.

    What is shown beforehand and what refuses the adoption are the same.
    """
    return (*plan_problems(_plan(version)), *problems_of(version))


def problems_of(version: AgreementVersion) -> tuple[Problem, ...]:
    """Return every fault and warning of the version's content, as it would hold."""
    agreement, own = version.agreement, version.says
    framework = framework_below(version, on_date=version.from_date)
    content = own if framework is None else inherit(framework, own)
    if not any((content.terms, content.staircases, content.criteria_sets)):
        return (NOTHING_SAID,)
    found = content_problems(
        content,
        first_day=agreement.from_date,
        last_day=_last_day(version),
        includes_fleksibel=agreement.includes_fleksibel_udlejning,
        known=known_in(version),
    )
    return found if framework is None else (*found, *inheritance_problems(own, framework=framework))


def _plan(version: AgreementVersion) -> Plan:
    """Return when the version is to hold, beside what holds already. Three queries."""
    agreement, last_day = version.agreement, _last_day(version)
    adopted = agreement.versions.filter(status=AgreementStatus.ADOPTED, from_date__gte=version.from_date)
    others = Agreement.objects.adopted_beside(agreement, last_day=last_day)
    parties = agreement.parties.exclude(status=PartyStatus.DECLINED)
    return Plan(
        from_date=version.from_date,
        to_date=version.to_date,
        agreement_first_day=agreement.from_date,
        agreement_last_day=last_day,
        renegotiation_from_date=agreement.renegotiation_from_date,
        later=adopted.order_by("from_date").values_list("number", "from_date").first(),
        others=tuple(Adopted(each.name, each.from_date, each.to_date) for each in others),
        has_parties=parties.filter(in_force(version.from_date)).exists(),
    )


def _last_day(version: AgreementVersion) -> date:
    """Return the agreement's last day as the version makes it."""
    return version.agreement_to_date or version.agreement.to_date


def chain_for(version: AgreementVersion) -> Chain:
    """Return the decisions the version needs, and which have been made. Two queries.

    A party that is already in and leaves before the version begins need not decide.
    """
    parties = version.agreement.parties.filter(in_force(version.from_date)).exclude(
        status=PartyStatus.DECLINED
    )
    made = [
        Made(
            body=DecidingBody(row.body),
            organisation=row.organisation_id,
            outcome=DecisionOutcome(row.outcome),
            condition_is_met=row.condition_met_date is not None,
        )
        for row in version.decisions.order_by("decided_date", "pk")
    ]
    return chain_of(
        made=made,
        parties=list(parties.order_by("organisation__name").values_list("organisation_id", flat=True)),
        needs_council=version.needs_council,
        needs_boards=version.needs_boards,
    )
