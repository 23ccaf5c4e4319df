"""An objection that is written while the notice is called back or ends: nothing of it is lost."""

from __future__ import annotations

import pytest

from heritage.honours.models import Objection
from heritage.honours.noticing import domain
from tests.markup import soup

from .conftest import let_run_out
from .test_objections import answers, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["called back", "run out"])
def ended(request, published, privacy, office):
    """Call it to end the published notice."""

    def end():
        if request.param == "run out":
            let_run_out(published)
        else:
            domain.call_back(notice=published, reason="名单有误", user=office)
        return published

    return end


def test_what_was_typed_is_shown_and_no_name_of_the_list(client, ended, proposed):
    notice = ended()
    late = client.post(form_of(notice), answers(proposed[0].pk))
    text = soup(late).select_one("main").get_text()
    assert (late.status_code, Objection.objects.count()) == (410, 0)
    assert "2019年并未在该村工作" in text
    assert notice.supervision_phone in text
    assert [each.nominee_name for each in proposed if each.nominee_name in text] == []
    # Who only looks finds nothing but that it has ended.
    seen = soup(client.get(form_of(notice))).select_one("main").get_text()
    assert notice.supervision_phone not in seen


def test_what_was_kept_can_still_be_read(client, published, ended):
    kept = client.post(form_of(published), answers(naming="anonymous", phone="", keep="1"))
    link = soup(kept).select_one(".slip__link a")["href"]
    ended()
    late = client.get(link)
    assert (late.status_code, "2019年并未在该村工作" in late.content.decode()) == (410, True)
    stranger = client.get(form_of(published) + "kept/" + "x" * 32 + "/")
    assert "2019年并未" not in stranger.content.decode()
