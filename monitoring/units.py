"""PURE: what figures are measured on, from the department to the country."""

from enum import StrEnum


class UnitKind(StrEnum):
    """A unit that has figures. The wider ones are what departments are held up against."""

    department = "department"
    area = "area"
    organisation = "organisation"
    municipality = "municipality"
    region = "region"
    country = "country"


COUNTRY_CODE = "000"
"""Statistics Denmark's code for the whole country."""
