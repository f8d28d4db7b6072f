"""The filters over the lists: GET forms that narrow what the person already sees. Nonsense is ignored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from agreements.models import Department, HousingOrganisation, User
from agreements.models.departments import DepartmentQuerySet
from anvisning.forms.fields import DepartmentChoiceField, choose
from anvisning.models import OfferStatus, RouteChoice
from anvisning.models.offers import OfferQuerySet
from anvisning.models.vacancies import VacancyQuerySet

ALL = "all"


class ListFilter(forms.Form):
    """Words to look for; the value of a field is empty where nothing, or nonsense, was chosen."""

    q = forms.CharField(label="Søg", required=False, max_length=100)

    def chosen(self, name: str) -> Any:  # noqa: ANN401 - whatever the field cleans to
        """Return what was chosen in the field."""
        self.is_valid()
        return self.cleaned_data.get(name)


class VacancyFilter(ListFilter):
    """Narrows the vacancies by department, where they went, what became of them, and who reported."""

    department = DepartmentChoiceField(
        Department.objects.none(), label="Afdeling", required=False, empty_label="alle"
    )
    route = forms.ChoiceField(label="Går til", choices=[("", "alle"), *RouteChoice.choices], required=False)
    status = forms.ChoiceField(label="Tilbud", choices=[("", "alle"), *OfferStatus.choices], required=False)
    reporter = forms.ChoiceField(label="Indmeldt af", choices=[("", "alle"), ("me", "mig")], required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.user = user
        departments = Department.objects.visible_to(user).select_related("organisation")
        choose(self.fields["department"], departments.in_register_order())

    def narrow(self, vacancies: VacancyQuerySet) -> VacancyQuerySet:
        """Return those of the vacancies that were chosen."""
        if words := self.chosen("q"):
            vacancies = vacancies.matching(words)
        if department := self.chosen("department"):
            vacancies = vacancies.of_departments([department])
        if route := self.chosen("route"):
            vacancies = vacancies.filter(route=route)
        if status := self.chosen("status"):
            vacancies = vacancies.filter(offer__status=status)
        if self.chosen("reporter"):
            vacancies = vacancies.filter(reported_by=self.user)
        return vacancies


class OfferFilter(ListFilter):
    """Narrows the offers; unless something else is chosen, to those that wait."""

    status = forms.ChoiceField(
        label="Status",
        choices=[("", "venter på svar"), *OfferStatus.choices[1:], (ALL, "alle")],
        required=False,
    )
    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(), label="Boligorganisation", required=False, empty_label="alle"
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        choose(self.fields["organisation"], organisations_of(user))

    def narrow(self, offers: OfferQuerySet) -> OfferQuerySet:
        """Return those of the offers that were chosen."""
        status = self.chosen("status") or OfferStatus.OPEN
        if status != ALL:
            offers = offers.filter(status=status)
        if words := self.chosen("q"):
            offers = offers.matching(words)
        if organisation := self.chosen("organisation"):
            offers = offers.filter(vacancy__department__organisation=organisation)
        return offers

    def in_order(self, offers: OfferQuerySet) -> OfferQuerySet:
        """Return the offers with the oldest deadline first while they wait, else the newest first."""
        return offers.newest_first() if self.chosen("status") else offers.most_urgent_first()


class QuotaFilter(ListFilter):
    """Narrows the departments; `owed` leaves those where the municipality is owed dwellings."""

    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(), label="Boligorganisation", required=False, empty_label="alle"
    )
    owed = forms.BooleanField(label="Kun hvor kommunen har til gode", required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        choose(self.fields["organisation"], organisations_of(user))

    def narrow(self, departments: DepartmentQuerySet) -> DepartmentQuerySet:
        """Return those of the departments that were chosen; `owed` is known only once they are counted."""
        if words := self.chosen("q"):
            departments = departments.matching(words)
        if organisation := self.chosen("organisation"):
            departments = departments.filter(organisation=organisation)
        return departments


def organisations_of(user: User) -> QuerySet[HousingOrganisation]:
    """Return the organisations of the departments the person may see."""
    departments = Department.objects.visible_to(user)
    return HousingOrganisation.objects.filter(pk__in=departments.values("organisation")).order_by("name")
