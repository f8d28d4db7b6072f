"""Who has agreed what: people, parties, departments, areas, agreements and their versions."""

from agreements.models.agreement import Agreement, AgreementParty
from agreements.models.areas import Area, AreaListing, AreaMembership
from agreements.models.decisions import CoverageExtension, Decision
from agreements.models.departments import Department, DepartmentMerger, DwellingGroup
from agreements.models.deviations import Deviation
from agreements.models.documents import AgreementFile, PreparationStep
from agreements.models.imports import ImportBatch, ImportKind, ImportStatus
from agreements.models.indicators import Indicator
from agreements.models.parties import (
    Administrator,
    HousingOrganisation,
    Municipality,
    OrganisationInMunicipality,
)
from agreements.models.people import Membership, User
from agreements.models.reminders import Reminder
from agreements.models.staircases import Staircase, Step
from agreements.models.versions import AgreementVersion

__all__ = [
    "Administrator",
    "Agreement",
    "AgreementFile",
    "AgreementParty",
    "AgreementVersion",
    "Area",
    "AreaListing",
    "AreaMembership",
    "CoverageExtension",
    "Decision",
    "Department",
    "DepartmentMerger",
    "Deviation",
    "DwellingGroup",
    "HousingOrganisation",
    "ImportBatch",
    "ImportKind",
    "ImportStatus",
    "Indicator",
    "Membership",
    "Municipality",
    "OrganisationInMunicipality",
    "PreparationStep",
    "Reminder",
    "Staircase",
    "Step",
    "User",
]
