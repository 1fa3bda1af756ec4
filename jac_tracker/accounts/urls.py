from allauth.account import views as allauth_views
from django.urls import path

from jac_tracker.accounts.views import sign_in

urlpatterns = [
    # Of django-allauth only the routes that are used.
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("account/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("account/password/", allauth_views.password_change, name="account_change_password"),
    path("account/confirm/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("sign-in/demo/<slug:role>/", sign_in.demo_sign_in, name="demo_sign_in"),
]
