"""What the scripts of the editor say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def editor_labels() -> dict[str, str]:
    """Words for the scripts under their names there; what stands in braces they put in."""
    return {
        "loading": _("Loading…"),
        "saved": _("Saved at {time}"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "offline": _("Not saved: the site does not answer. It is tried again."),
        "signed-out": _(
            "Not saved: you are no longer signed in. Sign in in another window, then save again here."
        ),
        "refused": _("Not saved: the site refuses this change. Look at the cue shown."),
        "conflict": _(
            "{by} saved this transcript at {time}, after you opened it. "
            "What you have changed since is not saved yet."
        ),
        "notLoaded": _("The transcript could not be loaded. Open the page again."),
        "playFrom": _("Play from {time}"),
        "start": pgettext("of a cue", "start"),
        "end": pgettext("of a cue", "end"),
        "speaker": _("speaker"),
        "words": _("words"),
        "nobody": _("no speaker"),
        "total": _("{count} cues"),
        "found": _("{count} places"),
        "foundAt": _("{at} of {count}"),
        "nothing": _("not found"),
        "replaced": _("{count} places replaced"),
        "before": _("That is before the cue above starts."),
        "after": _("That is after the cue below starts."),
        "backwards": _("The end may not lie before the start."),
        "noTime": _("This is no time; write 0:12:31.500 or 12:31."),
        "noSound": _("The recording cannot be played here."),
        "choose": _("Choose a cue first."),
        "last": _("There is no cue below."),
        "undone": _("Undone"),
        "redone": _("Done again"),
        "done_split": _("Split"),
        "done_merge": _("Joined"),
        "done_remove": _("Deleted"),
    }
