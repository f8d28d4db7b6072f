"""What every list of the app does: the page shown, the filters carried on, the file handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from anvisning.exports import EXCEL

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


def workbook_response(content: bytes, file_name: str) -> HttpResponse:
    """Hand out a workbook as a file."""
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
