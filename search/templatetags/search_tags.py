"""Template tags of the search pages."""

from __future__ import annotations

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from search.views.filters import Branch

register = Library()

_CHOSEN = mark_safe(' aria-current="true"')


@register.simple_tag
def option_link(branch: Branch) -> SafeString:
    """The link that chooses one value of a facet, or takes it off.

    A page has hundreds: written in a template they took as long as all the rest of it.
    """
    return format_html(
        '<a href="{}" rel="nofollow"{}><span>{}</span> <span class="filters__count">{}</span></a>',
        branch.url,
        _CHOSEN if branch.chosen else "",
        branch.label,
        branch.count,
    )
