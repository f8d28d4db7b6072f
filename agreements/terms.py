"""PURE: the words of an agreement's terms that the rules above share."""

from enum import StrEnum


class StepColour(StrEnum):
    """The colour of a step; shape and word follow it on every page."""

    red = "red"
    orange = "orange"
    yellow = "yellow"
    green = "green"


class FleksibelMode(StrEnum):
    """Whether a step lets flexibly (almenboligloven § 60)."""

    none = "none"
    optional = "optional"
    required = "required"


class ShieldedQuota(StrEnum):
    """What happens to a step's quota where it may not report: it lapses, or it is owed and made up later."""

    lapses = "lapses"
    owed = "owed"


class CounterStart(StrEnum):
    """When the running counter of the quota starts again at one."""

    agreement_start = "agreement_start"
    calendar_year = "calendar_year"


class DayKind(StrEnum):
    """How the days of a deadline are counted."""

    calendar = "calendar"
    working = "working"


class DwellingType(StrEnum):
    """The legal type of a dwelling; § 59 stk. 1 concerns family dwellings."""

    family = "family"
    youth = "youth"
    elderly = "elderly"


class HouseholdType(StrEnum):
    """The households that a rent limit is set for."""

    single = "single"
    couple = "couple"
    single_with_children = "single_with_children"
    couple_with_children = "couple_with_children"
