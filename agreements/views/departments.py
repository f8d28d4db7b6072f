"""The register's pages: departments, housing organisations and areas."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.exports import departments_workbook
from agreements.forms.register import DepartmentFilterForm
from agreements.http import AuthenticatedRequest, Crumb
from agreements.models import Department, HousingOrganisation
from agreements.register_reports import (
    areas_report,
    cvr_warning,
    department_rows,
    organisation_facts,
    organisation_rows,
    with_dwellings,
)
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response
from udlejning.lib.trail import history_of


def _filter_form(request: AuthenticatedRequest) -> DepartmentFilterForm:
    return DepartmentFilterForm(
        request.GET, organisations=HousingOrganisation.objects.visible_to(request.user)
    )


@require_safe
def department_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the register of departments, filtered and paged."""
    form = _filter_form(request)
    departments = with_dwellings(form.picked(Department.objects.visible_to(request.user)))
    page = page_of(departments, request)
    return render(
        request,
        "agreements/department_list.html",
        {
            "filter_form": form,
            "page_obj": page,
            "rows": department_rows(page.object_list),
            "querystring": filters_of(request),
            "may_import": request.user.access.may(Ability.edit_agreement),
        },
    )


@require_safe
def department_export(request: AuthenticatedRequest) -> HttpResponse:
    """Send the filtered list as a workbook: the same rows as on the page, all of them."""
    departments = _filter_form(request).picked(Department.objects.visible_to(request.user))
    content = departments_workbook(department_rows(with_dwellings(departments)))
    return workbook_response(content, "afdelinger.xlsx")


@require_safe
def organisation_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the housing organisations with how many departments and dwellings they have here."""
    organisations = HousingOrganisation.objects.visible_to(request.user)
    return render(
        request,
        "agreements/organisation_list.html",
        {"rows": organisation_rows(organisations, request.user)},
    )


@require_safe
def organisation_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show one organisation: numbers, contact, its departments and its history."""
    visible = HousingOrganisation.objects.visible_to(request.user).select_related("administrator")
    organisation = get_object_or_404(visible, pk=pk)
    departments = Department.objects.visible_to(request.user).filter(organisation=organisation)
    return render(
        request,
        "agreements/organisation_detail.html",
        {
            "organisation": organisation,
            "facts": organisation_facts(organisation),
            "cvr_warning": cvr_warning(organisation.cvr),
            "rows": department_rows(with_dwellings(departments)),
            "history": history_of(organisation),
            "breadcrumbs": [
                Crumb("Boligorganisationer", reverse("agreements:organisation_list")),
                Crumb(organisation.name),
            ],
        },
    )


@require_safe
def area_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the areas with the departments in them."""
    return render(
        request, "agreements/area_list.html", {"report": areas_report(request.user, on_date=localdate())}
    )
