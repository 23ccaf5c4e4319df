"""Public addresses of recordings."""

from __future__ import annotations

from django.urls import path

from media import views

urlpatterns = [
    path("recordings/<int:pk>/poster.jpg", views.poster, name="recording_poster"),
    path("recordings/<int:pk>/peaks.json", views.peaks, name="recording_peaks"),
    path("recordings/<int:pk>/<str:name>", views.stream, name="recording_stream"),
]
