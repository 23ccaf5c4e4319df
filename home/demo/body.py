"""From the demo content's block list to what a StreamField stores."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_NAMESPACE = uuid.UUID("6f1a1b8e-0b52-4f5e-9a42-0d3a8b1f4c11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Primary keys of what blocks refer to, by their name in the content files."""

    images: Mapping[str, int]
    people: Mapping[str, int]


def stream_json(blocks: list[dict], known: Known, *, name: str) -> str:
    """``blocks`` as StreamField JSON; block ids are the same at every load of ``name``."""
    return json.dumps(
        [
            {
                "type": block["type"],
                "value": _BUILDERS[block["type"]](block, known),
                "id": element_id(name, number),
            }
            for number, block in enumerate(blocks)
        ],
        ensure_ascii=False,
    )


def element_id(name: str, number: int) -> str:
    """The id of a block, the same at every load."""
    return str(uuid.uuid5(_NAMESPACE, f"{name}/{number}"))


def credits_json(credits: list[dict], *, name: str) -> str:
    """Credits as StreamField JSON."""
    return json.dumps(
        [
            {
                "type": "credit",
                "value": {"role": credit["role"], "names": "、".join(credit["names"])},
                "id": str(uuid.uuid5(_NAMESPACE, f"{name}/credit/{number}")),
            }
            for number, credit in enumerate(credits)
        ],
        ensure_ascii=False,
    )


def _image(block: dict, known: Known) -> dict:
    return {
        "image": known.images[block["image"]],
        "alt": block.get("alt", ""),
        "caption": block.get("caption", ""),
        "credit": block.get("credit", ""),
    }


def _table(block: dict, known: Known) -> dict:
    head, *rows = block["rows"]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in head],
        "rows": [{"values": [str(cell) for cell in row]} for row in rows],
        "caption": block.get("caption") or block.get("title", ""),
    }


_BUILDERS: dict[str, Callable[[dict, Known], object]] = {
    "paragraph": lambda block, known: block["html"],
    "heading": lambda block, known: {"text": block["text"], "level": block.get("level", "h2")},
    "pull_quote": lambda block, known: {
        "text": block["text"],
        "attribution": block.get("attribution", ""),
        "source": block.get("source", ""),
    },
    "image": _image,
    "gallery": lambda block, known: {
        "title": block.get("title", ""),
        "images": [_image(image, known) for image in block["images"]],
    },
    "timeline": lambda block, known: {
        "title": block.get("title", ""),
        "events": [
            {"date": event["date"], "title": event["title"], "text": event.get("text", "")}
            for event in block["events"]
        ],
    },
    "fact_box": lambda block, known: {
        "title": block["title"],
        "rows": [{"label": row["label"], "value": row["value"]} for row in block["rows"]],
        "source": block.get("source", ""),
    },
    "table": _table,
    "person_card": lambda block, known: {"person": known.people[block["person"]]},
}
