"""Addresses of the honour wall and of who is on it."""

from __future__ import annotations

from django.urls import path

from heritage.honours.showcase import views

# A slug always ends in “-year”, so none can be taken for one of the words here.
urlpatterns = [
    path("honoured/", views.wall, name="honour_wall"),
    path("honoured/years/", views.compare, name="honour_years"),
    path("honoured/display/", views.display, name="honour_display"),
    path("honoured/<int:year>/", views.showcase_year, name="showcase_year"),
    path("honoured/<slug:slug>/", views.honouree, name="honouree"),
    path("honoured/<slug:slug>/card.png", views.share_card, name="honouree_card"),
    path("honoured/<slug:slug>/qr.svg", views.qr, name="honouree_qr"),
]
