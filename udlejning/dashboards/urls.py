"""Addresses of the pages that span the apps."""

from django.urls import path

from udlejning.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.home, name="home"),
    path("soeg/", views.search_page, name="search"),
    path("proevefiler/", views.demo_file_list, name="demo_file_list"),
    path("proevefiler/<str:name>/", views.demo_file, name="demo_file"),
]
