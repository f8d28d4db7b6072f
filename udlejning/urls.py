"""The table of contents of the product: each app's addresses under its Danish path."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from udlejning.dashboards.health import health
from udlejning.dashboards.style_guide import style_guide, style_guide_chart

urlpatterns = [
    path("", include("udlejning.dashboards.urls")),
    path("aftalen/", include("agreements.urls")),
    path("trappen/", include("monitoring.urls")),
    path("boliger/", include("anvisning.urls")),
    path("log-ind/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("log-ud/", auth_views.LogoutView.as_view(), name="logout"),
    # Where Django's own tools expect the login page to be.
    path(
        "accounts/login/",
        login_not_required(RedirectView.as_view(pattern_name="login", query_string=True)),
        name="login_elsewhere",
    ),
    path("administration/", admin.site.urls),
    path("stil/", style_guide, name="style_guide"),
    path("stil/<slug:key>.<slug:ending>", style_guide_chart, name="style_guide_chart"),
    path("sundhed/", health, name="health"),
]
