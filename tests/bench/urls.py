"""Every address of the project, and those of the yardsticks."""

from django.urls import include, path

from tests.bench import plain

urlpatterns = [
    path("bench/register/", plain.PlainRegister.as_view(), name="plain_register"),
    path("bench/register/<str:reference>/", plain.PlainRecommendation.as_view(), name="plain_recommendation"),
    path("bench/admin/", plain.site.urls),
    path("", include("jac_tracker.urls")),
]
