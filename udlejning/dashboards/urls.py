"""Addresses of the pages that span the apps."""

from django.urls import path, register_converter

from udlejning.dashboards import (
    adoption,
    agreement_document_views,
    calendar_views,
    public_criteria_views,
    views,
)
from udlejning.dashboards.editor import views as editor
from udlejning.dashboards.editor.addresses import PartConverter, PlaceConverter
from udlejning.dashboards.what_holds import views as what_holds

register_converter(PartConverter, "part")
register_converter(PlaceConverter, "place")
app_name = "dashboards"
urlpatterns = [
    path("", views.home, name="home"),
    path("soeg/", views.search_page, name="search"),
    path("proevefiler/", views.demo_file_list, name="demo_file_list"),
    path("proevefiler/<str:name>/", views.demo_file, name="demo_file"),
    path("kalender/", calendar_views.calendar_page, name="calendar"),
    path("kalender/ny/", calendar_views.calendar_renew, name="calendar_renew"),
    path("kalender/stop/", calendar_views.calendar_stop, name="calendar_stop"),
    path("kalender/<uuid:key>.ics", calendar_views.calendar_feed, name="calendar_feed"),
    path("hvad-gaelder/", what_holds.what_holds_index, name="what_holds_index"),
    path("hvad-gaelder/excel/", what_holds.what_holds_export, name="what_holds_export"),
    path("hvad-gaelder/<int:pk>/", what_holds.what_holds, name="what_holds"),
    path("fleksibel-udlejning/<str:code>/", public_criteria_views.public_criteria, name="public_criteria"),
    path("aftalen/versioner/<int:pk>/saet-i-kraft/", adoption.version_adopt_now, name="version_adopt_now"),
    path("aftalen/versioner/<int:pk>/word/", agreement_document_views.agreement_word, name="agreement_word"),
    path("aftalen/versioner/<int:pk>/pdf/", agreement_document_views.agreement_pdf, name="agreement_pdf"),
    path("aftalen/versioner/<int:pk>/rediger/", editor.editor, name="editor"),
    path(
        "aftalen/versioner/<int:pk>/rediger/virkning/<part:part>/",
        editor.editor_preview,
        name="editor_preview",
    ),
    path(
        "aftalen/versioner/<int:pk>/rediger/virkning/<part:part>/<place:place>/",
        editor.editor_preview,
        name="editor_preview",
    ),
    path("aftalen/versioner/<int:pk>/rediger/<part:part>/", editor.editor_part, name="editor_part"),
    path(
        "aftalen/versioner/<int:pk>/rediger/<part:part>/<place:place>/",
        editor.editor_part,
        name="editor_piece",
    ),
]
