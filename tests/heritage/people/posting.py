"""Fill in the form of a person as a browser does."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.urls import reverse

from heritage.people.models import Person


def edit_url(person: Person) -> str:
    """Where a record is edited."""
    return reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk])


def edit_form(client, person: Person) -> dict[str, str | list[str]]:
    """What the form holds when it is opened, as it would be sent unchanged."""
    response = client.get(edit_url(person))
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    form = page.select_one("form[data-edit-form], form#w-editor-form, form[action][method=POST]")
    data: dict[str, str | list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", "")
        if "__prefix__" in name or name.startswith("csrf"):
            continue
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            chosen = [option.get("value", "") for option in field.select("option[selected]")]
            if chosen or not field.has_attr("multiple"):
                data[name] = chosen or [""]
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        else:
            data[name] = field.get("value", "")
    return data
