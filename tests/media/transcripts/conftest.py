"""A recording to hang transcripts on, and people with and without rights."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from media.models import Recording
from tests.factories import UserFactory


@pytest.fixture
def recording(wagtail_base) -> Recording:
    """Twenty hours of which nobody says how long they are."""
    return Recording.objects.create(
        title="示例录音", type="audio", file=ContentFile(b"ID3", name="a.mp3"), duration=0
    )


@pytest.fixture
def grant(db):
    """Call it for a user who may come into the admin and do what is named, no more."""

    def granted(*codenames: str):
        user = UserFactory()
        user.user_permissions.add(
            *Permission.objects.filter(codename__in=codenames, content_type__app_label="media"),
            *Permission.objects.filter(codename="access_admin"),
        )
        return user

    return granted
