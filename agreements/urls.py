"""Addresses of the app; paths are Danish, names English."""

from django.urls import path

from agreements.views import agreements, departments, register

app_name = "agreements"
urlpatterns = [
    path("", agreements.agreement_list, name="agreement_list"),
    path("<int:pk>/", agreements.agreement_detail, name="agreement_detail"),
    path("afdelinger/", departments.department_list, name="department_list"),
    path("afdelinger/excel/", departments.department_export, name="department_export"),
    path("afdelinger/indlaes/", register.register_import, name="register_import"),
    path("afdelinger/indlaes/skabelon/", register.register_template, name="register_template"),
    path("afdelinger/indlaes/<int:pk>/", register.register_preview, name="register_preview"),
    path("afdelinger/indlaes/<int:pk>/gem/", register.register_store, name="register_store"),
    path("afdelinger/indlaes/<int:pk>/kasser/", register.register_discard, name="register_discard"),
    path("organisationer/", departments.organisation_list, name="organisation_list"),
    path("organisationer/<int:pk>/", departments.organisation_detail, name="organisation_detail"),
    path("omraader/", departments.area_list, name="area_list"),
]
