"""Vacancies: report one and the next, see what became of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, require
from agreements.models import Department
from agreements.refusal import Refusal
from anvisning.actions.vacancies import report_vacancy
from anvisning.exports import vacancy_sheet
from anvisning.forms.filters import VacancyFilter
from anvisning.forms.vacancies import VacancyForm
from anvisning.models import Vacancy
from anvisning.reports.reporting import report_start
from anvisning.reports.vacancies import vacancy_page, vacancy_rows, vacancy_sentence, with_outcome
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response


def vacancy_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the vacancies the person may see, newest first."""
    form = VacancyFilter(request.GET, user=request.user)
    vacancies = form.narrow(with_outcome(Vacancy.objects.visible_to(request.user)))
    page = page_of(vacancies.newest_first(), request)
    context = {
        "filter_form": form,
        "page_obj": page,
        "rows": vacancy_rows(page.object_list, user=request.user),
        "lead": vacancy_sentence(user=request.user, today=localdate()),
        "may_report": request.user.access.may(Ability.report_vacancies),
        "querystring": filters_of(request),
    }
    return render(request, "anvisning/vacancy_list.html", context)


def vacancy_export(request: AuthenticatedRequest) -> HttpResponse:
    """Give the list as a workbook, narrowed as on the page."""
    form = VacancyFilter(request.GET, user=request.user)
    vacancies = form.narrow(with_outcome(Vacancy.objects.visible_to(request.user)))
    rows = vacancy_rows(vacancies.newest_first(), user=request.user)
    return workbook_response(vacancy_sheet(rows), "ledige-boliger.xlsx")


def vacancy_create(request: AuthenticatedRequest) -> HttpResponse:
    """Report a vacancy; the answer stands on top of the next, empty form."""
    require(request.user, Ability.report_vacancies)
    departments = Department.objects.where(request.user, may=Ability.report_vacancies)
    start = report_start(user=request.user, reported=request.GET.get("efter", ""))
    form = VacancyForm(
        request.POST if request.method == "POST" else None,
        departments=departments.select_related("organisation").in_register_order(),
        today=localdate(),
        initial={"department": start.department_pk, "available_date": start.available_date},
    )
    if form.is_valid():
        try:
            vacancy = report_vacancy(
                department=form.cleaned_data["department"],
                dwelling=form.dwelling,
                reported_by=request.user,
                today=localdate(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(f"{reverse('anvisning:vacancy_create')}?efter={vacancy.pk}")
    return render(request, "anvisning/vacancy_form.html", {"form": form, "start": start})


def vacancy_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what became of a vacancy, and why."""
    vacancies = with_outcome(Vacancy.objects.visible_to(request.user)).select_related(
        "version__agreement", "deviation", "reported_by", "offer__answered_by"
    )
    vacancy = get_object_or_404(vacancies, pk=pk)
    return render(
        request, "anvisning/vacancy_detail.html", {"page": vacancy_page(vacancy=vacancy, user=request.user)}
    )
