"""Who is written in the trail: whoever sends a form; for a page that is only read it is not prepared."""

import pghistory
import pytest
from django.http import HttpResponse
from django.urls import reverse
from pghistory.middleware import HistoryMiddleware

from udlejning.lib.trail import history_of


def test_what_is_sent_is_written_in_the_trail_with_who_sent_it(client, world, agreement_administrator):
    agreement = world.version.agreement
    client.force_login(agreement_administrator)

    client.post(
        reverse("agreements:agreement_renegotiation", args=[agreement.pk]),
        {"convener": "Boligkoordinatoren", "renegotiation_from_date": ""},
    )

    newest = history_of(agreement)[0]
    assert (newest.what, newest.who) == ("ændret", "Maja Friis")


@pytest.mark.parametrize(("method", "kept"), [("GET", set()), ("HEAD", set()), ("POST", {"user", "url"})])
def test_only_requests_that_write_carry_their_sender(rf, anna, method, kept):
    found = set()

    def answer(request):
        with pghistory.context() as context:
            found.update(context.metadata)
        return HttpResponse()

    request = rf.generic(method, "/aftalen/")
    request.user = anna
    HistoryMiddleware(answer)(request)

    assert found == kept
