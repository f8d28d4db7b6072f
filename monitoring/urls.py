"""Addresses of the app; paths are Danish, names English."""

from django.urls import path

from monitoring.views import designations, imports, placements, runs, staircase

app_name = "monitoring"
urlpatterns = [
    path("", staircase.overview, name="overview"),
    path("eksport/", staircase.overview_export, name="overview_export"),
    path("afdelinger/<int:pk>/", staircase.department_detail, name="department_detail"),
    path("afdelinger/<int:pk>/afvigelse/", placements.placement_override, name="placement_override"),
    path("omraader/", designations.designation_list, name="designation_list"),
    path("noegletal/", imports.import_list, name="import_list"),
    path("noegletal/indlaes/", imports.import_create, name="import_create"),
    path("noegletal/skabelon/", imports.import_template, name="import_template"),
    path("noegletal/<int:pk>/", imports.import_preview, name="import_preview"),
    path("noegletal/<int:pk>/gem/", imports.import_commit, name="import_commit"),
    path("noegletal/<int:pk>/kasser/", imports.import_discard, name="import_discard"),
    path("noegletal/<int:pk>/fortryd/", imports.import_undo, name="import_undo"),
    path("maalinger/", runs.run_list, name="run_list"),
    path("maalinger/ny/", runs.run_create, name="run_create"),
    path("maalinger/<int:pk>/", runs.run_detail, name="run_detail"),
    path("maalinger/<int:pk>/vedtag/", runs.run_adopt, name="run_adopt"),
    path("maalinger/<int:pk>/kasser/", runs.run_discard, name="run_discard"),
    path("indplaceringer/<int:pk>/manuelt/", placements.placement_by_hand, name="placement_by_hand"),
]
