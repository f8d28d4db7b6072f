"""The political chain of a version for its page: who must decide, what they decided, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from agreements.adoption import Needed
from agreements.checks import chain_for, obstacles_to
from agreements.models import AgreementFile, AgreementVersion, Decision, HousingOrganisation, User
from agreements.models.decisions import OutcomeChoice
from agreements.problems import Problem
from agreements.terms import DecidingBody, DecisionOutcome, Part
from agreements.wording.lists import inside
from udlejning.lib.danish import count, join_words, long_date

TONES = {
    OutcomeChoice.APPROVED: "success",
    OutcomeChoice.CONDITIONAL: "warning",
    OutcomeChoice.POSTPONED: "warning",
    OutcomeChoice.REJECTED: "error",
}


WAITS = {
    None: "mangler at vedtage {what}",
    DecisionOutcome.postponed: "har udsat {what}",
    DecisionOutcome.conditional: "har vedtaget {what} med en betingelse, der ikke er opfyldt endnu",
    DecisionOutcome.rejected: "har forkastet {what}",
}
MOST_NAMED = 3
"""So many are named in one sentence; the page lists them all."""


@dataclass(frozen=True, slots=True)
class DecidingParty:
    """Someone who can decide: the council, a committee, or an organisation's board."""

    body: DecidingBody
    organisation: HousingOrganisation | None

    @property
    def name(self) -> str:
        """Return who it is, as it stands by itself."""
        if self.organisation is not None:
            return f"bestyrelsen for {self.organisation.name}"
        return "kommunalbestyrelsen" if self.body is DecidingBody.council else "udvalget"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as it is read. `document` is the file's id where there is one that the person may read."""

    decision: Decision
    outcome: str
    tone: str
    condition: str
    document: int | None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """Someone who must decide: the latest decision, None where there is none yet, and those before it.

    `key` is what the form of a decision takes to choose the body.
    """

    who: str
    key: str
    is_in: bool
    latest: DecisionRow | None
    earlier: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something wrong with a draft, and the part where it is mended; None where there is no such part."""

    text: str
    part: Part | None


@dataclass(frozen=True, slots=True)
class AdoptionReport:
    """All that the page of a version's adoption shows."""

    version: AgreementVersion
    lead: str
    rows: tuple[BodyRow, ...]
    others: tuple[DecisionRow, ...]
    faults: tuple[ProblemRow, ...]
    warnings: tuple[ProblemRow, ...]
    mandate: str
    not_yet_for: str
    changed_since: str
    is_complete: bool
    can_be_partial: bool

    @property
    def can_be_adopted(self) -> bool:
        """Return whether the version can be put into force, for all or for some."""
        return not self.version.is_adopted and not self.faults and (self.is_complete or self.can_be_partial)


def adoption_report(version: AgreementVersion, user: User) -> AdoptionReport:
    """Return the page of a version's adoption for a person. A constant number of queries."""
    chain = chain_for(version)
    decisions = list(version.decisions.select_related("organisation").order_by("decided_date", "pk"))
    readable = set(
        AgreementFile.objects.visible_to(user)
        .filter(agreement=version.agreement_id)
        .values_list("pk", flat=True)
    )
    shown = {decision.pk: _decision_row(decision, readable) for decision in decisions}
    names = party_names(version)
    rows = tuple(_body_row(each, decisions, shown, names) for each in chain.needed)
    counted = {row.decision.pk for body in rows for row in (body.latest, *body.earlier) if row is not None}
    problems = () if version.is_adopted else obstacles_to(version)
    missing = missing_bodies(chain.missing, names)
    waiting = waiting_in_words(chain.missing, names, f"version {version.number}")
    return AdoptionReport(
        version=version,
        lead=_lead(version, waiting, [each for each in problems if not each.is_warning]),
        rows=rows,
        others=tuple(row for pk, row in shown.items() if pk not in counted),
        faults=tuple(_problem(each) for each in problems if not each.is_warning),
        warnings=tuple(_problem(each) for each in problems if each.is_warning),
        mandate=_mandate(version),
        not_yet_for=_not_yet_for(version, missing),
        changed_since="" if version.is_adopted else changed_since_decided(version, decisions),
        is_complete=chain.is_complete,
        can_be_partial=chain.can_be_partial,
    )


def waiting_in_words(missing: Sequence[Needed], names: Mapping[int, str], what: str) -> str:
    """Return in sentences who keeps `what` ("version 2") waiting, and how; empty where nobody does."""
    said: dict[str, list[str]] = {}
    for each in missing:
        waits = WAITS[None if each.latest is None else each.latest.outcome]
        said.setdefault(waits, []).append(body_in_words(each.body, names.get(each.organisation or 0, "")))
    return " ".join(
        f"{_named(said[waits])} {waits.format(what=what)}." for waits in WAITS.values() if waits in said
    )


def deciding_bodies(version: AgreementVersion) -> dict[str, DecidingParty]:
    """Return those who can decide on a version, by their keys: the municipality, then each board."""
    parties = version.agreement.parties.select_related("organisation").order_by("organisation__name")
    boards = {each.organisation_id: each.organisation for each in parties}
    return {
        "council": DecidingParty(DecidingBody.council, None),
        "committee": DecidingParty(DecidingBody.committee, None),
        **{f"board-{pk}": DecidingParty(DecidingBody.board, each) for pk, each in boards.items()},
    }


def party_names(version: AgreementVersion) -> dict[int, str]:
    """Return the names of the agreement's parties by the organisation's id. One query."""
    return dict(version.agreement.parties.values_list("organisation_id", "organisation__name"))


def missing_bodies(missing: Iterable[Needed], names: Mapping[int, str]) -> list[str]:
    """Return those who have not decided yet, as they stand in a sentence."""
    return [body_in_words(each.body, names.get(each.organisation or 0, "")) for each in missing]


def body_in_words(body: DecidingBody, organisation: str) -> str:
    """Return who decides, as it stands in a sentence: "kommunalbestyrelsen", "Lind Bolig"."""
    if body is DecidingBody.board:
        return organisation
    return "kommunalbestyrelsen" if body is DecidingBody.council else "udvalget med mandat"


def last_decided(version: AgreementVersion) -> date | None:
    """Return the day of the last decision, or of the last condition met, that lets it in force. One query."""
    decisions = [each for each in version.decisions.all() if each.is_in]
    return max((each.condition_met_date or each.decided_date for each in decisions), default=None)


def changed_since_decided(version: AgreementVersion, decisions: Iterable[Decision]) -> str:
    """Return in Danish that the content was written anew after a decision was; empty where it was not.

    Told by the trail, not by the dates: an old agreement is entered long after it was decided. Two queries.
    """
    changed = _content_changed_at(version)
    let_in = [each.pk for each in decisions if each.is_in]
    if changed is None or not let_in:
        return ""
    events = Decision.pgh_event_model.objects.filter(pgh_obj_id__in=let_in)  # type: ignore[attr-defined]
    before = set(
        events.filter(pgh_label="insert", pgh_created_at__lt=changed).values_list("pgh_obj_id", flat=True)
    )
    if not before:
        return ""
    return (
        f"Indholdet er ændret {long_date(changed.date())}, efter at "
        f"{count(len(before), 'beslutning', 'beslutninger')} var skrevet ind. Se efter, at alle har vedtaget "
        "den samme tekst."
    )


def _content_changed_at(version: AgreementVersion) -> datetime | None:
    """Return when the content was last made another; None where it has been the same from the first."""
    events = AgreementVersion.pgh_event_model.objects.filter(pgh_obj_id=version.pk)  # type: ignore[attr-defined]
    rows = list(events.order_by("pgh_id").values_list("pgh_created_at", "content"))
    changes = [now[0] for before, now in pairwise(rows) if before[1] != now[1]]
    return changes[-1] if changes else None


def _lead(version: AgreementVersion, waiting: str, faults: Sequence[Problem]) -> str:
    name = f"Version {version.number}"
    if version.is_adopted:
        since = long_date(version.from_date)
        return f"{name} er vedtaget {_day(version.adopted_date)} og gælder fra {since}. {waiting}".strip()
    if waiting:
        return waiting
    if faults:
        is_content = all(each.part not in (Part.parties, Part.period) for each in faults)
        there_are = "indholdet har" if is_content else "der er"
        return f"Alle har vedtaget {inside(name)}, men {there_are} fejl, der skal rettes først."
    return f"Alle har vedtaget {inside(name)}. Den kan sættes i kraft fra {long_date(version.from_date)}."


def _named(bodies: Sequence[str]) -> str:
    """Return bodies as they begin a sentence; of many the first few, and how many others."""
    few = list(bodies)
    if len(few) > MOST_NAMED:
        few = [*few[: MOST_NAMED - 1], f"{len(few) - MOST_NAMED + 1} andre"]
    named = join_words(few)
    return named[:1].upper() + named[1:]


def _not_yet_for(version: AgreementVersion, missing: list[str]) -> str:
    """Return for whom an adopted version does not hold yet, and why it was put into force all the same."""
    if not (version.is_adopted and version.partial_reason and missing):
        return ""
    return f"Gælder ikke endnu for {join_words(missing)}. Begrundelse: {version.partial_reason.rstrip(' .')}."


def _mandate(version: AgreementVersion) -> str:
    """Return who decides in the place of whom; empty where council and boards all do."""
    if version.needs_council and version.needs_boards:
        return ""
    spared = [
        *([] if version.needs_council else ["kommunalbestyrelsen"]),
        *([] if version.needs_boards else ["organisationsbestyrelserne"]),
    ]
    return f"{join_words(spared).capitalize()} skal ikke vedtage versionen. Mandat: {version.mandate}"


def _body_row(
    needed: Needed, decisions: list[Decision], shown: Mapping[int, DecisionRow], names: Mapping[int, str]
) -> BodyRow:
    own = [
        shown[each.pk]
        for each in decisions
        if each.body == needed.body.value and each.organisation_id == needed.organisation
    ]
    who = body_in_words(needed.body, names.get(needed.organisation or 0, ""))
    return BodyRow(
        who=who[:1].upper() + who[1:],
        key=body_key(needed.body, needed.organisation),
        is_in=needed.is_in,
        latest=own[-1] if own else None,
        earlier=tuple(reversed(own[:-1])),
    )


def body_key(body: DecidingBody, organisation_id: int | None) -> str:
    """Return the key of someone who decides: "council", "board-17"."""
    return body.value if organisation_id is None else f"{body.value}-{organisation_id}"


def _decision_row(decision: Decision, readable: set[int]) -> DecisionRow:
    is_met = decision.condition_met_date is not None
    return DecisionRow(
        decision=decision,
        outcome=decision.get_outcome_display(),
        tone="success" if is_met else TONES[OutcomeChoice(decision.outcome)],
        condition=_condition(decision),
        document=decision.document_id if decision.document_id in readable else None,
    )


def _condition(decision: Decision) -> str:
    if not decision.condition:
        return ""
    if decision.condition_met_date is None:
        return f"Betingelse, der ikke er opfyldt endnu: {decision.condition}"
    return f"Betingelsen er opfyldt {long_date(decision.condition_met_date)}: {decision.condition}"


def _problem(problem: Problem) -> ProblemRow:
    return ProblemRow(problem.text, problem.part)


def _day(day: date | None) -> str:
    return "" if day is None else long_date(day)
