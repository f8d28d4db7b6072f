"""What every page's frame needs: the five words of the navigation and the pages under the current one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from agreements.access import Ability, Access
from agreements.models import Municipality, User


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the navigation leads to; `needs` is the ability without which it is not shown."""

    label: str
    view_name: str
    needs: Ability | None = None
    municipal: bool = False  # only for people at a municipality


@dataclass(frozen=True, slots=True)
class Section:
    """One word of the navigation; its first page is where the word leads."""

    label: str
    namespace: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link of the navigation; `is_current` marks where the person is."""

    label: str
    url: str
    is_current: bool


# The pages of this namespace that are about the whole day; its others are about the agreement.
FRONT_PAGES = frozenset({"home", "search", "demo_file_list", "demo_file"})
SECTIONS = (
    Section("I dag", "dashboards", (Page("I dag", "dashboards:home"),)),
    Section(
        "Boliger",
        "anvisning",
        (
            Page("Ledige boliger", "anvisning:vacancy_list"),
            Page("Indmeld ledig bolig", "anvisning:vacancy_create", needs=Ability.report_vacancies),
            Page("Indmeld fra Excel", "anvisning:vacancy_import", needs=Ability.report_vacancies),
            Page("Tilbud", "anvisning:offer_list"),
            Page("Kvoten", "anvisning:quota_list"),
        ),
    ),
    Section(
        "Trappen",
        "monitoring",
        (
            Page("Overblik", "monitoring:overview"),
            Page("Nøgletal", "monitoring:import_list", municipal=True),
            Page("Målinger", "monitoring:run_list", municipal=True),
            Page("Udpegninger", "monitoring:designation_list", municipal=True),
        ),
    ),
    Section(
        "Aftalen",
        "agreements",
        (
            Page("Aftalen", "agreements:agreement_list"),
            Page("Hvad gælder", "dashboards:what_holds_index"),
            Page("Afvigelser", "agreements:deviation_list"),
            Page("Kalender", "dashboards:calendar"),
            Page("Afdelinger", "agreements:department_list"),
            Page("Boligorganisationer", "agreements:organisation_list"),
            Page("Boligområder", "agreements:area_list"),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give the frame its navigation, the pages of the current section, and whether the data are invented."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    match = request.resolver_match
    namespace = _section_of(match) if match else ""
    view_name = match.view_name if match else ""
    current = next((section for section in SECTIONS if section.namespace == namespace), None)
    return {
        "navigation_items": navigation_items(user, namespace),
        "section_items": section_items(user.access, current, view_name),
        "demo_label": Municipality.objects.visible_to(user).filter(is_fictional=True).exists(),
    }


def _section_of(match: ResolverMatch) -> str:
    """Return the namespace of the section that a page belongs to."""
    spans_apps = match.namespace == "dashboards" and match.url_name not in FRONT_PAGES
    return "agreements" if spans_apps else match.namespace


def navigation_items(user: User, namespace: str) -> list[NavigationItem]:
    """Return the words of the navigation; those who set agreements up also get the admin site."""
    items = [
        NavigationItem(section.label, reverse(section.pages[0].view_name), section.namespace == namespace)
        for section in SECTIONS
    ]
    if user.is_staff:
        items.append(NavigationItem("Opsætning", reverse("admin:index"), is_current=False))
    return items


def section_items(access: Access, section: Section | None, view_name: str) -> list[NavigationItem]:
    """Return the pages of the section that the person can use; none where there is but one."""
    pages = [page for page in section.pages if _is_shown(page, access)] if section else []
    if len(pages) < 2:
        return []
    return [
        NavigationItem(page.label, reverse(page.view_name), page.view_name == view_name) for page in pages
    ]


def _is_shown(page: Page, access: Access) -> bool:
    if page.needs is not None and not access.may(page.needs):
        return False
    return not page.municipal or access.is_at_municipality() or access.is_system_administrator
