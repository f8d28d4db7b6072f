"""The terms of a department's step as answers to what a caseworker asks, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.models import Department, Step
from agreements.staircase_words import quota_in_words
from agreements.terms import FleksibelMode, ShieldedQuota
from udlejning.lib.danish import percent


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its answer. `tone` is green, amber, red or grey; `why` is the clause."""

    heading: str
    text: str
    tone: str
    why: str = ""


def answers_for(*, department: Department, step: Step | None) -> tuple[Answer, ...]:
    """Return what holds on the step, and whom to call. Without a step nothing is agreed, and it says so."""
    if step is None:
        text = "Afdelingen har intet trin den dag. Intet er aftalt om den, før den er indplaceret."
        return (Answer("Hvad gælder?", text, "grey"), _contact(department))
    clause = f"Aftalens {step.clause}" if step.clause else ""
    return (
        _reporting(step, clause),
        _allocation(step, clause),
        _quota(step, clause),
        _fleksibel(step, clause),
        _contact(department),
    )


def _reporting(step: Step, clause: str) -> Answer:
    if step.may_report:
        return Answer(
            "Må boliger meldes ind?", "Ja, ledige boliger meldes ind til kommunen.", "green", clause
        )
    return Answer("Må boliger meldes ind?", "Nej, afdelingen melder ikke boliger ind.", "red", clause)


def _allocation(step: Step, clause: str) -> Answer:
    heading = "Må kommunen anvise hertil?"
    if step.may_allocate:
        return Answer(heading, "Ja, kommunen må anvise boligsøgende hertil.", "green", clause)
    return Answer(heading, "Nej, kommunen anviser ikke boligsøgende hertil.", "red", clause)


def _quota(step: Step, clause: str) -> Answer:
    share = quota_in_words(step.quota_share)
    heading = "Hvor mange boliger får kommunen?"
    version_clause = step.staircase.version.quota_clause
    why = f"Aftalens {version_clause}" if version_clause else clause
    if step.may_report and step.quota_share:
        return Answer(heading, f"{share} af de ledige boliger.", "green", why)
    if not step.may_report and step.quota_share and step.shielded_quota == ShieldedQuota.owed:
        text = f"Ingen nu. Kommunens andel, {share}, skyldes og gives, når der igen må meldes ind."
        return Answer(heading, text, "amber", why)
    return Answer(heading, "Ingen. Der er ingen kvote på trinnet, og ingen skyldes.", "grey", why)


def _fleksibel(step: Step, clause: str) -> Answer:
    heading = "Fleksibel udlejning?"
    share = "" if step.fleksibel_share is None else f" for {percent(step.fleksibel_share, 0)} af boligerne"
    if step.fleksibel_mode == FleksibelMode.required:
        return Answer(heading, f"Ja, den er krævet{share}.", "amber", clause)
    if step.fleksibel_mode == FleksibelMode.optional:
        return Answer(heading, f"Den er mulig{share}; organisationen vælger.", "green", clause)
    return Answer(heading, "Nej, der er ingen fleksibel udlejning.", "grey", clause)


def _contact(department: Department) -> Answer:
    organisation = department.organisation
    names = [department.contact_name, department.contact_phone]
    fallback = [organisation.contact_name, organisation.contact_phone, organisation.contact_email]
    known = [part for part in (names if any(names) else fallback) if part]
    text = (
        ", ".join([organisation.name, *known])
        if known
        else f"{organisation.name} (ingen kontakt er noteret)."
    )
    return Answer("Hvem ringer jeg til?", text, "grey")
