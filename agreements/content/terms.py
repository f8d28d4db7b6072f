"""PURE: the terms of an agreement: who may report and allocate, how many, flexibly or not, and by when.

`Terms` says what holds somewhere: for the whole agreement, on a step, for named departments or dwelling
types, or by a deviation. What it leaves out it says nothing about, and the wider terms hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from agreements.content.base import Clause, DepartmentKey, Key, Line, Name, Percent, Piece
from agreements.terms import (
    Allocation,
    Claim,
    CounterStart,
    CountScope,
    DayKind,
    DwellingType,
    FleksibelMode,
    Rounding,
    ShieldedQuota,
    TargetGroup,
    UsedWhen,
    VacancyBase,
)


class NoQuota(Piece):
    """The municipality has no right to vacancies here."""

    mode: Literal["none"] = "none"


class ShareQuota(Piece):
    """A share of the vacancies, in percent (25: every fourth)."""

    mode: Literal["share"] = "share"
    share: Percent


class EveryNthQuota(Piece):
    """Every Nth vacancy; `first` is the number of the first one that is the municipality's (else the Nth)."""

    mode: Literal["every_nth"] = "every_nth"
    n: int = Field(ge=1, le=100)
    first: int | None = Field(default=None, ge=1, le=100)


class FixedStockQuota(Piece):
    """A share of a fixed stock of dwellings; `dwellings` is the stock, else what the register says."""

    mode: Literal["fixed_stock"] = "fixed_stock"
    share: Percent
    dwellings: int | None = Field(default=None, ge=1)


class OnRequestQuota(Piece):
    """No counter: the municipality asks (size, highest rent, date) and the organisation answers."""

    mode: Literal["on_request"] = "on_request"
    answer_days: int | None = Field(default=None, ge=1, le=365)
    most_a_year: int | None = Field(default=None, ge=1)


Quota: TypeAlias = Annotated[
    NoQuota | ShareQuota | EveryNthQuota | FixedStockQuota | OnRequestQuota, Field(discriminator="mode")
]


class ExtraQuota(Piece):
    """A fixed number of dwellings a year on top, in return for departments on shielded steps."""

    dwellings_a_year: int = Field(ge=1)
    compensates_for_steps: tuple[Key, ...] = ()


class Fleksibel(Piece):
    """Flexible letting (almenboligloven § 60): whether, how much, and by which criteria.

    `share` is in percent of the vacancies; with `share_is_most` it is a ceiling ("op til 50 %").
    """

    mode: FleksibelMode
    share: Percent | None = None
    share_is_most: bool = False
    criteria_set: Key | None = None


class Terms(Piece):
    """What holds somewhere; what is None is not said here."""

    may_report: bool | None = None
    may_allocate: Allocation | None = None
    target_groups: tuple[TargetGroup, ...] | None = None
    quota: Quota | None = None
    extra_quota: ExtraQuota | None = None
    when_shielded: ShieldedQuota | None = None
    fleksibel: Fleksibel | None = None
    clause: Clause = ""


class TermsFor(Piece):
    """Terms of their own for named departments, dwelling types, or both; `name` is what people call them."""

    key: Key
    name: Name
    departments: tuple[DepartmentKey, ...] = ()
    dwelling_types: tuple[DwellingType, ...] = ()
    terms: Terms


class Counting(Piece):
    """How the quota is counted: whose vacancies together, which ones, from when, and what uses a turn."""

    scope: CountScope = CountScope.department
    dwelling_types: tuple[DwellingType, ...] = Field(default=(DwellingType.family,), min_length=1)
    base: VacancyBase = VacancyBase.all_vacancies
    rounding: Rounding = Rounding.running_counter
    start: CounterStart = CounterStart.agreement_start
    carry_over: bool = False
    used_when: UsedWhen = UsedWhen.offered
    returned_counts: bool
    clause: Clause = ""


class Deadline(Piece):
    """How long the municipality has to answer an offer, and to name a tenant once it has said yes."""

    answer_days: int = Field(ge=1, le=365)
    day_kind: DayKind
    tenant_days: int | None = Field(default=None, ge=1, le=365)
    clause: Clause = ""


class ClaimOrder(Piece):
    """Who comes first to a vacancy, in order. Obligatory flexible letting outranks it by law."""

    claims: tuple[Claim, ...] = Field(min_length=1)
    clause: Clause = ""


class AgreedTerms(Piece):
    """The terms of the agreement: what holds everywhere, what holds for some, and how it is counted."""

    everywhere: Terms = Terms()
    special: tuple[TermsFor, ...] = ()
    counting: Counting | None = None
    deadline: Deadline | None = None
    claim_order: ClaimOrder | None = None
    adjustment: Line = ""
    """How the terms may be adjusted between two versions, and by whom; in words."""


_TERMS: TypeAdapter[Terms] = TypeAdapter(Terms)


def read_terms(stored: Mapping[str, Any]) -> Terms:
    """Return the terms that `write_terms` gave. Raises pydantic.ValidationError where they are not sound."""
    return _TERMS.validate_json(TypeAdapter(Any).dump_json(stored))


def write_terms(terms: Terms) -> dict[str, Any]:
    """Return terms as values that JSON holds; what is not said is left out."""
    written: dict[str, Any] = _TERMS.dump_python(terms, mode="json", exclude_none=True)
    return written
