"""Addresses of kin search."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.leads import views

urlpatterns = [
    path("kin/", views.kin_index, name="kin_index"),
    path("kin/<int:pk>/poster.png", views.kin_poster, name="kin_poster"),
    path("roll/<int:pk>/lead/", views.kin_lead, name="kin_lead"),
    path("roll/<int:pk>/lead/kept/<str:token>/", views.kin_lead, name="kin_lead_draft"),
    path("follow/<str:receipt>/message/", views.kin_message, name="kin_message"),
]
