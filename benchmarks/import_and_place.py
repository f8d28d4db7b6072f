"""How long importing a national criteria workbook takes, beside openpyxl merely reading it; and proposing.

Builds 7,085 departments in one municipality in a database of its own, and measures both in one run.
"""

import io
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory

import django
from openpyxl import Workbook, load_workbook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "udlejning.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django must be set up first
from django.test.utils import override_settings  # noqa: E402

from agreements.actions.content import store_content  # noqa: E402
from agreements.actions.imports import receive_file  # noqa: E402
from agreements.content.document import Content  # noqa: E402
from agreements.content.rules import Condition, CountRule  # noqa: E402
from agreements.content.staircases import Staircase, Step  # noqa: E402
from agreements.models import (  # noqa: E402
    Agreement,
    AgreementVersion,
    Department,
    HousingOrganisation,
    ImportKind,
    Indicator,
    Municipality,
    User,
)
from agreements.terms import StepColour, StepShape  # noqa: E402
from monitoring.actions.figures import store_figures  # noqa: E402
from monitoring.actions.placements import propose_placements  # noqa: E402
from monitoring.models import Measurement, Placement  # noqa: E402
from udlejning.lib.comparison import Operator  # noqa: E402

DEPARTMENTS = 7085
DEPARTMENTS_PER_ORGANISATION = 14
REPETITIONS = 7
GOAL = Decimal("1.00")
FIGURES_DATE = date(2025, 1, 1)
NOW = datetime(2025, 6, 1, 9, tzinfo=UTC)
INDICATORS = (
    ("residents", "Beboere pr. 1.1.", "count"),
    ("outside_labour_market_or_education", "Uden tilknytning til arbejdsmarked eller uddannelse", "percent"),
    ("convicted", "Dømte", "percent"),
    ("basic_education_only", "Alene grundskole", "percent"),
    ("income_pct_of_region", "Indkomst i pct. af regionen", "index"),
    ("non_western", "Ikke-vestlige", "percent"),
)
SPANS = ((5, 60), (0, 5), (20, 75), (45, 110), (2, 70))
HEADINGS = [
    *("Lbf.nr.", "Boligorg.", "Afd.", "Afdelingsnavn", "Kommune"),
    *(name for _, name, _ in INDICATORS),
    "Antal opfyldte kriterier",
]
RED = (
    ("outside_labour_market_or_education", "above", 40),
    ("convicted", "above", Decimal("2.7")),
    ("basic_education_only", "above", 60),
    ("income_pct_of_region", "below", 55),
)
YELLOW = (("outside_labour_market_or_education", "at_least", 30),)


def main() -> int:
    """Print the ratios and the seconds; return 1 where the import is slower than the goal."""
    content = build_workbook()
    connection.settings_dict["TEST"]["NAME"] = "udlejning_benchmark"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
            version, user = build_register()
            importing, proposing, openpyxl = measure(content, version, user)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    ratio = importing / openpyxl
    print(f"import / openpyxl read-only: ratio {ratio:.2f} (goal {GOAL})")
    print(f"propose for every department / openpyxl read-only: ratio {proposing / openpyxl:.2f}")
    print(
        f"  import {importing:.2f} s, propose {proposing:.2f} s, openpyxl {openpyxl:.2f} s, "
        f"{DEPARTMENTS} departments"
    )
    return int(Decimal(str(ratio)) > GOAL)


def measure(content: bytes, version: AgreementVersion, user: User) -> tuple[float, float, float]:
    """Return the median seconds of each, taken in turns so that all meet the same machine."""
    importing, proposing, openpyxl = [], [], []
    for _ in range(REPETITIONS):
        importing.append(seconds(lambda: import_figures(content, version, user)))
        proposing.append(seconds(lambda: propose(version, user)))
        check_stored()
        clear()
        openpyxl.append(seconds(lambda: read_with_openpyxl(content)))
    return statistics.median(importing), statistics.median(proposing), statistics.median(openpyxl)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def import_figures(content: bytes, version: AgreementVersion, user: User) -> None:
    """Receive, check and store the figures, all committed."""
    municipality = version.agreement.municipality
    batch = receive_file(
        content=content,
        file_name="kriterier.xlsx",
        kind=ImportKind.CRITERIA,
        municipality=municipality,
        uploaded_by=user,
        reference_date=FIGURES_DATE,
    )
    store_figures(batch=batch, now=NOW)


def propose(version: AgreementVersion, user: User) -> None:
    """Propose a step for every department, with all that decided it."""
    propose_placements(version=version, figures_date=FIGURES_DATE, made_by=user)


def read_with_openpyxl(content: bytes) -> int:
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    return sum(len(row) for sheet in workbook for row in sheet.iter_rows(values_only=True))


def check_stored() -> None:
    """Raise where the measured work was not done."""
    measurements, placements = Measurement.objects.count(), Placement.objects.count()
    if (measurements, placements) != (DEPARTMENTS * len(INDICATORS), DEPARTMENTS):
        raise SystemExit(f"stored {measurements} figures and {placements} placements")


def clear() -> None:
    """Empty what one repetition stored; TRUNCATE passes the triggers that keep rows from being deleted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE monitoring_placement, monitoring_placementrun, monitoring_measurement,"
            " agreements_importbatch CASCADE"
        )


def build_workbook() -> bytes:
    """Return the workbook in layout L2; every hundredth department is too small for figures."""
    chance = random.Random(2025)  # noqa: S311 - invented figures
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADINGS)
    for number in range(DEPARTMENTS):
        organisation, department = divmod(number, DEPARTMENTS_PER_ORGANISATION)
        figures = ["-"] * 5 if number % 100 == 0 else [round(chance.uniform(*span), 1) for span in SPANS]
        row = [f"{organisation:04d}-{department:03d}", f"Organisation {organisation}", f"{department}-0"]
        sheet.append([*row, f"Afdeling {number}", "Prøveby", chance.randint(40, 2000), *figures, 2])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def build_register() -> tuple[AgreementVersion, User]:
    """Create the municipality with its departments and an agreement of three steps."""
    municipality = Municipality.objects.create(code="9998", name="Prøveby Kommune", is_fictional=True)
    numbers = range(-(-DEPARTMENTS // DEPARTMENTS_PER_ORGANISATION))
    organisations = HousingOrganisation.objects.bulk_create(
        HousingOrganisation(name=f"Organisation {number}", lbf_number=f"{number:04d}") for number in numbers
    )
    Department.objects.bulk_create(
        Department(
            municipality=municipality,
            organisation=organisations[number // DEPARTMENTS_PER_ORGANISATION],
            lbf_number=f"{number % DEPARTMENTS_PER_ORGANISATION:03d}",
            name=f"Afdeling {number}",
        )
        for number in range(DEPARTMENTS)
    )
    return build_agreement(municipality), User.objects.create_user("benchmark")


def build_agreement(municipality: Municipality) -> AgreementVersion:
    agreement = Agreement.objects.create(
        municipality=municipality,
        name="Aftale",
        from_date=date(2024, 1, 1),
        to_date=date(2027, 12, 31),
    )
    version = AgreementVersion.objects.create(agreement=agreement, number=1, from_date=agreement.from_date)
    steps = (
        step(StepColour.red, StepShape.diamond, RED, required=2),
        step(StepColour.yellow, StepShape.triangle, YELLOW, required=1),
        step(StepColour.green, StepShape.circle, (), required=0),
    )
    indicators()
    content = Content(staircases=(Staircase(key="trappen", name="Trappen", steps=steps),))
    return store_content(version=version, content=content)


def step(
    colour: StepColour,
    shape: StepShape,
    conditions: tuple[tuple[str, str, int | Decimal], ...],
    *,
    required: int,
) -> Step:
    """Return a step; without conditions it takes the rest."""
    counted = tuple(
        Condition(indicator=key, operator=Operator(operator), threshold=Decimal(threshold))
        for key, operator, threshold in conditions
    )
    rules = (CountRule(required=required, conditions=counted),) if counted else ()
    return Step(key=colour.value, name=colour.value, colour=colour, shape=shape, rules=rules)


def indicators() -> dict[str, Indicator]:
    """Return the indicators of the workbook by key, made where the register lacks them."""
    for key, name, unit in INDICATORS:
        Indicator.objects.get_or_create(key=key, defaults={"name": name, "unit": unit})
    return {row.key: row for row in Indicator.objects.all()}


if __name__ == "__main__":
    sys.exit(main())
