"""One search over departments, organisations and vacancies: what the person may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from agreements.models import Department, HousingOrganisation, User
from anvisning.models import Vacancy

MOST = 20
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, where it belongs and its page."""

    name: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind; `is_cut` where there are more than are shown."""

    heading: str
    hits: tuple[Hit, ...]
    is_cut: bool


def search(*, user: User, words: str) -> tuple[HitGroup, ...]:
    """Return what the words find, at most 20 of each kind; nothing for fewer than two letters."""
    words = words.strip()
    if len(words) < SHORTEST:
        return ()
    groups = (_departments(user, words), _organisations(user, words), _vacancies(user, words))
    return tuple(group for group in groups if group.hits)


def _group(heading: str, hits: list[Hit]) -> HitGroup:
    return HitGroup(heading=heading, hits=tuple(hits[:MOST]), is_cut=len(hits) > MOST)


def _departments(user: User, words: str) -> HitGroup:
    found = Department.objects.visible_to(user).filter(_department_words(words)).in_register_order()
    return _group(
        "Afdelinger",
        [
            Hit(
                row.name,
                f"{row.organisation} · LBF {row.organisation.lbf_number}-{row.lbf_number}",
                reverse("dashboards:what_holds", args=[row.pk]),
            )
            for row in found.select_related("organisation")[: MOST + 1]
        ],
    )


def _department_words(words: str) -> Q:
    """Match by words, and by the whole LBF key where one is typed ("0153-157")."""
    organisation, dash, number = words.partition("-")
    matching = (
        Q(name__icontains=words)
        | Q(address__icontains=words)
        | Q(own_number__istartswith=words)
        | Q(lbf_number__istartswith=words)
    )
    return matching | Q(organisation__lbf_number=organisation, lbf_number=number) if dash else matching


def _organisations(user: User, words: str) -> HitGroup:
    found = HousingOrganisation.objects.visible_to(user).filter(
        Q(name__icontains=words) | Q(lbf_number__istartswith=words) | Q(cvr__istartswith=words)
    )
    return _group(
        "Boligorganisationer",
        [
            Hit(row.name, f"LBF {row.lbf_number}", reverse("agreements:organisation_detail", args=[row.pk]))
            for row in found.order_by("name")[: MOST + 1]
        ],
    )


def _vacancies(user: User, words: str) -> HitGroup:
    found = Vacancy.objects.visible_to(user).filter(Q(address__icontains=words) | Q(reference__iexact=words))
    return _group(
        "Ledige boliger",
        [
            Hit(
                row.address,
                f"{row.department} · går til {row.get_route_display()}",
                reverse("anvisning:vacancy_detail", args=[row.pk]),
            )
            for row in found.select_related("department").newest_first()[: MOST + 1]
        ],
    )
