"""Periods in the database: a span of whole days, first and last included, open where the end is empty."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value


class DateSpan(Func):
    """The SQL range from one date column to another, both days included."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, from_field: str, to_field: str) -> None:
        super().__init__(F(from_field), F(to_field), Value("[]"))


class SameRow(Func):
    """A foreign key as a range of one number, so that an exclusion constraint compares it with `&&`.

    Plain equality in such a constraint needs the extension btree_gist, which the embedded PostgreSQL lacks
    (docs/decisions/0005).
    """

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, field: str) -> None:
        super().__init__(F(field), F(field), Value("[]"))


class Years(Func):
    """The date a number of years after a date column."""

    template = "(%(expressions)s + make_interval(years => %(years)s))"
    output_field = models.DateTimeField()

    def __init__(self, expression: str | F, years: int = 0) -> None:
        super().__init__(F(expression) if isinstance(expression, str) else expression, years=years)


def in_force(on_date: date, *, prefix: str = "") -> Q:
    """Pick the rows whose from_date..to_date holds the day; `prefix` is a relation with its underscores."""
    return Q(**{f"{prefix}from_date__lte": on_date}) & (
        Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": on_date})
    )
