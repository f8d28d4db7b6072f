"""What the tests of the political chain share: an amendment, rulings, and how they are recorded."""

from dataclasses import replace
from datetime import date

from agreements.actions.agreements import Amendment
from agreements.actions.amendments import create_amendment
from agreements.actions.decisions import Ruling, record_decision
from agreements.actions.uploads import Upload
from agreements.terms import DecidingBody, DecisionOutcome

TODAY = date(2026, 11, 19)
DECIDED = date(2026, 11, 10)
COUNCIL = Ruling(DecidingBody.council, None, DECIDED, DecisionOutcome.approved)
PDF = Upload("Byrådets referat.pdf", b"%PDF-1.7 x", "Byrådets referat")


def amendment_on_its_way(world):
    """An amendment to the agreement in force, without decisions."""
    amendment = Amendment(date(2027, 1, 1), "Kvoten på gult sænkes")
    return create_amendment(agreement=world.version.agreement, amendment=amendment)


def recording(user):
    """Return what records the user's decisions on a version."""

    def record(version, ruling=COUNCIL, **options):
        return record_decision(version=version, ruling=ruling, today=TODAY, recorded_by=user, **options)

    return record


def board(organisation, outcome=DecisionOutcome.approved, **changes):
    return replace(Ruling(DecidingBody.board, organisation, DECIDED, outcome), **changes)
