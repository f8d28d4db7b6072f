"""The registers that the published examples refer to: Fjordby, six organisations, their departments."""

from dataclasses import dataclass
from pathlib import Path

from agreements.files.reading import read_agreement_file
from agreements.models import Municipality, User
from tests import factories as make

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "agreements"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.yaml"))
FRAMEWORK_OF = {"individuel-aftale.yaml": "bl-grundmodel.yaml"}
ORGANISATIONS = {
    "9901": ("Lind Bolig", 13),
    "9902": ("Strandbo", 11),
    "9903": ("Fjordby Boligselskab", 14),
    "9904": ("Boligforeningen Højvang", 9),
    "9905": ("Andelsboligforeningen Åparken", 8),
    "9906": ("Ungbo Fjordby", 5),
}


@dataclass(frozen=True)
class Fjordby:
    """A municipality whose registers are filled in, and Maja, who reads agreements in."""

    municipality: Municipality
    maja: User


def fjordby() -> Fjordby:
    municipality = make.MunicipalityFactory(code="0998", name="Fjordby Kommune")
    for lbf_number, (name, departments) in ORGANISATIONS.items():
        organisation = make.HousingOrganisationFactory(
            lbf_number=lbf_number, name=name, municipality=municipality
        )
        for number in range(1, departments + 1):
            make.DepartmentFactory(
                municipality=municipality,
                organisation=organisation,
                lbf_number=f"{number:03d}",
                name=f"{name} {number}",
            )
    maja = make.UserFactory(username="maja", is_superuser=True)
    return Fjordby(municipality, maja)


def example_text(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def example(name: str):
    return read_agreement_file(example_text(name))
