"""Danish numbers, amounts and dates in templates: thin doors to lib/danish.py. No value shows nothing."""

from datetime import date
from decimal import Decimal

from django import template

from udlejning.lib import danish

register = template.Library()


@register.filter
def danish_number(value: Decimal | int | None, places: int | None = None) -> str:
    """Show 1350 as "1.350": {{ department.residents|danish_number }}."""
    return "" if value is None else danish.number(value, places)


@register.filter
def percent(value: Decimal | None, places: int = 1) -> str:
    """Show 41.2 as "41,2 %": {{ row.value|percent }}."""
    return "" if value is None else danish.percent(value, places)


@register.filter
def kroner(value: Decimal | int | None) -> str:
    """Show 4870 as "4.870 kr.": {{ vacancy.rent|kroner }}."""
    return "" if value is None else danish.kroner(value)


@register.filter
def long_date(day: date | None) -> str:
    """Show a date as "1. januar 2026": {{ agreement.from_date|long_date }}."""
    return "" if day is None else danish.long_date(day)


@register.filter
def short_day(day: date | None, today: date) -> str:
    """Show a date seen from today, "i morgen": {{ offer.deadline|short_day:today }}."""
    return "" if day is None else danish.short_day(day, today)


@register.filter
def pluralise(n: int, words: str) -> str:
    """Show a number with its word, "3 boliger": {{ n|pluralise:"bolig,boliger" }}."""
    singular, plural = words.split(",")
    return danish.count(n, singular, plural)
