"""What waits for those who look after the agreements: dates that come or have passed, who has not decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse

from agreements.access import Ability
from agreements.adoption import Chain, Made, chain_of
from agreements.coming_dates import ComingDate, coming_dates, followers
from agreements.life_reports.adoption import waiting_in_words
from agreements.life_reports.coverage import coverage_warning
from agreements.models import Agreement, AgreementParty, AgreementVersion, Deviation, User
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.reminder_rules import DateKind
from agreements.terms import DecidingBody, DecisionOutcome
from udlejning.dashboards.task import Task
from udlejning.lib.danish import count, long_date

EXPIRES_SOON = timedelta(days=365)
RENEGOTIATED_SOON = timedelta(days=60)
DEVIATION_ENDS_SOON = timedelta(days=30)
MOST_NAMED = 3


def agreement_tasks(user: User, today: date) -> Iterator[Task]:
    """Yield what the person should see to, the most pressing first.

    Seven queries however many agreements there are, and two for each extension in force (§ 60 b).
    """
    agreements = list(Agreement.objects.where(user, may=Ability.edit_agreement).order_by("to_date", "pk"))
    if not agreements:
        return
    following = followers(agreements)
    dates = coming_dates(agreements, Deviation.objects.where(user, may=Ability.edit_agreement))
    for each in coverage_warning(user, today):
        yield Task(each.text, each.about, each.url, is_warning=True)
    for agreement in agreements:
        yield from _ending(agreement, following[agreement.pk], today)
    yield from _adoptions(agreements)
    yield from _overdue_steps(dates, today)
    yield from _deviations(dates, today)


def _ending(agreement: Agreement, following: Sequence[Agreement], today: date) -> Iterator[Task]:
    """Yield that an agreement runs out, or is soon renegotiated; nothing once the next one is adopted."""
    if agreement.status != AgreementStatus.ADOPTED or not agreement.from_date <= today <= agreement.to_date:
        return
    if any(each.status == AgreementStatus.ADOPTED for each in following):
        return
    begins = agreement.renegotiation_from_date
    has_begun = begins is not None and begins <= today
    ends = f"{agreement.name} udløber {long_date(agreement.to_date)}"
    if following and agreement.to_date - today <= EXPIRES_SOON:
        about = f"{following[0].name} er under forberedelse."
        yield Task(ends, about, _page(following[0]))
    elif not following and (has_begun or agreement.to_date - today <= EXPIRES_SOON):
        yield Task(ends, _without_successor(agreement, today), _page(agreement), is_warning=True)
    elif not following and begins is not None and begins - today <= RENEGOTIATED_SOON:
        text = f"Genforhandlingen af {agreement.name} begynder {long_date(begins)}"
        yield Task(text, _convener(agreement), _page(agreement))


def _without_successor(agreement: Agreement, today: date) -> str:
    begins = agreement.renegotiation_from_date
    if begins is None:
        late = "Der er ingen ny aftale på vej, og ingen dato for genforhandling."
    elif begins <= today:
        late = f"Genforhandlingen skulle begynde {long_date(begins)}, men der er ingen ny aftale på vej."
    else:
        late = f"Der er ingen ny aftale på vej. Genforhandlingen begynder {long_date(begins)}."
    return f"{late} {_convener(agreement)}"


def _convener(agreement: Agreement) -> str:
    return f"Indkalder: {agreement.convener.rstrip(' .') or 'ikke aftalt'}."


def _adoptions(agreements: Sequence[Agreement]) -> Iterator[Task]:
    """Yield who is missing for each draft that somebody has decided on."""
    drafts = (
        AgreementVersion.objects.filter(agreement__in=agreements, status=AgreementStatus.DRAFT)
        .filter(decisions__isnull=False)
        .distinct()
        .select_related("agreement")
        .prefetch_related("decisions")
        .order_by("from_date", "pk")
    )
    parties: dict[int, list[AgreementParty]] = defaultdict(list)
    rows = AgreementParty.objects.filter(agreement__in=agreements).exclude(status=PartyStatus.DECLINED)
    for party in rows.select_related("organisation").order_by("organisation__name"):
        parties[party.agreement_id].append(party)
    for draft in drafts:
        yield _adoption(draft, parties[draft.agreement_id])


def _adoption(draft: AgreementVersion, parties: Iterable[AgreementParty]) -> Task:
    names = {party.organisation_id: party.organisation.name for party in parties}
    url = reverse("agreements:version_adopt", args=[draft.pk])
    what = f"{draft.agreement.name}, version {draft.number}"
    waiting = waiting_in_words(_chain(draft, parties).missing, names, "den")
    if not waiting:
        return Task(f"Alle har vedtaget {what}", "Den kan sættes i kraft.", url)
    return Task(f"{what}, er ved at blive vedtaget", waiting, url)


def _chain(draft: AgreementVersion, parties: Iterable[AgreementParty]) -> Chain:
    made = [
        Made(
            body=DecidingBody(row.body),
            organisation=row.organisation_id,
            outcome=DecisionOutcome(row.outcome),
            condition_is_met=row.condition_met_date is not None,
        )
        for row in sorted(draft.decisions.all(), key=lambda row: (row.decided_date, row.pk))
    ]
    day = draft.from_date
    deciding = [
        party.organisation_id
        for party in parties
        if party.from_date <= day and (party.to_date is None or party.to_date >= day)
    ]
    return chain_of(
        made=made, parties=deciding, needs_council=draft.needs_council, needs_boards=draft.needs_boards
    )


def _overdue_steps(dates: Iterable[ComingDate], today: date) -> Iterator[Task]:
    late: dict[int, list[ComingDate]] = defaultdict(list)
    for each in dates:
        if each.kind is DateKind.preparation and each.day < today:
            late[each.agreement.pk].append(each)
    for pk, steps in late.items():
        number = count(len(steps), "trin", "trin")
        yield Task(
            text=f"{number} i forberedelsen af {steps[0].agreement.name} er over tiden",
            about=f"{steps[0].title}, senest {long_date(steps[0].day)}.",
            url=reverse("agreements:preparation", args=[pk]),
            is_warning=True,
        )


def _deviations(dates: Iterable[ComingDate], today: date) -> Iterator[Task]:
    ending = [
        each
        for each in dates
        if each.kind is DateKind.deviation and timedelta() <= each.day - today <= DEVIATION_ENDS_SOON
    ]
    if len(ending) > MOST_NAMED:
        yield Task(
            text=f"{len(ending)} afvigelser ophører inden for {DEVIATION_ENDS_SOON.days} dage",
            about=f"Den første ophører {long_date(ending[0].day)}.",
            url=reverse("agreements:deviation_list"),
        )
        return
    for each in ending:
        yield Task(
            text=f"{each.title} {long_date(each.day)}",
            about="Derefter gælder aftalen igen. Aftal en ny, hvis den skal fortsætte.",
            url=reverse("agreements:deviation_detail", args=[int(each.about)]),
        )


def _page(agreement: Agreement) -> str:
    return reverse("agreements:agreement_detail", args=[agreement.pk])
