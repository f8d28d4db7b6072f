"""Who has agreed what: people, parties, departments, areas, agreements and their staircases."""

from agreements.models.agreement import Agreement, AgreementParty, AgreementVersion
from agreements.models.areas import Area, AreaMembership
from agreements.models.departments import Department, DepartmentMerger, DwellingGroup
from agreements.models.imports import ImportBatch, ImportKind, ImportStatus
from agreements.models.parties import (
    Administrator,
    HousingOrganisation,
    Municipality,
    OrganisationInMunicipality,
)
from agreements.models.people import Membership, User
from agreements.models.staircases import Indicator, Staircase, Step, StepCondition

__all__ = [
    "Administrator",
    "Agreement",
    "AgreementParty",
    "AgreementVersion",
    "Area",
    "AreaMembership",
    "Department",
    "DepartmentMerger",
    "DwellingGroup",
    "HousingOrganisation",
    "ImportBatch",
    "ImportKind",
    "ImportStatus",
    "Indicator",
    "Membership",
    "Municipality",
    "OrganisationInMunicipality",
    "Staircase",
    "Step",
    "StepCondition",
    "User",
]
