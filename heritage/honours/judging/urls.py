"""Addresses of the judges' pages."""

from __future__ import annotations

from django.urls import path

from heritage.honours.judging import views

urlpatterns = [
    path("judging/", views.home, name="judging_home"),
    path("judging/login/", views.JudgeLoginView.as_view(), name="judging_login"),
    path("judging/logout/", views.JudgeLogoutView.as_view(), name="judging_logout"),
    path("judging/invitation/<str:token>/", views.invitation, name="judging_invitation"),
    path("judging/progress/<int:pk>/", views.progress, name="judging_progress"),
    path("judging/<int:pk>/", views.sheet, name="judging_sheet"),
    path("judging/<int:pk>/save/", views.save, name="judging_save"),
    path("judging/<int:pk>/declare/", views.declare, name="judging_declare"),
    path("judging/<int:pk>/recuse/", views.recuse, name="judging_recuse"),
    path("judging/<int:pk>/files/<int:file_pk>/", views.file, name="judging_file"),
]
