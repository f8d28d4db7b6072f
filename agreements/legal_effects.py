"""PURE: what the law says of letting where an area is on an official list or has a development plan.

It goes before every agreement. Kept as dated data, each effect with its clause and how sure we are of it:
clauses are not yet held against the consolidated act, and some questions are open. The effects are a value,
so that one can be closed from a table later on, as the rule sets of the lists can (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.terms import AreaCategory


class Certainty(StrEnum):
    """How well an effect is known: read in the act, told by authorities and BL, or not settled."""

    read_in_act = "read_in_act"
    told = "told"
    unsettled = "unsettled"


class EffectKind(StrEnum):
    """What an effect is about."""

    person_filter = "person_filter"
    prevention_filter = "prevention_filter"
    obligatory_fleksibel = "obligatory_fleksibel"
    rejection = "rejection"
    refugees = "refugees"
    development_plan = "development_plan"
    combined_letting = "combined_letting"


class Situation(StrEnum):
    """What an area is on a day: on one of the lists, or off them with the development plan still running."""

    forebyggelsesomraade = "forebyggelsesomraade"
    udsat_boligomraade = "udsat_boligomraade"
    parallelsamfund = "parallelsamfund"
    omdannelsesomraade = "omdannelsesomraade"
    kombineret_udlejning = "kombineret_udlejning"
    former_omdannelsesomraade = "former_omdannelsesomraade"


@dataclass(frozen=True, slots=True)
class LegalEffect:
    """An effect of the law in some situations, in a sentence, from and to a day (None: not known, or open).

    `conditions` are those of a list in the law: one of them in the household is enough. `remark` is
    what is not settled although the effect is, or its exception.
    """

    kind: EffectKind
    situations: tuple[Situation, ...]
    clause: str
    text: str
    certainty: Certainty
    from_date: date | None = None
    to_date: date | None = None
    conditions: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OnList:
    """That an area is on an official list: since when, and by which publication."""

    category: AreaCategory
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class AreaOnDay:
    """An area as it is on a day: the lists it is on, and the first and last day of a plan that runs."""

    name: str
    listings: tuple[OnList, ...] = ()
    has_plan: bool = False
    plan_from: date | None = None
    plan_to: date | None = None

    @property
    def situations(self) -> tuple[Situation, ...]:
        """Return what the area is to the law; a plan outlives the list it came from (§ 168 a)."""
        listed = tuple(Situation(each.category.value) for each in self.listings)
        if self.has_plan and Situation.omdannelsesomraade not in listed:
            return (*listed, Situation.former_omdannelsesomraade)
        return listed


@dataclass(frozen=True, slots=True)
class Consequence:
    """An effect that bites, and the areas it comes from. `certainty` is that of the day asked about."""

    effect: LegalEffect
    areas: tuple[str, ...]
    certainty: Certainty

    @property
    def kind(self) -> EffectKind:
        return self.effect.kind

    @property
    def is_settled(self) -> bool:
        """Return whether the effect can be relied on; else the law does not say, as far as we know."""
        return self.certainty is not Certainty.unsettled


LISTED = (Situation.udsat_boligomraade, Situation.parallelsamfund, Situation.omdannelsesomraade)
FORMER = (Situation.former_omdannelsesomraade,)
LAW_OF_2021 = date(2021, 11, 30)
PLANS_END = date(2030, 1, 1)
HOUSEHOLD = "Kommunen må ikke anvise til en husstand, hvor mindst én"
CONDITIONS_BOTH = (
    "er dømt og inden for 6 måneder løsladt fra Kriminalforsorgen og har brug for en handleplan",
    "er under 18 år, er dømt og inden for 6 måneder løsladt fra en anden institution og har brug for en "
    "handleplan",
    "inden for 6 måneder har mistet en bolig efter grov tilsidesættelse af god skik og orden",
    "ikke er statsborger i EU, EØS eller Schweiz (studerende på en godkendt uddannelse er undtaget)",
)
CONDITIONS_LISTED = (
    *CONDITIONS_BOTH,
    "i 6 hele måneder i træk har fået en af de forsørgelsesydelser, som stk. 6 nr. 5 nævner",
    "får førtidspension",
    "i 6 måneder i træk har fået dagpenge, sygedagpenge eller ressourceforløbsydelse",
)
CONDITIONS_PREVENTION = (
    *CONDITIONS_BOTH,
    "i 6 hele måneder i træk har fået selvforsørgelses- og hjemrejseydelse eller overgangsydelse",
)
EXCEPTION = (
    "Loven har en undtagelse, når kommunen ikke kan skaffe en bolig uden for de udpegede områder; den "
    "begrundes for den enkelte borger."
)
BENEFITS_RENAMED = "Ydelserne skiftede navn 1. juli 2025, og lovens ordlyd derefter er ikke efterset."

LEGAL_EFFECTS: tuple[LegalEffect, ...] = (
    LegalEffect(
        EffectKind.obligatory_fleksibel,
        (Situation.forebyggelsesomraade, *LISTED),
        "almenboligloven § 60 stk. 4",
        "Alle ledige familieboliger, som kommunen ikke anviser, udlejes efter kommunalbestyrelsens "
        "kriterier, når de er fastsat og offentliggjort.",
        Certainty.told,
        from_date=LAW_OF_2021,
    ),
    LegalEffect(
        EffectKind.person_filter,
        LISTED,
        "almenboligloven § 59 stk. 6",
        HOUSEHOLD,
        Certainty.told,
        conditions=CONDITIONS_LISTED,
        remark="Om nr. 5–7 altid gælder eller kun efter kommunens beslutning, er ikke afklaret. "
        f"{BENEFITS_RENAMED} {EXCEPTION}",
    ),
    LegalEffect(
        EffectKind.prevention_filter,
        (Situation.forebyggelsesomraade,),
        "almenboligloven § 59 stk. 7",
        HOUSEHOLD,
        Certainty.read_in_act,
        from_date=LAW_OF_2021,
        conditions=CONDITIONS_PREVENTION,
        remark=f"{BENEFITS_RENAMED} {EXCEPTION}",
    ),
    LegalEffect(
        EffectKind.refugees,
        LISTED,
        "integrationsloven § 12",
        "Flygtninge må ikke boligplaceres her.",
        Certainty.read_in_act,
    ),
    LegalEffect(
        EffectKind.refugees,
        (Situation.forebyggelsesomraade,),
        "almenboligloven § 59 stk. 7",
        "Integrationsloven nævner ikke forebyggelsesområder, men reglen om statsborgerskab udelukker i "
        "praksis, at flygtninge anvises hertil.",
        Certainty.read_in_act,
        from_date=LAW_OF_2021,
    ),
    LegalEffect(
        EffectKind.rejection,
        (Situation.omdannelsesomraade,),
        "almenboligloven § 51 c",
        "En ansøger, der ikke bor i afdelingen, skal afvises, når både ansøger og eventuel ægtefælle får en "
        "af de ydelser, som bestemmelsen nævner. Kommunen svarer ja eller nej inden udlejningen.",
        Certainty.read_in_act,
        from_date=date(2019, 7, 1),
        remark=BENEFITS_RENAMED,
    ),
    LegalEffect(
        EffectKind.development_plan,
        (Situation.omdannelsesomraade,),
        "almenboligloven § 168 a",
        "Kommune og boligorganisation skal have en udviklingsplan, der bringer andelen af familieboliger "
        "ned inden 1. januar 2030.",
        Certainty.read_in_act,
        from_date=date(2018, 12, 1),
    ),
    LegalEffect(
        EffectKind.person_filter,
        FORMER,
        "almenboligloven § 168 a, jf. § 59 stk. 6 og 7",
        f"Udviklingsplanen løber endnu, og derfor gælder det stadig: {HOUSEHOLD[0].lower()}{HOUSEHOLD[1:]}",
        Certainty.read_in_act,
        to_date=PLANS_END,
        conditions=CONDITIONS_LISTED,
        remark="Det ophører, når planen er gennemført, eller området i 4 år i træk ikke har opfyldt § 61 a. "
        f"{EXCEPTION}",
    ),
    LegalEffect(
        EffectKind.rejection,
        FORMER,
        "almenboligloven § 168 a, jf. § 51 c",
        "Udviklingsplanen løber endnu, og derfor skal en ansøger, der ikke bor i afdelingen, stadig afvises, "
        "når både ansøger og eventuel ægtefælle får en af de ydelser, som § 51 c nævner.",
        Certainty.read_in_act,
        to_date=PLANS_END,
    ),
    LegalEffect(
        EffectKind.development_plan,
        FORMER,
        "almenboligloven § 168 a",
        "Udviklingsplanen fortsætter, selv om området ikke længere er på listen over omdannelsesområder.",
        Certainty.read_in_act,
        to_date=PLANS_END,
    ),
    LegalEffect(
        EffectKind.obligatory_fleksibel,
        FORMER,
        "almenboligloven § 60 stk. 4",
        "Om fleksibel udlejning er obligatorisk i et tidligere omdannelsesområde med udviklingsplan.",
        Certainty.unsettled,
    ),
    LegalEffect(
        EffectKind.refugees,
        FORMER,
        "integrationsloven § 12",
        "Om flygtninge må boligplaceres i et tidligere omdannelsesområde med udviklingsplan.",
        Certainty.unsettled,
    ),
    LegalEffect(
        EffectKind.combined_letting,
        (Situation.kombineret_udlejning,),
        "almenboligloven § 51 b",
        "Kommunalbestyrelsen kan beslutte kombineret udlejning, så nogle ansøgere på ventelisten afvises. "
        "Spørg kommunen, om den har besluttet det.",
        Certainty.read_in_act,
    ),
)


def legal_effects(
    *, areas: Iterable[AreaOnDay], on_date: date, effects: Sequence[LegalEffect] = LEGAL_EFFECTS
) -> tuple[Consequence, ...]:
    """Return what the law says of a department that lies in the areas, in the order of the effects.

    One consequence of each kind: a settled one goes before an unsettled one, and the filter on persons of
    § 59 stk. 6 before the narrower one of stk. 7. A day before an effect is known to hold makes it unsettled.
    """
    places = tuple(areas)
    found: dict[EffectKind, Consequence] = {}
    for effect in effects:
        names = tuple(area.name for area in places if set(area.situations) & set(effect.situations))
        is_over = effect.to_date is not None and on_date > effect.to_date
        if names and not is_over:
            new = Consequence(effect, names, _certainty(effect, on_date))
            found[effect.kind] = _stronger(found.get(effect.kind), new)
    if EffectKind.person_filter in found:
        found.pop(EffectKind.prevention_filter, None)
    return tuple(sorted(found.values(), key=lambda each: effects.index(each.effect)))


def consequence_of(consequences: Iterable[Consequence], *kinds: EffectKind) -> Consequence | None:
    """Return the consequence of one of the kinds, None where there is none."""
    return next((each for each in consequences if each.kind in kinds), None)


def _certainty(effect: LegalEffect, on_date: date) -> Certainty:
    is_before = effect.from_date is not None and on_date < effect.from_date
    return Certainty.unsettled if is_before else effect.certainty


def _stronger(known: Consequence | None, new: Consequence) -> Consequence:
    """Return the settled one of two of a kind, the first of them where both are."""
    return new if known is None or (new.is_settled and not known.is_settled) else known
