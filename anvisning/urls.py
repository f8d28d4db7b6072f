"""Addresses of the app; paths are Danish, names English."""

from django.urls import path

from anvisning.views import imports, notices, offers, quota, vacancies

app_name = "anvisning"
urlpatterns = [
    path("", vacancies.vacancy_list, name="vacancy_list"),
    path("excel/", vacancies.vacancy_export, name="vacancy_export"),
    path("ny/", vacancies.vacancy_create, name="vacancy_create"),
    path("<int:pk>/", vacancies.vacancy_detail, name="vacancy_detail"),
    path("indlaes/", imports.vacancy_import, name="vacancy_import"),
    path("indlaes/skabelon/", imports.vacancy_import_template, name="vacancy_import_template"),
    path("indlaes/<int:pk>/", imports.vacancy_import_preview, name="vacancy_import_preview"),
    path("indlaes/<int:pk>/gem/", imports.vacancy_import_commit, name="vacancy_import_commit"),
    path("indlaes/<int:pk>/kasser/", imports.vacancy_import_discard, name="vacancy_import_discard"),
    path("tilbud/", offers.offer_list, name="offer_list"),
    path("tilbud/excel/", offers.offer_export, name="offer_export"),
    path("tilbud/<int:pk>/", offers.offer_detail, name="offer_detail"),
    path("tilbud/<int:pk>/brug/", offers.offer_accept, name="offer_accept"),
    path("tilbud/<int:pk>/send-tilbage/", offers.offer_decline, name="offer_decline"),
    path("tilbud/<int:pk>/tilsidesaet/", offers.offer_override, name="offer_override"),
    path("kvote/", quota.quota_list, name="quota_list"),
    path("kvote/excel/", quota.quota_export, name="quota_export"),
    path("kvote/<int:pk>/", quota.quota_detail, name="quota_detail"),
    path("beskeder/<int:pk>/set/", notices.notice_read, name="notice_read"),
]
