"""The demo's next agreement: a draft whose preparation is under way, with owners, dates and a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from agreements.actions.drafts import Head, NewAgreement, create_agreement
from agreements.actions.parties import invite_everyone
from agreements.actions.preparation import StepPlan, add_step, write_step
from agreements.actions.uploads import keep_file
from agreements.models import Agreement, AgreementVersion, User
from agreements.period import USUAL_YEARS, day_after, last_day_of
from agreements.terms import AgreementKind
from udlejning.dashboards.demo import papers

MUNICIPALITY = "Fjordby Kommune, boliganvisningen"


def begin_renegotiation(version: AgreementVersion, *, today: date, begun_by: User) -> Agreement:
    """Begin the agreement that follows the one in force, from what it says now, and plan the way there."""
    begins = day_after(version.agreement.to_date)
    ends = last_day_of(begins, years=USUAL_YEARS)
    agreement = create_agreement(
        new=NewAgreement(
            municipality=version.agreement.municipality,
            kind=AgreementKind.framework,
            organisation=None,
            head=Head(
                name=f"Fælles udlejningsaftale {begins.year}–{ends.year}",
                from_date=begins,
                to_date=ends,
                includes_fleksibel_udlejning=True,
                convener=MUNICIPALITY,
            ),
        ),
        based_on=version,
    )
    invite_everyone(agreement=agreement)
    letter = keep_file(agreement=agreement, upload=papers.invitation(), uploaded_by=begun_by)
    steps = {step.key: step for step in agreement.preparation_steps.all()}
    for key, plan in _plans(today, {key: step.title for key, step in steps.items()}).items():
        write_step(step=steps[key], plan=plan, files=[letter] if key == "invitation" else None)
    add_step(
        agreement=agreement,
        plan=StepPlan("Temamøde om ungdomsboliger", "Ungbo Fjordby", due_date=today + timedelta(days=62)),
    )
    return agreement


def _plans(today: date, titles: Mapping[str, str]) -> dict[str, StepPlan]:
    def after(days: int) -> date:
        return today + timedelta(days=days)

    return {
        "invitation": StepPlan(
            titles["invitation"],
            MUNICIPALITY,
            due_date=after(-42),
            done_date=after(-45),
            note="Alle seks boligorganisationer er inviteret.",
        ),
        "own_overview": StepPlan(
            titles["own_overview"],
            "Hver part for sig",
            due_date=after(12),
            note="Lind Bolig og Strandbo har afleveret.",
        ),
        "kick_off": StepPlan(titles["kick_off"], MUNICIPALITY, due_date=after(47)),
        "overall_goals": StepPlan(titles["overall_goals"], "Boligforum", due_date=after(75)),
        "negotiation_group": StepPlan(titles["negotiation_group"], "Embedsmandsgruppen", due_date=after(90)),
    }
