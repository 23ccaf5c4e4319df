"""StreamField blocks that know nothing but text and pictures.

There is no raw HTML block: what an editor pastes is cleaned to the features
named here. Blocks that know people or recordings live with people and media.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .dates import PartialDate, PartialDateError
from .enums import CreditRole

PARAGRAPH_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "superscript",
]
LINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    """A section head of the second or third level."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section heading")), ("h3", _("Sub-section heading"))],
        default="h2",
        search_index=False,
    )

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"


class PullQuoteBlock(blocks.StructBlock):
    """Words lifted out of the text, with who said them and where."""

    text = blocks.TextBlock(label=_("Quoted words"), rows=3)
    attribution = blocks.CharBlock(label=_("Whose words"), required=False, max_length=120)
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Book, document or recording that the words are taken from."),
    )

    class Meta:
        label = _("Pull quote")
        icon = "openquote"
        template = "blocks/pull_quote.html"


class CaptionedImageBlock(blocks.StructBlock):
    """A picture with the caption that this page needs."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=300,
        help_text=_("What the picture shows here. Left empty, the image's own text is used."),
    )
    caption = blocks.CharBlock(label=_("Picture caption"), required=False, max_length=300)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the image's own credit is shown."),
    )

    class Meta:
        label = _("Image")
        icon = "image"
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together, shown side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("Images"), min_num=2, max_num=24)

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "blocks/gallery.html"


class PartialDateBlock(blocks.CharBlock):
    """A date to the precision that is known; kept in its canonical form."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        try:
            return str(PartialDate.parse(value))
        except PartialDateError as error:
            raise ValidationError(
                _("“%(value)s” is not a date. Write 1952, 1952-10, 1952-10-12 or 1952年10月."),
                params={"value": value},
            ) from error


class TimelineEventValue(blocks.StructValue):
    """An event of a timeline, with its date as a reader writes it."""

    @property
    def date_display(self) -> str:
        """The date in words; a draft's unreadable date is shown as typed."""
        text = self.get("date") or ""
        try:
            return PartialDate.parse(text).display() if text else ""
        except PartialDateError:
            return text


class TimelineEventBlock(blocks.StructBlock):
    """One event: when, what, and a sentence on it."""

    date = PartialDateBlock(label=_("Date"), help_text=_("1952, 1952-10 or 1952-10-12"))
    title = blocks.CharBlock(label=_("Event"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)

    class Meta:
        label = _("Event")
        icon = "date"
        value_class = TimelineEventValue


class TimelineBlock(blocks.StructBlock):
    """Events in the order of time."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    events = blocks.ListBlock(TimelineEventBlock(), label=_("Events"), min_num=2)

    class Meta:
        label = _("Timeline")
        icon = "history"
        template = "blocks/timeline.html"


class FactBlock(blocks.StructBlock):
    """One labelled fact."""

    label = blocks.CharBlock(label=_("Label"), max_length=40)
    value = blocks.CharBlock(label=_("Fact"), max_length=300)


class FactBoxBlock(blocks.StructBlock):
    """Facts at a glance, with their source."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    rows = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        label = _("Fact box")
        icon = "list-ul"
        template = "blocks/fact_box.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Left empty, the document's own title is shown."),
    )

    class Meta:
        label = _("Document")
        icon = "doc-full"
        template = "blocks/document.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"),
        icon="pilcrow",
        features=PARAGRAPH_FEATURES,
        template="blocks/paragraph.html",
    )
    heading = HeadingBlock()
    pull_quote = PullQuoteBlock()
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    timeline = TimelineBlock()
    fact_box = FactBoxBlock()
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.FloatBlock(label=_("Number"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("Rich text"), features=LINE_FEATURES),
            ),
        ],
        label=_("Table"),
        icon="table",
        template="blocks/table.html",
    )
    document = DocumentBlock()


class CreditBlock(blocks.StructBlock):
    """A part in the making of a piece and who had it."""

    role = blocks.ChoiceBlock(label=_("Part"), choices=CreditRole.choices, search_index=False)
    names = blocks.CharBlock(
        label=_("Names"),
        max_length=200,
        help_text=_("Several names are separated by 、."),
    )

    class Meta:
        label = _("Credit")
        icon = "user"


class CreditsBlock(blocks.StreamBlock):
    """The credits line of a page."""

    credit = CreditBlock()
