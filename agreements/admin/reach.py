"""What of each model lies within a person's reach in the admin site. Without a rule there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from agreements.access import Ability
from agreements.models import (
    Administrator,
    Agreement,
    Area,
    Department,
    HousingOrganisation,
    Indicator,
    Membership,
    Municipality,
    OrganisationInMunicipality,
    User,
)

EDIT = Ability.edit_agreement
Reach = Callable[[User], QuerySet[Any]]


def own_municipalities(user: User) -> QuerySet[Municipality]:
    return Municipality.objects.where(user, may=EDIT)


def organisations_present(user: User) -> QuerySet[HousingOrganisation]:
    """Return the organisations with dwellings in the person's municipalities."""
    presences = OrganisationInMunicipality.objects.filter(municipality__in=own_municipalities(user))
    return HousingOrganisation.objects.filter(pk__in=presences.values("organisation"))


def organisations_owned(user: User) -> QuerySet[HousingOrganisation]:
    """Return the organisations that are nowhere but in the person's municipalities.

    Whoever belongs to an organisation sees it in every municipality; so one municipality may neither change
    nor let people into an organisation that another one has to do with. The system administrator may.
    """
    if user.access.is_system_administrator:
        return HousingOrganisation.objects.order_by("name")
    own = own_municipalities(user)
    elsewhere = OrganisationInMunicipality.objects.exclude(municipality__in=own)
    departments_elsewhere = Department.objects.exclude(municipality__in=own)
    return (
        organisations_present(user)
        .exclude(pk__in=elsewhere.values("organisation"))
        .exclude(pk__in=departments_elsewhere.values("organisation"))
    )


def manageable_people(user: User) -> QuerySet[User]:
    """Return the people whose every membership is the person's own to give: never staff, never superusers.

    Who may set a login's password can act as its owner; so one membership out of reach puts it out of reach.
    """
    if user.access.is_system_administrator:
        return User.objects.order_by("username")
    memberships = Membership.objects.filter(user=OuterRef("pk"))
    within = Q(municipality__in=own_municipalities(user)) | Q(organisation__in=organisations_owned(user))
    return User.objects.filter(
        Exists(memberships), ~Exists(memberships.exclude(within)), is_staff=False, is_superuser=False
    )


def _areas(user: User) -> QuerySet[Area]:
    return Area.objects.filter(municipality__in=own_municipalities(user))


REACH: dict[type[Model], Reach] = {
    Municipality: own_municipalities,
    HousingOrganisation: organisations_present,
    Administrator: lambda user: Administrator.objects.order_by("name"),
    Department: lambda user: Department.objects.where(user, may=EDIT),
    Area: _areas,
    Agreement: lambda user: Agreement.objects.where(user, may=EDIT),
    Indicator: lambda user: Indicator.objects.order_by("order", "key"),
    User: manageable_people,
}
"""The apps above add the models they register."""


def reach_of(model: type[Model], user: User) -> QuerySet[Any]:
    """Return the rows of the model that the person may set up; all of them for the system administrator."""
    if user.access.is_system_administrator:
        return model._default_manager.all()
    rule = REACH.get(model)
    if rule is None or not user.access.may(EDIT):
        return model._default_manager.none()
    return rule(user)
