"""The first page of an agreement: how it stands in a sentence, what it builds on, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.agreed import framework_in_force
from agreements.checks import chain_for, problems_of
from agreements.content.document import CONTENT_PARTS
from agreements.life_reports.adoption import party_names, waiting_in_words
from agreements.life_reports.frame import AgreementFrame, day_of_interest
from agreements.life_reports.notices import Notice, expiry_notice, notices
from agreements.life_reports.parties import PartyReport, party_report
from agreements.life_reports.preparation import preparation_in_words
from agreements.models import Agreement, AgreementVersion
from agreements.models.agreement import AgreementStatus
from agreements.reports import UNSAID
from agreements.wording.lists import PARTS
from agreements.wording.terms import Fact
from udlejning.lib.danish import count, join_words, long_date, long_period


class NextStep(StrEnum):
    """What the next deed is; the page knows where each is done."""

    name_parties = "name_parties"
    write = "write"
    decide = "decide"
    adopt = "adopt"
    renew = "renew"
    amend = "amend"


@dataclass(frozen=True, slots=True)
class BuildsOn:
    """What an individual agreement builds on, and what it says itself instead."""

    framework: AgreementVersion | None
    sentence: str
    overrides: str


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """All that the first page of an agreement shows. `concerned` is the version the next deed is about."""

    lead: str
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    parties: PartyReport
    builds_on: BuildsOn | None
    preparation: str
    next_step: NextStep | None
    concerned: AgreementVersion | None


def overview_report(frame: AgreementFrame, *, today: date) -> OverviewReport:
    """Return the first page of an agreement as it stands on the day. A constant number of queries."""
    agreement, versions = frame.agreement, frame.versions
    waiting = _waiting(versions.draft)
    expiring = expiry_notice(agreement, today)
    steps = list(agreement.preparation_steps.order_by("order", "pk"))
    return OverviewReport(
        lead=_lead(frame, waiting, today),
        notices=(*([] if expiring is None else [expiring]), *notices(frame, today)),
        facts=_facts(agreement),
        parties=party_report(agreement, on_date=day_of_interest(agreement, today)),
        builds_on=_builds_on(frame, today),
        preparation=preparation_in_words(steps, today) if steps else "",
        next_step=_next_step(frame, waiting, expiring) if frame.may_edit else None,
        concerned=versions.concerned,
    )


def _waiting(draft: AgreementVersion | None) -> str:
    """Return who keeps the draft waiting; empty where nobody does, or there is none."""
    if draft is None:
        return ""
    what = "tillægget" if draft.is_amendment else "aftalen"
    return waiting_in_words(chain_for(draft).missing, party_names(draft), what)


def _lead(frame: AgreementFrame, waiting: str, today: date) -> str:
    """Return how it stands with the agreement in a sentence or two."""
    agreement, draft = frame.agreement, frame.versions.draft
    if agreement.status == AgreementStatus.DRAFT:
        begins = long_date(agreement.from_date)
        return f"Kladde, der gælder fra {begins}, når den er vedtaget. {waiting or 'Alle har vedtaget den.'}"
    said = _in_force_in_words(frame, today)
    if draft is None:
        return said
    begins = long_date(draft.from_date)
    return f"{said} Et tillæg fra {begins} er på vej. {waiting or 'Alle har vedtaget det.'}"


def _in_force_in_words(frame: AgreementFrame, today: date) -> str:
    agreement, version = frame.agreement, frame.versions.in_force
    if version is None:
        began = f"Gælder fra {long_date(agreement.from_date)}" if today < agreement.from_date else "Gjaldt"
        return f"{began} til og med {long_date(agreement.to_date)}."
    bound = agreement.parties.bound_on(today).count()
    who = agreement.organisation.name if agreement.organisation else _organisations(bound)
    return (
        f"Gælder til og med {long_date(agreement.to_date)} mellem kommunen og {who}. "
        f"Version {version.number} er i kraft fra {long_date(version.from_date)}."
    )


def _organisations(number: int) -> str:
    return count(number, "boligorganisation", "boligorganisationer")


def _facts(agreement: Agreement) -> tuple[Fact, ...]:
    began = agreement.renegotiation_from_date
    fleksibel = "ja, og derfor højst 4 år" if agreement.includes_fleksibel_udlejning else "nej"
    return (
        Fact("Slags", agreement.get_kind_display()),
        Fact("Periode", long_period(agreement.from_date, agreement.to_date)),
        Fact("Fleksibel udlejning", fleksibel),
        Fact("Genforhandling begynder", UNSAID if began is None else long_date(began)),
        Fact("Indkalder", agreement.convener or UNSAID),
    )


def _builds_on(frame: AgreementFrame, today: date) -> BuildsOn | None:
    """Return what an individual agreement builds on and what it overrides; None for a framework."""
    agreement, version = frame.agreement, frame.versions.in_force or frame.versions.newest
    if not agreement.is_individual or version is None:
        return None
    if not agreement.inherits_framework:
        return BuildsOn(None, "Aftalen står alene og bygger ikke på rammeaftalen.", "")
    day = max(today, version.from_date)
    found = framework_in_force(municipality=agreement.municipality, on_date=day)
    own = join_words([PARTS[part] for part in CONTENT_PARTS if version.says.part(part) is not None])
    overrides = f"Aftalen siger selv noget om {own}; resten følger rammeaftalen." if own else ""
    left_out = count(len(version.says.leaves_out), "punkt", "punkter") if version.says.leaves_out else ""
    if left_out:
        overrides = f"{overrides} {left_out} i rammeaftalen gælder ikke her.".strip()
    if found is None:
        sentence = f"Bygger på rammeaftalen, men der er ingen rammeaftale i kraft {long_date(day)}."
        return BuildsOn(None, sentence, overrides)
    framework = found.version
    return BuildsOn(
        framework, f"Bygger på {framework.agreement.name}, version {framework.number}.", overrides
    )


def _next_step(frame: AgreementFrame, waiting: str, expiring: Notice | None) -> NextStep | None:
    draft = frame.versions.draft
    if draft is not None:
        return _next_for_draft(draft, waiting)
    if expiring is not None and expiring.tone == "warning":
        return NextStep.renew
    return NextStep.amend if frame.versions.in_force is not None else None


def _next_for_draft(draft: AgreementVersion, waiting: str) -> NextStep:
    if not draft.agreement.parties.exists():
        return NextStep.name_parties
    if any(not problem.is_warning for problem in problems_of(draft)) or not any(
        draft.says.part(part) is not None for part in CONTENT_PARTS
    ):
        return NextStep.write
    return NextStep.decide if waiting else NextStep.adopt
