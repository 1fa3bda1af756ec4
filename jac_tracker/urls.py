"""Every address of the app."""

from django.urls import include, path

from jac_tracker import views

urlpatterns = [
    path("", include("jac_tracker.accounts.urls")),
    path("", include("inspections.urls")),
    path("", include("recommendations.urls")),
    path("", include("reports.urls")),
    path("api/v1/openapi.json", views.api_document, name="api_document"),
    path("components/", views.components, name="components"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
