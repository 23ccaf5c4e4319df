"""Addresses of nominating."""

from __future__ import annotations

from django.urls import path

from heritage.honours.nominating import table_views, views

_TABLE = "nominate/<slug:slug>/<str:pk>/table/"

urlpatterns = [
    path("nominate/<slug:slug>/", views.nominate, name="nominate"),
    path("nominate/<slug:slug>/<str:pk>/", views.nominate_title, name="nominate_title"),
    path(
        "nominate/<slug:slug>/<str:pk>/kept/<str:token>/<slug:step>/",
        views.nominate_step,
        name="nominate_step",
    ),
    path(_TABLE, table_views.begin, name="nominate_tables"),
    path(f"{_TABLE}template.xlsx", table_views.template, name="nominate_table_template"),
    *(
        path(
            f"{_TABLE}<str:token>/{ending}",
            table_views.table,
            {"page": page},
            name=f"nominate_{page}",
        )
        for page, ending in (
            (table_views.LOOK, ""),
            (table_views.CHECK, "check/"),
            (table_views.RECEIPTS, "receipts/"),
            (table_views.FILE, "receipts.xlsx"),
        )
    ),
    path("follow/<str:receipt>/answer/<str:pk>/", views.answer, name="nomination_answer"),
    path("follow/<str:receipt>/files/", views.more_files, name="nomination_files"),
]
