"""One offer on one screen: the answer, the lines behind it, the deadline, the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.access import Ability
from agreements.models import User
from anvisning.deadlines import is_overdue
from anvisning.facts import checks_on, fingerprint
from anvisning.models import Offer, OfferStatus
from anvisning.offer_check import CheckLine, OfferCheck, Tone
from anvisning.reports.offers import OfferRow, offer_rows
from anvisning.reports.words import Fact, Moment, is_own, outcome_text, person, reported_moment, sees_check
from anvisning.stored_check import from_json
from udlejning.lib.danish import long_date
from udlejning.lib.trail import Entry, history_of

RECORDED_FIELDS = frozenset(
    {"status", "kontrollens svar", "besvaret", "bemærkning", "begrundelse for tilsidesættelse"}
)
ORGANISATION_ANSWERS = {
    OfferStatus.OPEN.value: "Boligen venter på kommunens svar",
    OfferStatus.ACCEPTED.value: "Kommunen bruger boligen",
    OfferStatus.DECLINED.value: "Boligen er jeres: kommunen har sendt den tilbage",
    OfferStatus.RETURNED.value: "Boligen er jeres: fristen udløb uden svar",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the check, ready for its component; `deviation_pk` is the deviation that decides it."""

    tone: str
    heading: str
    text: str
    facts: tuple[Fact, ...]
    deviation_pk: int | None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """All that the page of an offer shows.

    `lines`, `notes` and `history` are empty for those who are told only the outcome. `quota_deviation_pk` is
    the deviation that sent the dwelling here. `seen` marks the check shown, and comes back with the answer.
    `decided` adds to the status, empty while the offer waits. `may_use` is a yes to use; `may_override` a no
    that can be overridden.
    """

    row: OfferRow
    tone: str
    answer: str
    sub: str
    lines: tuple[Line, ...]
    quota_line: str
    quota_deviation_pk: int | None
    decided: str
    deadline_rule: str
    deadline_passed: bool
    may_answer: bool
    may_use: bool
    may_override: bool
    seen: str
    notes: tuple[Fact, ...]
    timeline: tuple[Moment, ...]
    history: tuple[Entry, ...]


def offer_page(*, offer: Offer, user: User, today: date) -> OfferPage:
    """Return the page of an offer, loaded `with_parties` and its reporter, for the person who looks.

    While the offer is open the check is as of today; once answered it is the one the decision rests on.
    """
    department = offer.vacancy.department
    check = checks_on([offer], today)[offer.pk] if offer.is_open else from_json(offer.check_json)
    is_shown = sees_check(user.access, department)
    is_officer = user.access.may(Ability.answer_offers, municipality_id=department.municipality_id)
    passed = offer.is_open and is_overdue(deadline=offer.deadline_date, today=today)
    may_answer = is_officer and offer.is_open and not passed
    is_red = check.verdict.tone is Tone.red
    return OfferPage(
        row=offer_rows([offer], user=user, today=today)[0],
        tone=check.verdict.tone.value if is_shown else "grey",
        answer=_answer(offer, check, is_shown=is_shown),
        sub=_sub(offer, check, is_shown=is_shown),
        lines=tuple(_line(line) for line in check.verdict.lines) if is_shown else (),
        quota_line=outcome_text(offer.vacancy, is_own=is_own(user.access, department)),
        quota_deviation_pk=offer.vacancy.deviation_id,
        decided=_decided(offer) if is_shown else "",
        deadline_rule=offer.deadline_rule,
        deadline_passed=passed,
        may_answer=may_answer,
        may_use=may_answer and not is_red,
        may_override=may_answer and is_red,
        seen=fingerprint(check),
        notes=_notes(offer) if is_officer else (),
        timeline=offer_timeline(offer, names_people=is_shown),
        history=_history(offer) if is_officer else (),
    )


def offer_timeline(offer: Offer, *, names_people: bool) -> tuple[Moment, ...]:
    """Return what happened to the vacancy and its offer, oldest first; an open one ends with its deadline."""
    vacancy = offer.vacancy
    reported = reported_moment(vacancy)
    place = f" (nr. {vacancy.quota_number} i kvoten)" if vacancy.quota_number else ""
    offered = Moment(offer.received_date, f"Tilbudt kommunen{place}")
    if offer.is_open or offer.answered_at is None:
        return reported, offered, Moment(offer.deadline_date, "Svarfrist, sidste dag tæller med")
    reason = f": {offer.decline_reason}" if offer.decline_reason is not None else ""
    who = person(offer.answered_by) if names_people else ""
    return (
        reported,
        offered,
        Moment(offer.answered_at, f"{_capital(offer.get_status_display())}{reason}", who),
    )


def _answer(offer: Offer, check: OfferCheck, *, is_shown: bool) -> str:
    """Return the few words of the answer; what it rests on stands under it."""
    return check.verdict.answer.partition(":")[0] if is_shown else ORGANISATION_ANSWERS[offer.status]


def _sub(offer: Offer, check: OfferCheck, *, is_shown: bool) -> str:
    """Return the sentence under the answer: its reasons to the municipality, the next step to the others."""
    if is_shown:
        reasons = check.verdict.answer.partition(": ")[2]
        return f"{_capital(reasons)}." if reasons else ""
    if offer.is_open:
        return f"Kommunen svarer senest {long_date(offer.deadline_date)}."
    return f"Grund: {offer.decline_reason}." if offer.decline_reason is not None else ""


def _decided(offer: Offer) -> str:
    """Return the reason of a decline, and which day's check is shown; empty while the offer waits."""
    if offer.is_open:
        return ""
    reason = f"Grund: {offer.decline_reason}. " if offer.decline_reason is not None else ""
    moment = "ved modtagelsen" if offer.status == OfferStatus.RETURNED else "ved svaret"
    return f"{reason}Kontrollen vises, som den var {moment}."


def _notes(offer: Offer) -> tuple[Fact, ...]:
    notes = (
        Fact("Begrundelse for tilsidesættelse", offer.override_reason),
        Fact("Bemærkning", offer.note),
    )
    return tuple(note for note in notes if note.value)


def _line(line: CheckLine) -> Line:
    facts = tuple(Fact(name, value) for name, value in line.why)
    return Line(line.tone.value, line.heading, line.text, facts, line.deviation_pk)


def _history(offer: Offer) -> tuple[Entry, ...]:
    """Return the offer's history without the check's own values, which the page shows as lines."""
    return tuple(
        Entry(
            when=entry.when,
            who=entry.who,
            what=entry.what,
            changes=tuple(change for change in entry.changes if change.field in RECORDED_FIELDS),
        )
        for entry in history_of(offer)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
