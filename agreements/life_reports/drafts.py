"""What a new agreement is proposed to be, and what discarding a draft would take with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from agreements.models import Agreement, AgreementVersion, Decision
from agreements.models.agreement import AgreementQuerySet, AgreementStatus, PartyStatus
from agreements.period import USUAL_YEARS, day_after, day_before, last_day_of
from agreements.terms import AgreementKind
from udlejning.lib.danish import count, join_words


def proposed_head(agreements: AgreementQuerySet, *, after: str, today: date) -> dict[str, Any]:
    """Return what a form for a new agreement begins with: the usual four years, after what holds now.

    `after` is the id, as it stands in an address, of an agreement that the new one follows; it lends kind,
    organisation and content. Anything else is as good as empty.
    """
    followed = agreements.filter(pk=int(after)).first() if after.isascii() and after.isdigit() else None
    if followed is None:
        first_day = _first_free_day(agreements, today)
        return {**_period(first_day), "kind": AgreementKind.framework.value, "inherits_framework": True}
    first_day = day_after(followed.to_date)
    newest = followed.versions.filter(status=AgreementStatus.ADOPTED).order_by("-number").first()
    return {
        **_period(first_day, "" if followed.organisation is None else f" med {followed.organisation.name}"),
        "municipality": followed.municipality_id,
        "kind": followed.kind,
        "organisation": followed.organisation_id,
        "inherits_framework": followed.inherits_framework,
        "includes_fleksibel_udlejning": followed.includes_fleksibel_udlejning,
        "convener": followed.convener,
        "based_on": None if newest is None else newest.pk,
    }


def discard_consequences(version: AgreementVersion) -> tuple[str, ...]:
    """Return in Danish what goes with a draft that is discarded. Three queries at most."""
    if not version.is_amendment:
        return (
            f"{version.agreement.name} slettes med kladden: navn, periode, parter og forberedelse.",
            *_gone_with_agreement(version.agreement),
            "Det kan ikke fortrydes.",
        )
    is_adopted = version.agreement.status == AgreementStatus.ADOPTED  # what is decided about it then stays
    return (
        *_parties_affected(version),
        *_decisions_gone(0 if is_adopted else version.decisions.count()),
        "Det, der er skrevet i kladden, slettes. Det kan ikke fortrydes.",
    )


def _gone_with_agreement(agreement: Agreement) -> Iterator[str]:
    amendments = agreement.versions.filter(number__gt=1).count()
    if amendments:
        yield f"{count(amendments, 'kladde', 'kladder')} til tillæg slettes."
    yield from _decisions_gone(Decision.objects.filter(version__agreement=agreement).count())
    titles = list(agreement.files.order_by("title").values_list("title", flat=True))
    if titles:
        yield f"{count(len(titles), 'dokument', 'dokumenter')} slettes: {join_words(titles)}."


def _decisions_gone(number: int) -> Iterator[str]:
    if number:
        yield f"{count(number, 'beslutning', 'beslutninger')}, der er skrevet ind, slettes."


def _parties_affected(version: AgreementVersion) -> Iterator[str]:
    if version.agreement.versions.filter(from_date=version.from_date).exclude(pk=version.pk).exists():
        return
    parties = version.agreement.parties.select_related("organisation").order_by("organisation__name")
    comes = parties.filter(from_date=version.from_date, status=PartyStatus.INVITED)
    goes = parties.filter(to_date=day_before(version.from_date))
    if comes:
        yield f"{join_words([str(party) for party in comes])} er ikke længere inviteret."
    if goes:
        yield f"{join_words([str(party) for party in goes])} udtræder ikke."


def _period(first_day: date, whose: str = "") -> dict[str, Any]:
    last_day = last_day_of(first_day, years=USUAL_YEARS)
    years = f"{first_day.year}–{last_day.year}"
    return {
        "name": f"Fælles udlejningsaftale{whose} {years}",
        "from_date": first_day,
        "to_date": last_day,
        "includes_fleksibel_udlejning": True,
    }


def _first_free_day(agreements: AgreementQuerySet, today: date) -> date:
    """Return the day after the last framework agreement adopted, else the next 1 January."""
    adopted = agreements.filter(status=AgreementStatus.ADOPTED, kind=AgreementKind.framework.value)
    last: Agreement | None = adopted.order_by("-to_date").first()
    if last is not None and last.to_date >= today:
        return day_after(last.to_date)
    return date(today.year + 1, 1, 1)
