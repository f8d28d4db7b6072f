"""How many departments stand on each step: what the drafts of agreements may not take from under them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from agreements.models import AgreementVersion, Department
from agreements.occupied import Standing
from monitoring.models import Placement


def standing_on(version: AgreementVersion, on_date: date) -> Standing:
    """Return how many of the agreement's departments stand on each step, by the keys. One query."""
    agreement = version.agreement
    departments = Department.objects.filter(municipality=agreement.municipality_id)
    if agreement.is_individual:
        departments = departments.filter(organisation=agreement.organisation_id)
    rows = (
        Placement.objects.filter(department__in=departments, step__isnull=False)
        .in_force_on_each(on_date)
        .values_list("staircase__key", "step__key")
    )
    return Counter((staircase, step) for staircase, step in rows if step is not None)
