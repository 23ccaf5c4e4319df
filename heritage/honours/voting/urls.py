"""Address of public votes."""

from __future__ import annotations

from django.urls import path

from heritage.honours.voting import views

urlpatterns = [path("vote/<slug:slug>/", views.vote, name="vote")]
