"""The front page per role, the search, and the demo's files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime

from agreements.http import AuthenticatedRequest
from agreements.models import Municipality
from udlejning.dashboards.demo.files import demo_files
from udlejning.dashboards.home import home_page
from udlejning.dashboards.search import search
from udlejning.lib import danish
from udlejning.lib.sheets import workbook_response


def home(request: AuthenticatedRequest) -> HttpResponse:
    """Show what waits for the person today."""
    page = home_page(user=request.user, now=localtime())
    return render(request, "dashboards/home.html", {"page": page})


def search_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show what the words find among what the person may see."""
    words = request.GET.get("q", "")
    groups = search(user=request.user, words=words)
    found = sum(len(group.hits) for group in groups)
    lead = f"{danish.count(found, 'resultat', 'resultater')} for “{words}”." if words else ""
    return render(request, "dashboards/search.html", {"words": words, "groups": groups, "lead": lead})


def demo_file_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the files to try the demo with; 404 where nothing is fictional."""
    _only_in_the_demo(request)
    return render(request, "dashboards/demo_files.html", {"files": demo_files(today=localdate())})


def demo_file(request: AuthenticatedRequest, name: str) -> HttpResponse:
    """Give one of the demo's workbooks."""
    _only_in_the_demo(request)
    for file in demo_files(today=localdate()):
        if file.name == name:
            return workbook_response(file.write(), file.name)
    raise Http404


def _only_in_the_demo(request: AuthenticatedRequest) -> None:
    if not Municipality.objects.visible_to(request.user).filter(is_fictional=True).exists():
        raise Http404
