"""PURE: goals, forums, deliveries, contacts and annexes in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.content.cooperation import Annex, Contact, Delivery, Forum, Goal, Member
from agreements.terms import Direction
from agreements.wording.lists import CONFIDENTIALITY, FORUM_LEVELS, ended, inside, times_a_year
from agreements.wording.rules import IndicatorName, figure_in_words, named
from udlejning.lib.danish import NO_BREAK_SPACE, join_words, long_date

TOWARDS = {Direction.up: "mindst", Direction.down: "højst"}


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal to be read: what it is, from where to where, what it is measured on, and who brings the figure.

    `measured_on` and `delivered` are empty where the agreement does not say.
    """

    text: str
    change: str
    measured_on: str
    delivered: str


def goal_in_words(
    goal: Goal, indicators: Mapping[str, IndicatorName], departments: Mapping[str, str] | None = None
) -> GoalWords:
    """Return a goal in words; names of indicators and departments by key, the key itself where unknown."""
    return GoalWords(
        text=goal.text,
        change=change_in_words(goal, indicators),
        measured_on=_measured_on(goal, indicators, departments or {}),
        delivered=_delivered(goal),
    )


def change_in_words(goal: Goal, indicators: Mapping[str, IndicatorName]) -> str:
    """Return the way to go: "fra 38 % (1. januar 2025) til højst 33 % senest 31. december 2027"."""
    unit = goal.unit or (named(goal.indicator, indicators).unit if goal.indicator else "")
    target = f"{TOWARDS[goal.direction]} {figure_in_words(goal.target, unit)}"
    by = f"senest {long_date(goal.target_date)}"
    if goal.baseline is None:
        return f"{target} {by}"
    on = f" ({long_date(goal.baseline_date)})" if goal.baseline_date is not None else ""
    return f"fra {figure_in_words(goal.baseline, unit)}{on} til {target} {by}"


def forum_in_words(forum: Forum) -> list[str]:
    """Return a forum in sentences: level and rhythm, then its members, then its tasks as written."""
    members = join_words([member_in_words(member) for member in forum.members])
    sentences = [_meetings(forum), ended(f"Medlemmer: {members}") if members else "", ended(forum.tasks)]
    return [sentence for sentence in sentences if sentence]


def member_in_words(member: Member) -> str:
    """Return a member, for whom, and whether it is the chair: "udlejningschefen (Parken, formand)"."""
    about = [word for word in (member.party, "formand" if member.is_chair else "") if word]
    return f"{member.name} ({', '.join(about)})" if about else member.name


def delivery_in_words(delivery: Delivery, indicators: Mapping[str, IndicatorName]) -> str:
    """Return who delivers what to whom and when, with the indicators it holds."""
    to = f" til {delivery.delivered_to}" if delivery.delivered_to else ""
    when = f": {delivery.when.rstrip(' .')}" if delivery.when else ""
    what = f"{delivery.delivered_by} leverer {inside(delivery.what.rstrip(' .'))}{to}{when}."
    names = join_words([inside(named(key, indicators).name) for key in delivery.indicators])
    return f"{what} Nøgletal: {names}." if names else what


def contact_in_words(contact: Contact) -> str:
    """Return whom to call, how, and who stands in: "Anna Holm, boligkoordinator, tlf. 12 34 56 78"."""
    phone = f"tlf.{NO_BREAK_SPACE}{contact.phone}" if contact.phone else ""
    ways = ", ".join(word for word in (contact.name, contact.role, phone, contact.email) if word)
    return f"{ways}; ved fravær {contact.stands_in}" if contact.stands_in else ways


def annex_in_words(annex: Annex, place: int) -> str:
    """Return an annex's heading, and who may read it: "Bilag 2: Vilkår (kun for parterne)"."""
    return f"Bilag {place}: {annex.title} ({CONFIDENTIALITY[annex.confidentiality]})"


def _measured_on(goal: Goal, indicators: Mapping[str, IndicatorName], departments: Mapping[str, str]) -> str:
    measure = named(goal.indicator, indicators).name if goal.indicator else goal.measure
    where = join_words([departments.get(key, key) for key in goal.departments])
    return f"{measure} i {where}" if measure and where else measure or where


def _delivered(goal: Goal) -> str:
    when = goal.delivered_when.rstrip(" .")
    if not goal.delivered_by:
        return f"Tallet leveres {inside(when)}." if when else ""
    return f"Tallet leveres af {goal.delivered_by}{f': {when}' if when else ''}."


def _meetings(forum: Forum) -> str:
    often = "" if forum.meetings_a_year is None else f" {times_a_year(forum.meetings_a_year)}"
    rhythm = f": {forum.rhythm.rstrip(' .')}" if forum.rhythm else ""
    return f"{forum.name} mødes på {FORUM_LEVELS[forum.level]}{often}{rhythm}."
