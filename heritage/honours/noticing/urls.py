"""Addresses of public notices."""

from __future__ import annotations

from django.urls import path

from heritage.honours.noticing import views

urlpatterns = [
    path("notices/", views.public_notices, name="public_notices"),
    path("notices/<int:pk>/", views.public_notice, name="public_notice"),
    path("notices/<int:pk>/notice.pdf", views.public_notice_pdf, name="public_notice_pdf"),
    path("notices/<int:pk>/objection/", views.object_to, name="object_to"),
    path("notices/<int:pk>/objection/kept/<str:token>/", views.object_to, name="object_draft"),
]
