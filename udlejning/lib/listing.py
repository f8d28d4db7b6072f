"""What every list does: the page shown, the filters carried on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS_PER_PAGE = 50
PAGE_PARAMETER = "side"
Listed = TypeVar("Listed")


def page_of(rows: QuerySet[Any] | Sequence[Listed], request: HttpRequest) -> Page[Any]:
    """Return the page the address asks for; nonsense gives the first, too high a number the last."""
    return Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get(PAGE_PARAMETER))


def filters_of(request: HttpRequest) -> str:
    """Return the address's filters without the page, to carry on in links."""
    filters = request.GET.copy()
    filters.pop(PAGE_PARAMETER, None)
    return filters.urlencode()
