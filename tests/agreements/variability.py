"""Every column of the variability table as an agreement: what real agreements were found to hold.

What the table says is built as it says. Where the source is silent the content still needs an answer; then
the figure is CONSTRUCTED, as are all LBF numbers of organisations, every deadline, every rounding and every
threshold: no source publishes them, and none is anybody's default. Who the parties are is no content.
"""

from agreements.content.document import Content
from agreements.content.terms import Fleksibel, Quota
from agreements.terms import DwellingType
from agreements.terms_in_force import TermsInForce, terms_in_force
from tests.agreements.variability_lists import (
    broendby,
    frederiksberg,
    lolland,
    nyborg_2015,
    nyborg_2020,
    odense,
    one_in_four_from_the_first,
    soenderborg,
)
from tests.agreements.variability_pieces import Column
from tests.agreements.variability_staircases import (
    aalborg,
    bl_template,
    helsingoer,
    koebenhavn_19,
    koebenhavn_24,
)

__all__ = ["COLUMNS", "Column", "content", "fleksibel", "in_force", "one_in_four_from_the_first", "quota"]

COLUMNS = {
    "Aalborg": aalborg(),
    "Helsingør": helsingoer(),
    "København 24": koebenhavn_24(),
    "København 19": koebenhavn_19(),
    "Frederiksberg": frederiksberg(),
    "Brøndby": broendby(),
    "Sønderborg B42": soenderborg(),
    "Nyborg 2015": nyborg_2015(),
    "Nyborg 2020": nyborg_2020(),
    "Lolland": lolland(),
    "Odense": odense(),
    "BL": bl_template(),
}


def content(name: str) -> Content:
    """What the column says."""
    return COLUMNS[name].content


def in_force(
    name: str,
    department: str = "9999/999",
    *,
    dwelling_type: DwellingType = DwellingType.family,
    **standing: str,
) -> TermsInForce:
    """What holds for a department, without terms of its own unless one is named, on the steps named."""
    return terms_in_force(
        content=content(name), department=department, dwelling_type=dwelling_type, standing=standing
    )


def quota(name: str, *where: str, **standing: str) -> Quota:
    return in_force(name, *where, **standing).quota.value


def fleksibel(name: str, *where: str, **standing: str) -> Fleksibel:
    return in_force(name, *where, **standing).fleksibel.value
