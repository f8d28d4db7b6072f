"""Content that says something of every part of an agreement."""

from datetime import date
from decimal import Decimal

from agreements.content.cooperation import Annex, Contact, Cooperation, Delivery, Forum, Goal, Theme
from agreements.terms import AnnexKind, Direction, ForumLevel
from tests import contents
from tests.agreements.test_forms_criteria import FULL as CRITERIA

OWN = Theme(key="velkomst", title="Velkomst", is_own=True, text="Nye lejere bydes velkommen.")
WORDED = Theme(key="quota", fields={"statement": "hvert kvartal"}, text="Vi tæller sammen.")
GOAL = Goal(
    key="arbejde",
    text="Flere er i arbejde.",
    indicator=contents.OUTSIDE,
    direction=Direction.down,
    target=Decimal(33),
    target_date=date(2027, 6, 30),
)
OFFICIALS = Forum(key="chefer", name="Chefgruppen", level=ForumLevel.officials)
DIRECTORS = Forum(key="tal", name="Direktørkredsen", level=ForumLevel.officials)
POLITICAL = Forum(key="boligforum", name="Boligforum", level=ForumLevel.political)
FIGURES = Delivery(key="tal", what="Nøgletal", delivered_by="Kommunen")
RENTS = Delivery(key="husleje", what="Huslejer", delivered_by="Boligorganisationerne")
TOGETHER = Cooperation(
    contacts=(Contact(name="Anna Holm", phone="12 34 56 78"),),
    forums=(POLITICAL, OFFICIALS, DIRECTORS),
    deliveries=(FIGURES, RENTS),
)
ANNEX = Annex(key="ordliste", title="Ordliste", kind=AnnexKind.text, text="Trin: et niveau.")
RICH = contents.agreed().model_copy(
    update={
        "criteria_sets": (contents.CRITERIA, CRITERIA),
        "themes": (Theme(key="purpose"), WORDED, OWN),
        "goals": (GOAL,),
        "cooperation": TOGETHER,
        "annexes": (ANNEX,),
    }
)
