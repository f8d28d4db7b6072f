"""An agreement to print in tests. All figures and thresholds are constructed."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from agreements.content.cooperation import Annex, Contact, Cooperation, Delivery, Forum, Goal, Theme
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.content.document import Content
from agreements.content.rules import Condition, IndicatorRule
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import (
    AgreedTerms,
    Counting,
    Deadline,
    EveryNthQuota,
    Fleksibel,
    NoQuota,
    ShareQuota,
    Terms,
    TermsFor,
)
from agreements.documents.blocks import SignatureLine
from agreements.documents.inputs import Head, Parties, Reader, ReaderKind, Standing
from agreements.documents.outline import compose
from agreements.terms import (
    AnnexKind,
    Confidentiality,
    DayKind,
    Direction,
    FleksibelMode,
    ForumLevel,
    StepColour,
    StepShape,
)
from agreements.wording.rules import IndicatorName
from udlejning.lib.comparison import Operator

PUBLIC = Reader(ReaderKind.public)
MUNICIPALITY = Reader(ReaderKind.municipality)
BO = Reader(ReaderKind.party, frozenset({"9901"}))
STAIRCASE_NAME = "Trappen for familieboliger"
OUTSIDE = "outside_labour_market_or_education"
INDICATORS = {OUTSIDE: IndicatorName("Uden tilknytning til arbejdsmarked eller uddannelse", "%")}

STEPS = (
    Step(
        key="red",
        name="Rød",
        colour=StepColour.red,
        shape=StepShape.diamond,
        rules=(
            IndicatorRule(
                condition=Condition(indicator=OUTSIDE, operator=Operator.at_least, threshold=Decimal(43))
            ),
        ),
        terms=Terms(
            may_report=False,
            fleksibel=Fleksibel(mode=FleksibelMode.required, share=Decimal(61), criteria_set="ordinary"),
        ),
    ),
    Step(key="green", name="Grøn", colour=StepColour.green, shape=StepShape.circle),
)
STAIRCASE = Staircase(key="family", name=STAIRCASE_NAME, steps=STEPS)
TERMS = AgreedTerms(
    everywhere=Terms(may_report=True, quota=ShareQuota(share=Decimal(25))),
    special=(
        TermsFor(key="park", name="Parken for sig", departments=("9901/001",), terms=Terms(quota=NoQuota())),
        TermsFor(
            key="lake",
            name="Søkanten for sig",
            departments=("9902/001",),
            terms=Terms(quota=EveryNthQuota(n=8)),
        ),
    ),
    counting=Counting(returned_counts=True),
    deadline=Deadline(answer_days=5, day_kind=DayKind.working),
)
CRITERIA = CriteriaSet(
    key="ordinary",
    name="Almindelige kriterier",
    criteria=(Criterion(key="work", kind="job", text="Har arbejde", documentation="Tre lønsedler"),),
)
GOAL = Goal(
    key="work",
    text="Flere beboere i arbejde",
    indicator=OUTSIDE,
    direction=Direction.down,
    target=Decimal(33),
    target_date=date(2029, 12, 31),
)
COOPERATION = Cooperation(
    contacts=(Contact(name="Anna Holm", role="boligkoordinator"),),
    forums=(Forum(key="forum", name="Boligforum", level=ForumLevel.political, meetings_a_year=1),),
    deliveries=(Delivery(key="figures", what="Nøgletal", delivered_by="Kommunen", when="1. februar"),),
)
PARTS = Content(
    terms=TERMS,
    staircases=(STAIRCASE,),
    criteria_sets=(CRITERIA,),
    goals=(GOAL,),
    cooperation=COOPERATION,
)
STANDINGS = (
    Standing(
        "Boligforeningen Øst",
        "9901/001",
        "Parken",
        STAIRCASE_NAME,
        "Grøn",
        StepColour.green,
        date(2026, 1, 1),
    ),
    Standing(
        "Boligselskabet Ærø",
        "9902/001",
        "Søkanten",
        STAIRCASE_NAME,
        "Rød",
        StepColour.red,
        date(2026, 1, 1),
    ),
    Standing("Boligselskabet Ærø", "9902/002", "Ågården", STAIRCASE_NAME),
)
PARTIES = Parties(
    present=(
        SignatureLine("Åkøbing Kommune", "10000009", signed="Vedtaget 12. maj 2026"),
        SignatureLine("Boligforeningen Øst", "20000007", organisations=("9901",)),
        SignatureLine("Boligselskabet Ærø", "30000005", ("Ungdomsboligselskabet",), organisations=("9902",)),
    ),
    former=(
        SignatureLine("Boligforeningen Vest", "40000003", signed="1. marts 2026", organisations=("9903",)),
    ),
)
HEAD = Head(
    title="Fælles udlejningsaftale",
    municipality="Åkøbing Kommune",
    from_date=date(2026, 1, 1),
    to_date=date(2029, 12, 31),
    status_line="Kladde",
    printed_on=date(2026, 11, 21),
    is_draft=True,
    decisions=("Byrådet i Åkøbing Kommune vedtog aftalen 12. maj 2026.",),
    missing=("Boligselskabet Ærø har ikke truffet beslutning.",),
)


def words(part):
    """Return all that a document, or a part of one, says, with plain spaces."""
    return json.dumps(asdict(part), default=str, ensure_ascii=False).replace("\u00a0", " ")


def with_themes(*keys, **parts):
    return PARTS.model_copy(
        update={"themes": tuple(Theme(key=key, text="Det aftalte.") for key in keys), **parts}
    )


def annex(kind, confidentiality=Confidentiality.public, *, text=""):
    return Annex(key=kind.value, title="Et bilag", kind=kind, confidentiality=confidentiality, text=text)


def annexed(*annexes):
    return PARTS.model_copy(update={"annexes": annexes})


def everything():
    """An agreement with a theme of everything and an annex of each kind."""
    keys = ("quota", "purpose", "staircase", "flexible_letting", "collaboration", "safety")
    return with_themes(*keys, annexes=tuple(annex(kind) for kind in AnnexKind))


def composed(content=PARTS, *, reader=MUNICIPALITY, head=HEAD, standings=STANDINGS, parties=PARTIES):
    return compose(
        content=content,
        head=head,
        parties=parties,
        standings=standings,
        indicators=INDICATORS,
        reader=reader,
    )
