"""What editors decide about a search that readers make."""

from __future__ import annotations

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from search.configured import engine
from search.curation.personal import notable
from search.curation.synonyms import expansions_for
from search.engines.base import EngineError, SearchQuery
from search.models import SearchDay, SearchPhrase
from search.text.pinyin import initials, syllables

logger = logging.getLogger("search.curation")

OFFERED = "search.phrase.offer"
WITHDRAWN = "search.phrase.withdraw"
HIDDEN = "search.phrase.hide"
SHOWN = "search.phrase.show"

_BATCH = 100


def offer(*, text: str, user) -> SearchPhrase:
    """Let readers see ``text`` among suggestions, as long as it finds something.

    Raises ``ValidationError`` for what may not be kept, or finds nothing.
    """
    phrase = _phrase(text)
    phrase.found = _counted([phrase.text])[0]
    if not phrase.found:
        raise ValidationError(_("This search finds nothing; it is not offered to readers."))
    phrase.suggested, phrase.hidden = True, False
    return _keep(phrase, OFFERED, user)


def withdraw(*, text: str, user) -> SearchPhrase:
    """Offer ``text`` to readers no more."""
    phrase = _phrase(text)
    phrase.suggested = False
    return _keep(phrase, WITHDRAWN, user)


def hide(*, text: str, user) -> SearchPhrase:
    """Leave ``text`` out of the report, and offer it to nobody."""
    phrase = _phrase(text)
    phrase.suggested, phrase.hidden = False, True
    return _keep(phrase, HIDDEN, user)


def show(*, text: str, user) -> SearchPhrase:
    """Have ``text`` in the report again."""
    phrase = _phrase(text)
    phrase.hidden = False
    return _keep(phrase, SHOWN, user)


def recount() -> int:
    """Count anew what every offered search finds; gives how many changed."""
    changed = []
    offered = list(SearchPhrase.objects.filter(suggested=True))
    for start in range(0, len(offered), _BATCH):
        batch = offered[start : start + _BATCH]
        totals = _counted([phrase.text for phrase in batch])
        for phrase, found in zip(batch, totals, strict=True):
            if phrase.found != found:
                phrase.found = found
                changed.append(phrase)
    SearchPhrase.objects.bulk_update(changed, ["found"], batch_size=_BATCH)
    return len(changed)


def _phrase(text: str) -> SearchPhrase:
    plain = notable(text)
    if not plain:
        raise ValidationError(
            _("This search is empty, too long, or looks like somebody's number or address.")
        )
    found = SearchPhrase.objects.filter(text=plain).first()
    if found:
        return found
    reading = syllables(plain)
    length = SearchPhrase._meta.get_field("letters").max_length
    return SearchPhrase(
        text=plain,
        letters="".join(reading)[:length],
        initials=initials(reading)[: SearchPhrase._meta.get_field("initials").max_length],
    )


@transaction.atomic
def _keep(phrase: SearchPhrase, action: str, user) -> SearchPhrase:
    phrase.save()
    log(instance=phrase, action=action, user=user)
    return phrase


def _counted(texts: list[str]) -> list[int]:
    """How much each of ``texts`` finds now; what was found last, where the engine does not answer."""
    queries = [SearchQuery(text=text, expansions=expansions_for(text)) for text in texts]
    try:
        return list(engine().counts(queries))
    except EngineError as error:
        logger.warning("searches were not counted: %s", error)
        latest = SearchDay.objects.filter(text__in=texts).order_by("day")
        last = dict(latest.values_list("text", "found"))
        return [last.get(text, 0) for text in texts]
