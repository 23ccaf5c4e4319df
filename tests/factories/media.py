"""Pictures."""

from __future__ import annotations

import io

import factory
import wagtail_factories
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection

from cms.core.models import CoreImage


def image_file(
    name: str = "picture.jpg", *, size: tuple[int, int] = (40, 30), colour: str = "#9E1B20"
) -> ImageFile:
    """A picture of one colour, in the format its name says."""
    out = io.BytesIO()
    kind = {"jpg": "JPEG", "jpeg": "JPEG"}.get(name.rsplit(".", 1)[1])
    Image.new("RGB", size, colour).save(out, format=kind or name.rsplit(".", 1)[1].upper())
    out.seek(0)
    return ImageFile(out, name=name)


class CoreImageFactory(wagtail_factories.ImageFactory):
    """A small picture with its alternative text; ``description=""`` for one without."""

    class Meta:
        model = CoreImage

    title = factory.Sequence(lambda number: f"图片{number}")
    collection = factory.LazyFunction(lambda: Collection.objects.get(depth=1))
    description = "山岭上的阵地"
    rights = "own"
    file = factory.LazyFunction(image_file)
