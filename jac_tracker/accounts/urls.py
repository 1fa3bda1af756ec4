from allauth.account import views as allauth_views
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.views import people, portfolios, posts, sign_in, tokens

form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    # Of django-allauth only the routes that are used. Its views take a PUT for a POST.
    path("sign-in/", form(allauth_views.login), name="account_login"),
    path("sign-out/", form(allauth_views.logout), name="account_logout"),
    path("account/inactive/", require_safe(allauth_views.account_inactive), name="account_inactive"),
    path("account/password/", sign_in.change_password, name="account_change_password"),
    path("sign-in/demo/<slug:role>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("people/", people.people, name="people"),
    path("people/file/<sheet_format:format>/", people.people_file, name="people_file"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/change/", people.change_person, name="change_person"),
    path("people/<int:pk>/password/", people.set_password, name="set_password"),
    path("people/<int:pk>/active/", people.set_active, name="set_active"),
    path("portfolios/", portfolios.portfolios, name="portfolios"),
    path("portfolios/file/<sheet_format:format>/", portfolios.portfolios_file, name="portfolios_file"),
    path("portfolios/add/", portfolios.add_portfolio, name="add_portfolio"),
    path("portfolios/<int:pk>/", portfolios.portfolio, name="portfolio"),
    path("portfolios/<int:pk>/change/", portfolios.change_portfolio, name="change_portfolio"),
    path("posts/", posts.posts, name="posts"),
    path("posts/file/<sheet_format:format>/", posts.posts_file, name="posts_file"),
    path("posts/add/", posts.add_post, name="add_post"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/change/", posts.change_post, name="change_post"),
    path("posts/<int:pk>/hand-over/", posts.hand_over, name="hand_over"),
    path("programs/", tokens.programs, name="programs"),
    path("access/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("holdings/<int:pk>/end/", posts.end_holding, name="end_holding"),
]
