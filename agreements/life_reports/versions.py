"""The versions of an agreement for their pages: what each is, and what it changes, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from agreements.agreed import framework_below
from agreements.comparison import Difference, Names, differences, piece_names
from agreements.content.document import changed_parts
from agreements.models import Agreement, AgreementVersion, Department
from agreements.models.agreement import PartyStatus
from agreements.period import day_before
from agreements.reports import indicator_names
from agreements.terms import Part
from agreements.wording.lists import PARTS
from udlejning.lib.danish import count, join_words, long_date, long_period


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list: what it is called, when it holds, how it stands, and what it changes."""

    version: AgreementVersion
    name: str
    period: str
    status: str
    tone: str
    changes: str


@dataclass(frozen=True, slots=True)
class PartChanges:
    """The points of one part that a version changes."""

    heading: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changes, part by part; `before` is the version it builds on, None for the first."""

    version: AgreementVersion
    before: AgreementVersion | None
    lead: str
    parts: tuple[PartChanges, ...]


def version_rows(agreement: Agreement, *, today: date) -> tuple[VersionRow, ...]:
    """Return the versions, the newest first. A constant number of queries."""
    versions = _versions(agreement)
    moved = _moved_days(agreement)
    return tuple(
        VersionRow(
            version=version,
            name=name_of(version),
            period=period_of(version),
            status=_status(version, today)[0],
            tone=_status(version, today)[1],
            changes=_changes(version, _base(version, versions), moved),
        )
        for version in versions
    )


def version_changes(version: AgreementVersion) -> VersionChanges:
    """Return what a version changes in the one before it, in words. A constant number of queries."""
    before = _base(version, _versions(version.agreement))
    found = [] if before is None else [*_rows_changed(version, before), *_content_changed(version, before)]
    parts = tuple(
        PartChanges(PARTS[part].capitalize(), tuple(each for each in found if each.part is part))
        for part in dict.fromkeys(each.part for each in found)
    )
    return VersionChanges(version=version, before=before, lead=_lead(version, before, parts), parts=parts)


def name_of(version: AgreementVersion) -> str:
    """Return what a version is called: the first is the agreement itself, a later one an amendment."""
    return f"Version {version.number}" if version.number == 1 else f"Version {version.number}, tillæg"


def period_of(version: AgreementVersion) -> str:
    """Return when a version holds; an open end is the agreement's, or the next version's beginning."""
    if version.to_date is not None:
        return f"Fra {long_period(version.from_date, version.to_date)}"
    return f"Fra {long_date(version.from_date)}, til aftalen udløber eller et tillæg træder i kraft"


def names_for(agreement: Agreement) -> Names:
    """Return the names that the content of an agreement is told with. Two queries."""
    rows = Department.objects.filter(municipality=agreement.municipality_id).select_related("organisation")
    return Names(indicators=indicator_names(), departments={row.lbf_key: row.name for row in rows})


def _versions(agreement: Agreement) -> list[AgreementVersion]:
    rows = list(agreement.versions.order_by("-number"))
    for row in rows:
        row.agreement = agreement
    return rows


def _base(version: AgreementVersion, versions: list[AgreementVersion]) -> AgreementVersion | None:
    """Return the adopted version that held before the version, None for the first."""
    earlier = [each for each in versions if each.is_adopted and each.from_date < version.from_date]
    return max(earlier, key=lambda each: each.from_date, default=None)


def _status(version: AgreementVersion, today: date) -> tuple[str, str]:
    if not version.is_adopted:
        return "kladde", "info"
    if version.from_date > today:
        return "vedtaget", "success"
    return ("gælder i dag", "success") if today <= version.last_day else ("afløst", "neutral")


def _moved_days(agreement: Agreement) -> set[date]:
    """Return the days on which parties come, or the day after which they go. One query."""
    days: set[date] = set()
    for from_date, to_date in agreement.parties.values_list("from_date", "to_date"):
        days |= {from_date} if to_date is None else {from_date, to_date}
    return days


def _changes(version: AgreementVersion, before: AgreementVersion | None, moved: set[date]) -> str:
    if before is None:
        return "den første version"
    parts = [Part(part) for part in version.changed_parts]
    if not version.is_adopted:
        parties = {version.from_date, day_before(version.from_date)} & moved
        parts = [
            *([Part.parties] if parties else []),
            *([Part.period] if version.agreement_to_date is not None else []),
            *changed_parts(before.says, version.says),
        ]
    return join_words([PARTS[part] for part in parts]) or "intet endnu"


def _content_changed(version: AgreementVersion, before: AgreementVersion) -> tuple[Difference, ...]:
    names, framework = names_for(version.agreement), framework_below(version, on_date=version.from_date)
    called = {} if framework is None else piece_names(framework)
    return differences(before.says, version.says, replace(names, framework=called))


def _rows_changed(version: AgreementVersion, before: AgreementVersion) -> Iterator[Difference]:
    """Yield what the version changes that stands in rows: who is a party, and when the agreement ends."""
    parties = version.agreement.parties.select_related("organisation").exclude(status=PartyStatus.DECLINED)
    for party in parties.filter(from_date=version.from_date).order_by("organisation__name"):
        since = f"{party.get_status_display()} fra {long_date(party.from_date)}"
        yield Difference(Part.parties, party.organisation.name, "", since)
    gone = parties.filter(to_date=day_before(version.from_date)).order_by("organisation__name")
    for party in gone:
        until = f"udtræder efter {long_date(day_before(version.from_date))}"
        yield Difference(Part.parties, party.organisation.name, "part", until)
    if version.agreement_to_date is not None:
        ended = _end_before(version, before)
        yield Difference(
            Part.period, "Aftalen udløber", long_date(ended), long_date(version.agreement_to_date)
        )


def _end_before(version: AgreementVersion, before: AgreementVersion) -> date:
    """Return when the agreement ended before the version moved its end."""
    if not version.is_adopted:
        return version.agreement.to_date
    moved = version.agreement.versions.filter(
        number__lte=before.number, status="adopted", agreement_to_date__isnull=False
    ).order_by("-number")
    found = moved.first()
    if found is not None and found.agreement_to_date is not None:
        return found.agreement_to_date
    events = Agreement.pgh_event_model.objects.filter(  # type: ignore[attr-defined]  # set by `recorded`
        pgh_obj_id=version.agreement_id, status="adopted"
    )
    first: date = events.order_by("pgh_id").values_list("to_date", flat=True).first()
    return first or version.agreement.to_date


def _lead(version: AgreementVersion, before: AgreementVersion | None, parts: tuple[PartChanges, ...]) -> str:
    if before is None:
        return (
            f"Aftalens første version, fra {long_date(version.from_date)}. Den ændrer ikke noget tidligere."
        )
    if not parts:
        return f"Siger det samme som version {before.number}. Der er ikke ændret noget endnu."
    number = sum(len(part.differences) for part in parts)
    changed = join_words([part.heading.lower() for part in parts])
    return f"Ændrer {count(number, 'punkt', 'punkter')} i version {before.number}: {changed}."
