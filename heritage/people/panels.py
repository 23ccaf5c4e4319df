"""How a record of a person is laid out for its editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from heritage.people.known.forms import PersonForm
from heritage.people.known.panel import KnownPeoplePanel

name_panels = [
    MultiFieldPanel(
        [
            "name",
            KnownPeoplePanel(),
            FieldRowPanel(["pinyin", "slug"]),
            "is_unnamed",
            InlinePanel("names", label=_("Other name")),
        ],
        heading=_("Names"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(["gender", "ethnicity"]),
            FieldRowPanel(["birth", "birth_as_written"]),
            FieldRowPanel(["native_place", "place"]),
            "life_status",
            FieldRowPanel(["death", "death_as_written"]),
            FieldRowPanel(["death_place", "death_cause"]),
        ],
        heading=_("Life"),
    ),
    FieldPanel("short_life"),
]
service_panels = [
    MultiFieldPanel(
        [
            FieldRowPanel(["enlisted", "enlisted_as_written"]),
            FieldRowPanel(["party_joined", "party_as_written"]),
        ],
        heading=_("Enlistment and Party"),
    ),
    InlinePanel("services", heading=_("Units and posts"), label=_("Unit and post")),
    InlinePanel("conflicts", heading=_("Wars and battles"), label=_("War or battle")),
    InlinePanel("awards", heading=_("Honours"), label=_("Honour")),
    FieldPanel("roles"),
    MultiFieldPanel(
        [
            FieldRowPanel(["martyr_decision", "martyr_on"]),
            FieldRowPanel(["martyr_authority", "martyr_document"]),
        ],
        heading=_("Assessment as a martyr"),
        help_text=_("A legal act; apart from the fact that somebody fell."),
    ),
]
source_panels = [InlinePanel("sources", heading=_("Sources"), label=_("Source"))]
publishing_panels = [
    MultiFieldPanel(["portrait", "portrait_basis"], heading=_("Portrait")),
    MultiFieldPanel(["agreed_to", "agreement"], heading=_("Agreement of a living person")),
    FieldPanel("kept_by"),
    FieldPanel("is_sample"),
]

person_edit_handler = TabbedInterface(
    [
        ObjectList(name_panels, heading=_("Person")),
        ObjectList(service_panels, heading=_("Service and honours")),
        ObjectList(source_panels, heading=_("Sources")),
        ObjectList(publishing_panels, heading=_("Publishing")),
    ],
    base_form_class=PersonForm,
)
