"""Every column of the variability table as an agreement: what real agreements were found to hold.

What the table says is built as it says. Where the source is silent the content still needs an answer; then
the figure is CONSTRUCTED, as are all LBF numbers of organisations, every deadline, every rounding and every
threshold: no source publishes them, and none is anybody's default. Who the parties are is no content.
"""

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

__all__ = ["COLUMNS", "Column", "one_in_four_from_the_first"]

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
