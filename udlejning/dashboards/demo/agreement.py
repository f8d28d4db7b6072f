"""The demo's agreements: the framework from its file, an amendment, an individual agreement, a deviation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Template

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment
from agreements.actions.content import mark_of, store_part
from agreements.actions.decisions import Ruling, record_decision, record_extension
from agreements.actions.files import import_agreement
from agreements.actions.parties import let_leave
from agreements.actions.uploads import Upload, keep_file
from agreements.content.staircases import Staircase
from agreements.content.terms import Terms, write_terms
from agreements.documents.pdf import pdf_document
from agreements.files.layout import AgreementFile
from agreements.files.reading import read_agreement_file
from agreements.models import (
    Agreement,
    AgreementVersion,
    Area,
    AreaListing,
    AreaMembership,
    Department,
    Deviation,
    HousingOrganisation,
    Municipality,
    User,
)
from agreements.period import day_before
from agreements.terms import Allocation, DecidingBody, DecisionOutcome, Part, TargetGroup
from anvisning.models import RentLimit
from udlejning.dashboards.agreement_document import agreement_document
from udlejning.dashboards.demo import papers

HERE = Path(__file__).parent
RENT_LIMITS = {"single": 5600, "couple": 6700, "single_with_children": 7200, "couple_with_children": 8200}
AREAS = {
    "Sønderbyen": ("Sønderparken", "Nørremarken", "Åbrinken"),
    "Fjordkvarteret": ("Fjordparken", "Hedeparken"),
}
LISTED = "Sønderbyen"
DEVIATING = "Hedeparken"
LEAVING = "Boligforeningen Højvang"


def make_agreement(municipality: Municipality, *, first_year: int, registered_by: User) -> AgreementVersion:
    """Read the four-year framework agreement with all six organisations in, adopted as it stood."""
    import_agreement(file=_file("fjordby.yaml", first_year), registered_by=registered_by, adopt=True)
    return AgreementVersion.objects.get(agreement__municipality=municipality, number=1)


def make_individual(*, first_year: int, registered_by: User) -> Agreement:
    """Read the individual agreement with one organisation in: dwellings on request, and a criteria set."""
    file = _file("aaparken.yaml", first_year)
    return import_agreement(file=file, registered_by=registered_by, adopt=True)


def amend(version: AgreementVersion, *, from_date: date, registered_by: User) -> AgreementVersion:
    """Limit the yellow step to citizens with support, and let one party leave, by an amendment."""
    decided = date(from_date.year - 1, 11, 28)
    reason = "Gule afdelinger: kun borgere med støtte. Aftalt i boligforum efter årets nøgletal."
    draft = create_amendment(
        agreement=version.agreement, amendment=Amendment(from_date=from_date, reason=reason)
    )
    leaving = version.agreement.parties.get(organisation__name=LEAVING)
    let_leave(
        party=leaving,
        last_day=day_before(from_date),
        reason="vil hellere have en aftale med kommunen alene.",
    )
    staircases = tuple(_with_limited_yellow(staircase) for staircase in draft.says.staircases or ())
    store_part(version=draft, part=Part.staircases, value=staircases, seen=mark_of(draft, Part.staircases))
    council = _approved(DecidingBody.council, None, decided, "Byrådet, punkt 6")
    minutes = papers.council_minutes(decided.year)
    record_decision(version=draft, ruling=council, today=decided, recorded_by=registered_by, document=minutes)
    for party in draft.agreement.parties.bound_on(from_date).select_related("organisation"):
        board = _approved(
            DecidingBody.board, party.organisation, decided, "Organisationsbestyrelsen, punkt 4"
        )
        record_decision(version=draft, ruling=board, today=decided, recorded_by=registered_by)
    return adopt_version(version=draft, on_date=decided)


def extend_to_all(version: AgreementVersion) -> None:
    """Let the council extend the agreement to the organisation that has left it (§ 60 b)."""
    record_extension(
        agreement=version.agreement,
        period=(version.from_date, version.last_day),
        decided_date=date(version.from_date.year - 1, 11, 28),
        minutes_reference="Byrådet, punkt 6",
    )


def keep_signed_agreement(version: AgreementVersion, *, uploaded_by: User, today: date) -> None:
    """Keep the agreement as it is printed, as the paper that the parties have signed."""
    document = agreement_document(version, user=uploaded_by, today=today)
    upload = Upload("underskrevet-aftale.pdf", pdf_document(document), "Den underskrevne aftale")
    keep_file(agreement=version.agreement, upload=upload, uploaded_by=uploaded_by)


def make_deviation(version: AgreementVersion, *, registered_by: User, today: date) -> None:
    """Let a red department take two citizens with support a year, for a time."""
    department = Department.objects.get(municipality=version.agreement.municipality_id, name=DEVIATING)
    terms = Terms(
        may_allocate=Allocation.target_groups, target_groups=(TargetGroup.housing_first,), clause="§ 18"
    )
    Deviation.objects.create(
        agreement=version.agreement,
        department=department,
        terms=write_terms(terms),
        from_date=date(today.year, 1, 1),
        to_date=date(today.year + 1, 4, 30),
        reason="Forsøg med borgere med fast bostøtte. Afdelingsbestyrelsen har selv bedt om det.",
        decided_by=f"Embedsmandsgruppen 16. december {today.year - 1}, punkt 3",
        clause="§ 18",
        registered_by=registered_by,
    )


def make_areas(municipality: Municipality, *, since: date) -> None:
    """Link a few departments to two invented areas; one is on the official list and has a plan."""
    for name, departments in AREAS.items():
        area = Area.objects.create(municipality=municipality, name=name)
        for department in Department.objects.filter(municipality=municipality, name__in=departments):
            AreaMembership.objects.create(area=area, department=department, from_date=since)
    listed = Area.objects.get(municipality=municipality, name=LISTED)
    Area.objects.filter(pk=listed.pk).update(development_plan_from=since)
    AreaListing.objects.create(
        area=listed,
        category="udsat_boligomraade",
        from_date=date(since.year - 1, 12, 1),
        source=f"Ministeriets liste 1. december {since.year - 1} (opdigtet)",
    )


def make_rent_limits(municipality: Municipality, *, since: date) -> None:
    """Set the highest relevant rent for each type of household."""
    for household_type, limit in RENT_LIMITS.items():
        RentLimit.objects.create(
            municipality=municipality, household_type=household_type, limit=Decimal(limit), from_date=since
        )


def _with_limited_yellow(staircase: Staircase) -> Staircase:
    limited = {
        "may_allocate": Allocation.target_groups,
        "target_groups": (TargetGroup.housing_first, TargetGroup.with_support),
    }
    steps = tuple(
        step.model_copy(update={"terms": step.terms.model_copy(update=limited)})
        if step.key == "gul"
        else step
        for step in staircase.steps
    )
    return staircase.model_copy(update={"steps": steps})


def _approved(
    body: DecidingBody, organisation: HousingOrganisation | None, on_date: date, minutes: str
) -> Ruling:
    return Ruling(body, organisation, on_date, DecisionOutcome.approved, minutes_reference=minutes)


def _file(name: str, first_year: int) -> AgreementFile:
    text = Template((HERE / name).read_text(encoding="utf-8"))
    years = {"before": first_year - 1, "start": first_year, "last": first_year + 3, "now": first_year + 2}
    return read_agreement_file(text.substitute(years))
