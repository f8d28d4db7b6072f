"""What stands in the way of a draft: its content's problems, and the decisions that it lacks."""

from __future__ import annotations

from agreements.adoption import Chain, Made, chain_of
from agreements.agreed import content_of
from agreements.catalogue.criteria import CRITERIA
from agreements.models import AgreementVersion, Department, Indicator
from agreements.models.agreement import PartyStatus
from agreements.problems import Known, Problem, content_problems
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


def problems_of(version: AgreementVersion) -> tuple[Problem, ...]:
    """Return every fault and warning of the version's content, as it would hold."""
    agreement, content = version.agreement, content_of(version, on_date=version.from_date)
    if not any((content.terms, content.staircases, content.criteria_sets)):
        return (NOTHING_SAID,)
    return content_problems(
        content,
        first_day=agreement.from_date,
        last_day=version.agreement_to_date or agreement.to_date,
        includes_fleksibel=agreement.includes_fleksibel_udlejning,
        known=known_in(version),
    )


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
