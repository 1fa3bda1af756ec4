from django.urls import path

from recommendations.views import home, recommendation, register

urlpatterns = [
    path("", home.home, name="home"),
    path("register/", register.register, name="register"),
    path("register/<str:reference>/", recommendation.recommendation, name="recommendation"),
]
