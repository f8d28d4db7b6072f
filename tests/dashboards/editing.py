"""What the editor's tests share: its addresses, and pages opened, changed and sent as a browser does."""

from django.urls import reverse

from agreements.models import AgreementVersion
from agreements.terms import Part
from tests.dashboards.html_forms import form_on


def first_page(version) -> str:
    return reverse("dashboards:editor", args=[version.pk])


def address(version, part, *place) -> str:
    if place:
        return reverse("dashboards:editor_piece", args=[version.pk, part, place])
    return reverse("dashboards:editor_part", args=[version.pk, part])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def said_by(version):
    """What the version says now, read anew."""
    return AgreementVersion.objects.get(pk=version.pk).says


def saved(client, version, part, *place, **changes):
    """The answer to a page that is opened, changed and saved."""
    page = address(version, part, *place)
    return client.post(page, form_on(client.get(page), **changes))


def pressed(client, version, part, *place, **button):
    """The answer to a press of a button of a page's list, as the page stands now."""
    page = address(version, part, *place)
    return client.post(page, {"seen": client.get(page).context["seen"], **button})


def staircase_of(version):
    return said_by(version).staircases[0]


TERMS, STAIRCASES = Part.terms, Part.staircases
SETS, THEMES, GOALS, COOPERATION, ANNEXES = (
    Part.criteria_sets,
    Part.themes,
    Part.goals,
    Part.cooperation,
    Part.annexes,
)
