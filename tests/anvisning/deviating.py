"""A deviation from the agreement, for a department or for a step, as the pages of this app meet it."""

from datetime import date

from agreements.content.terms import Terms, write_terms
from agreements.models import AgreementVersion, Department, Deviation, Staircase
from tests import contents
from tests import factories as make


def deviation_for(place: Department | str, version: AgreementVersion, terms: Terms, **changes) -> Deviation:
    """The terms instead of the agreement's in a department, or on the step of that key."""
    fields = {
        "from_date": date(2025, 10, 1),
        "to_date": date(2026, 3, 31),
        "reason": "Forsøg med bostøtte",
        "decided_by": "Styregruppen 3. september 2025, punkt 4",
        **changes,
    }
    if isinstance(place, Department):
        where = {"department": place}
    else:
        staircase = Staircase.objects.get(municipality=version.agreement.municipality, key=contents.STAIRCASE)
        where = {"staircase": staircase, "step_key": place}
    return Deviation.objects.create(
        agreement=version.agreement,
        terms=write_terms(terms),
        clause=terms.clause,
        registered_by=make.UserFactory(),
        **where,
        **fields,
    )
