"""What to look out for in an agreement: it runs out, it does not hold for all yet, a condition is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from agreements.checks import chain_for
from agreements.coverage import coverage_in_words, lapse_in_words
from agreements.life_reports.adoption import missing_bodies, party_names
from agreements.life_reports.coverage import coverage_on
from agreements.life_reports.frame import AgreementFrame
from agreements.models import Agreement
from agreements.models.agreement import AgreementStatus
from agreements.models.decisions import OutcomeChoice
from udlejning.lib.danish import join_words, long_date

EXPIRES_SOON = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look out for: tone, text, and where it is seen to (empty: nowhere)."""

    tone: str
    heading: str
    text: str
    url: str = ""
    url_label: str = ""


def notices(frame: AgreementFrame, today: date) -> Iterator[Notice]:
    """Yield what does not hold for all, what waits for a condition, and what § 60 b has extended."""
    yield from _partial_notices(frame)
    yield from _condition_notices(frame)
    yield from _extension_notices(frame.agreement, today)


def expiry_notice(agreement: Agreement, today: date) -> Notice | None:
    """Return that an adopted agreement runs out, and whether anything follows it; None until a year before.

    Also from the day its renegotiation should have begun. One query.
    """
    if agreement.status != AgreementStatus.ADOPTED or not agreement.from_date <= today <= agreement.to_date:
        return None
    began = agreement.renegotiation_from_date
    if agreement.to_date - today > EXPIRES_SOON and not (began is not None and began <= today):
        return None
    following = _following(agreement)
    ends = f"Aftalen udløber {long_date(agreement.to_date)}"
    if following is None:
        return Notice("warning", ends, _not_renegotiated(agreement, today))
    url = reverse("agreements:agreement_detail", args=[following.pk])
    if following.status == AgreementStatus.ADOPTED:
        text = f"{following.name} er vedtaget og følger efter fra {long_date(following.from_date)}."
        return Notice("info", ends, text, url, "Se aftalen")
    return Notice("info", ends, f"{following.name} er under forberedelse.", url, "Se kladden")


def _not_renegotiated(agreement: Agreement, today: date) -> str:
    began, convener = agreement.renegotiation_from_date, agreement.convener.rstrip(" .")
    who = f" {convener} indkalder." if convener else " Aftalen siger ikke, hvem der indkalder."
    if began is None:
        return f"Genforhandlingen er ikke begyndt, og der er ikke aftalt en dato for den.{who}"
    if began <= today:
        return f"Genforhandlingen skulle begynde {long_date(began)}, men der er ingen ny aftale på vej.{who}"
    return f"Genforhandlingen skal begynde {long_date(began)}. Der er ingen ny aftale på vej endnu.{who}"


def _following(agreement: Agreement) -> Agreement | None:
    """Return the agreement that follows this one, adopted before draft; None where there is none."""
    later = Agreement.objects.filter(
        municipality=agreement.municipality_id,
        kind=agreement.kind,
        organisation=agreement.organisation_id,
        from_date__gt=agreement.from_date,
    ).exclude(pk=agreement.pk)
    return later.order_by("status", "from_date").first()  # "adopted" stands before "draft"


def _partial_notices(frame: AgreementFrame) -> Iterator[Notice]:
    version = frame.versions.in_force
    if version is None or not version.partial_reason:
        return
    missing = missing_bodies(chain_for(version).missing, party_names(version))
    if missing:
        heading = f"Gælder ikke endnu for {join_words(missing)}"
        url = reverse("agreements:version_adopt", args=[version.pk])
        yield Notice("warning", heading, version.partial_reason, url, "Se vedtagelsen")


def _condition_notices(frame: AgreementFrame) -> Iterator[Notice]:
    version = frame.versions.concerned
    if version is None:
        return
    decisions = version.decisions.select_related("organisation").order_by("decided_date", "pk")
    latest = {(each.body, each.organisation_id): each for each in decisions}
    for decision in latest.values():
        if decision.outcome != OutcomeChoice.CONDITIONAL or decision.is_in:
            continue
        organisation = decision.organisation
        who = decision.get_body_display().capitalize() if organisation is None else organisation.name
        url = reverse("agreements:version_adopt", args=[version.pk])
        yield Notice("warning", f"{who} har stillet en betingelse", decision.condition, url, "Se vedtagelsen")


def _extension_notices(agreement: Agreement, today: date) -> Iterator[Notice]:
    extension = agreement.extensions.in_force(today).first()
    if extension is None:
        return
    url = reverse("agreements:coverage", args=[agreement.pk])
    coverage = coverage_on(agreement, today)
    lapsed = lapse_in_words(coverage=coverage, agreement_to_date=agreement.to_date, on_date=today)
    if lapsed:
        yield Notice("error", "Udvidelsen efter § 60 b er faldet bort", lapsed, url, "Se dækningen")
        return
    covered, until = coverage_in_words(coverage), long_date(extension.to_date)
    text = f"{covered} er dækket. Udvidelsen gælder til og med {until}."
    yield Notice(
        "info", "Aftalen er udvidet til alle boligorganisationer (§ 60 b)", text, url, "Se dækningen"
    )
