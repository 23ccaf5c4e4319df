"""Addresses of the map of sites."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.sites import views

urlpatterns = [
    path("memorial-sites/<int:pk>/map/", views.memorial_map, name="memorial_map"),
    path("memorial-sites/<int:pk>/points.json", views.memorial_points, name="memorial_points"),
]
