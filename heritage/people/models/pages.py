"""The index of people."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core import listing
from cms.core.models import BasePage
from heritage.people.models.person import Person

MAX_NAME_QUERY = 60


class PersonIndexPage(BasePage):
    """Everybody with a published record; the people themselves stand at ``/people/``."""

    template = "heritage/people/person_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Lists the people with a published record.")

    content_panels = [*BasePage.head_panels]

    class Meta:
        verbose_name = _("index of people")

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return Person.objects.published().exists()

    def get_context(self, request, *args, **kwargs):
        name = request.GET.get("name", "").strip()[:MAX_NAME_QUERY]
        people = Person.objects.published().select_related("portrait", "place")
        if name:
            people = people.filter(
                Q(name__contains=name)
                | Q(slug__startswith=name.lower())
                | Q(names__text__contains=name)
            ).distinct()
        listed = listing.build(
            request,
            people,
            facets=[
                listing.Facet(
                    name="place",
                    title=_g("Native place"),
                    value="place__slug",
                    label="place__name",
                ),
            ],
            orders={
                "name": listing.Order(label=_g("By pinyin"), fields=("slug",)),
                "birth": listing.Order(label=_g("By year of birth"), fields=("birth", "slug")),
            },
            per_page=24,
        )
        return {
            **super().get_context(request, *args, **kwargs),
            **listed.context(),
            "people": listed.page_obj,
            "name": name,
        }

    def get_sitemap_urls(self, request=None):
        """This page and the people, whose own pages are not in the tree."""
        entries = super().get_sitemap_urls(request)
        if request is not None:
            entries += [
                {
                    "location": request.build_absolute_uri(person.url),
                    "lastmod": person.last_published_at,
                }
                for person in Person.objects.published().only("slug", "last_published_at")
            ]
        return entries
