"""What keeps the agreement from holding as one would think: not yet, no longer, no party, no step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements.bound import Bond, Tie
from agreements.models import AgreementVersion, Department, DepartmentMerger
from udlejning.dashboards.what_holds.footing import Footing
from udlejning.dashboards.what_holds.standings import StepLine
from udlejning.lib.danish import join_words, long_date


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before the answers: what is so, and what to do; a link where there is one."""

    heading: str
    text: str
    url: str = ""
    url_label: str = ""


def notices_of(
    *,
    department: Department,
    footing: Footing,
    steps: Iterable[StepLine],
    versions: Sequence[AgreementVersion],
    page_url: str,
) -> tuple[Notice, ...]:
    """Return what is not as one would think, the department itself first. One query.

    `versions` are the adopted ones that can speak for it, in time order; `page_url` is this page's address.
    """
    closed = _closed(department, footing.on_date)
    if footing.ground.agreed is None:
        return (*closed, _no_agreement(footing.on_date, versions, page_url))
    bond = footing.bond
    if bond is None or not bond.holds:
        return (*closed, _not_bound(department, footing, bond))
    extended = [_extended(footing, bond)] if bond.tie is Tie.extended else []
    return (*closed, *extended, *_not_placed(steps))


def _closed(department: Department, on_date: date) -> tuple[Notice, ...]:
    merger = (
        DepartmentMerger.objects.filter(from_department=department, merged_date__lte=on_date)
        .select_related("to_department")
        .first()
    )
    if merger is not None:
        into = merger.to_department
        url = reverse("dashboards:what_holds", args=[into.pk])
        when = long_date(merger.merged_date)
        text = f"Det skete {when}. Se, hvad der gælder for {into}."
        return (Notice(f"Afdelingen er lagt sammen med {into}", text, url, f"Gå til {into}"),)
    if department.to_date is not None and department.to_date < on_date:
        return (Notice("Afdelingen er nedlagt", f"Den sidste dag var {long_date(department.to_date)}."),)
    if department.from_date is not None and department.from_date > on_date:
        return (Notice("Afdelingen er ikke taget i brug", f"Det sker {long_date(department.from_date)}."),)
    return ()


def _no_agreement(on_date: date, versions: Sequence[AgreementVersion], page_url: str) -> Notice:
    later = [each for each in versions if each.from_date > on_date]
    if later:
        day = later[0].from_date
        return Notice(
            "Aftalen er ikke begyndt den dag",
            f"{later[0].agreement} begynder {long_date(day)}. Indtil da gælder kun loven.",
            f"{page_url}?dato={day.isoformat()}",
            "Se, hvad der gælder fra den dag",
        )
    if versions:
        last = max(versions, key=lambda each: each.last_day)
        return Notice(
            "Aftalen er udløbet",
            f"{last.agreement} gjaldt til og med {long_date(last.last_day)}, og der er ikke vedtaget en ny. "
            "Spørg kommunen, hvornår parterne mødes.",
            f"{page_url}?dato={last.last_day.isoformat()}",
            "Se, hvad der gjaldt den sidste dag",
        )
    return Notice(
        "Ingen aftale gælder for afdelingen",
        "Kommunen og boligorganisationen har ikke vedtaget en udlejningsaftale. Indtil da gælder kun loven.",
        reverse("agreements:agreement_list"),
        "Se aftalerne",
    )


def _not_bound(department: Department, footing: Footing, bond: Bond | None) -> Notice:
    agreed = footing.ground.agreed
    agreement = agreed.version.agreement if agreed is not None else "aftalen"
    organisation = department.organisation
    day = long_date(bond.day) if bond is not None and bond.day is not None else ""
    tie = bond.tie if bond is not None else Tie.outside
    heading = {
        Tie.former: f"{organisation} er ikke længere part",
        Tie.later: f"{organisation} er ikke part endnu",
        Tie.invited: f"{organisation} er inviteret, men ikke part",
        Tie.declined: f"{organisation} ønsker ikke at være part",
    }.get(tie, f"{organisation} er ikke part")
    when = {
        Tie.former: f"Organisationen var part i {agreement} til og med {day}.",
        Tie.later: f"Organisationen bliver part i {agreement} {day}.",
    }.get(tie, f"{agreement} gælder for andre boligorganisationer i kommunen.")
    return Notice(heading, f"{when} Aftalens vilkår gælder ikke for afdelingen den dag; loven gør.")


def _extended(footing: Footing, bond: Bond) -> Notice:
    agreed = footing.ground.agreed
    agreement = agreed.version.agreement if agreed is not None else "Aftalen"
    since = long_date(bond.day) if bond.day is not None else ""
    return Notice(
        "Aftalen er udvidet til boligorganisationen",
        f"Kommunalbestyrelsen har fra {since} udvidet {agreement} til også at gælde dem, der ikke er parter "
        "(almenboligloven § 60 b).",
    )


def _not_placed(steps: Iterable[StepLine]) -> tuple[Notice, ...]:
    missing = [step.staircase for step in steps if not step.is_placed]
    if not missing:
        return ()
    return (
        Notice(
            f"Afdelingen står ikke på et trin: {join_words(missing)}",
            "Det, som aftalen lader trinnet afgøre, gælder først, når kommunen har indplaceret afdelingen.",
            reverse("monitoring:overview"),
            "Se trappen",
        ),
    )
