"""Addresses of rolls and names; the search among them is at ``search.urls``."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.roll_pages import views

urlpatterns = [
    path("roll/<int:pk>/", views.entry, name="roll_entry"),
    path("roll/<int:pk>/card.pdf", views.entry_card, name="roll_entry_card"),
    path("roll/<int:pk>/aloud/", views.entry_aloud, name="roll_entry_aloud"),
    path("rolls/", views.rolls, name="roll_index"),
    path("rolls/<slug:slug>/", views.roll, name="roll"),
]
