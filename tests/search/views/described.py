"""Checks answers against the API's description."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

DESCRIPTION = Path(__file__).resolve().parents[3] / "search" / "openapi.json"


def description() -> dict:
    """The OpenAPI document of the project."""
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def faults(schema: str, data: dict) -> list[str]:
    """What in ``data`` is not as the description's ``schema`` says; OpenAPI 3.1 is JSON Schema."""
    whole = {**description(), "$ref": f"#/components/schemas/{schema}"}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)]
