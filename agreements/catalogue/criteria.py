"""PURE: the catalogue of criteria for flexible letting (almenboligloven § 60), and how the public reads them.

Criteria are objective and public, and never concern ethnic origin, nationality or citizenship.
"""

import re
from dataclasses import dataclass

from agreements.content.criteria import Criterion
from agreements.terms import CriteriaKind, HouseholdTest
from udlejning.lib.danish import number

MISSING = "…"
WHO_MEETS_IT = "who"
"""The blank for who in the household must meet it; no number."""
WHO = {
    HouseholdTest.all_adults: "Alle voksne i husstanden",
    HouseholdTest.one_adult: "Mindst én voksen i husstanden",
}
_SINGULAR = {"måneder": "måned", "timer": "time"}
_BLANK = re.compile(r"\{(?P<key>[a-z0-9_]+)\}")
_ONE_OF_MANY = re.compile(rf"\b1 ({'|'.join(_SINGULAR)})\b")
# The beginnings of words; those that other words and names begin with as well are spelled out.
_FORBIDDEN = re.compile(
    r"\b(?:etni|nationalitet|statsborger|statsløs|udlænding|indvandrer|efterkommere|flygtning|asyl"
    r"|ikke[\s\u2010-\u2014-]?(?:vestlig|dansk)|vestlige\s+lande|eu[\s-](?:borger|land)|eøs"
    r"|herkomst|afstamning|oprindelse|hjemland|fødeland|modersmål|tosproge|opholdstilladelse|hudfarve"
    r"|race(?:n|r|rne)?\b|racemæssig|religi|trosretning|trossamfund"
    r"|muslim|islam|jøde|jødisk|kristen\b|kristne\b|kristendom)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CriterionParameter:
    """A number that the agreement fills in: its key, its name on the form and its unit; never a default."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class CriterionEntry:
    """A criterion that a set can have.

    `text` has a `{key}` for each parameter, and `{who}` where it is met by one adult or by all.
    `documentation` proposes what the applicant shows; `guidance` is what the parties should think of.
    """

    key: str
    name: str
    text: str
    parameters: tuple[CriterionParameter, ...]
    documentation: str
    household_default: HouseholdTest = HouseholdTest.one_adult
    kind: CriteriaKind = CriteriaKind.ordinary
    guidance: str = ""

    @property
    def asks_who(self) -> bool:
        """Return whether it matters who in the household meets it; else it concerns the household itself."""
        return "{who}" in self.text


HOURS = CriterionParameter("hours", "Timer om ugen, mindst", "timer")
AGE_FROM = CriterionParameter("age", "Alder, mindst", "år")
AGE_BELOW = CriterionParameter("age", "Alder, under", "år")
YEARS = CriterionParameter("years", "År, mindst", "år")
WITHIN_MONTHS = CriterionParameter("months", "Måneder, højst", "måneder")
LASTED_MONTHS = CriterionParameter("months", "Måneder, mindst", "måneder")
DISTANCE = CriterionParameter("km", "Afstand fra boligen, højst", "km")
ROOMS = CriterionParameter("rooms", "Rum i den bolig, der fraflyttes, mindst", "rum")
AMOUNT_A_YEAR = CriterionParameter("amount", "Beløb om året, mindst", "kr.")

CONTRACT_AND_PAYSLIPS = "Ansættelseskontrakt og de seneste lønsedler."
ENROLMENT = "Dateret bekræftelse på optagelse eller indskrivning fra uddannelsesstedet."

CRITERIA: tuple[CriterionEntry, ...] = (
    CriterionEntry(
        key="job",
        name="Arbejde",
        text="{who} har lønarbejde i mindst {hours} timer om ugen.",
        parameters=(HOURS,),
        documentation=CONTRACT_AND_PAYSLIPS,
        guidance="Tag stilling til, om vikararbejde og tidsbegrænset arbejde tæller med.",
    ),
    CriterionEntry(
        key="job_permanent",
        name="Fast arbejde",
        text="{who} har lønarbejde uden slutdato i mindst {hours} timer om ugen.",
        parameters=(HOURS,),
        documentation=CONTRACT_AND_PAYSLIPS,
        guidance="Udelukker tidsbegrænsede stillinger, også i fag, hvor de er almindelige.",
    ),
    CriterionEntry(
        key="job_held",
        name="Arbejde, der har varet en tid",
        text="{who} har i mindst {months} måneder haft lønarbejde i mindst {hours} timer om ugen.",
        parameters=(LASTED_MONTHS, HOURS),
        documentation="Ansættelseskontrakt og lønsedler for perioden.",
    ),
    CriterionEntry(
        key="job_soon",
        name="Arbejde, der begynder snart",
        text=(
            "{who} begynder højst {months} måneder efter overtagelsen af boligen i et lønarbejde på mindst "
            "{hours} timer om ugen."
        ),
        parameters=(WITHIN_MONTHS, HOURS),
        documentation="Underskrevet ansættelseskontrakt med startdato.",
    ),
    CriterionEntry(
        key="self_employed",
        name="Selvstændig",
        text="{who} driver egen virksomhed som hovedbeskæftigelse og kan betale huslejen.",
        parameters=(),
        documentation="CVR-nummer og årsopgørelse, regnskab eller forskudsopgørelse.",
        guidance="Aftal, hvordan det vurderes, om huslejen kan betales.",
    ),
    CriterionEntry(
        key="self_employed_turnover",
        name="Selvstændig med en omsætning",
        text="{who} driver egen virksomhed med en omsætning på mindst {amount}\u00a0kr. det seneste år.",
        parameters=(AMOUNT_A_YEAR,),
        documentation="CVR-nummer og regnskab for det seneste år.",
    ),
    CriterionEntry(
        key="education",
        name="Uddannelse",
        text="{who} er optaget på eller i gang med en uddannelse, der giver ret til SU.",
        parameters=(),
        documentation=f"{ENROLMENT} Erklæring om SU.",
    ),
    CriterionEntry(
        key="education_length",
        name="Uddannelse af en vis længde",
        text="{who} er optaget på eller i gang med en uddannelse, der varer mindst {months} måneder.",
        parameters=(LASTED_MONTHS,),
        documentation=ENROLMENT,
    ),
    CriterionEntry(
        key="education_soon",
        name="Uddannelse, der begynder snart",
        text="{who} begynder på en uddannelse højst {months} måneder efter overtagelsen af boligen.",
        parameters=(WITHIN_MONTHS,),
        documentation=f"{ENROLMENT} Startdatoen skal fremgå.",
    ),
    CriterionEntry(
        key="apprentice",
        name="Lærling eller elev",
        text="{who} har en uddannelsesaftale som lærling eller elev.",
        parameters=(),
        documentation="Underskrevet uddannelsesaftale.",
    ),
    CriterionEntry(
        key="commuter",
        name="Pendler",
        text="{who} bor uden for kommunen og arbejder i kommunen mindst {hours} timer om ugen.",
        parameters=(HOURS,),
        documentation="Tro og love-erklæring om bopæl og arbejdsgiverens bekræftelse af arbejdsstedet.",
    ),
    CriterionEntry(
        key="works_nearby",
        name="Arbejder i nærheden",
        text="{who} arbejder højst {km} km fra boligen.",
        parameters=(DISTANCE,),
        documentation="Ansættelseskontrakt, hvor arbejdsstedet fremgår.",
        guidance="Aftal, om afstanden måles i luftlinje eller ad vejen.",
    ),
    CriterionEntry(
        key="studies_nearby",
        name="Studerer i nærheden",
        text="{who} er under uddannelse på et uddannelsessted højst {km} km fra boligen.",
        parameters=(DISTANCE,),
        documentation=ENROLMENT,
        guidance="Aftal, om afstanden måles i luftlinje eller ad vejen.",
    ),
    CriterionEntry(
        key="studies_in_municipality",
        name="Studerer i kommunen",
        text="{who} er under uddannelse på et uddannelsessted i kommunen.",
        parameters=(),
        documentation=ENROLMENT,
    ),
    CriterionEntry(
        key="new_graduate",
        name="Nyuddannet",
        text="{who} har afsluttet en uddannelse ud over grundskolen for højst {months} måneder siden.",
        parameters=(WITHIN_MONTHS,),
        documentation="Dateret eksamensbevis eller svendebrev.",
    ),
    CriterionEntry(
        key="divorce",
        name="Skilsmisse eller samlivsophør",
        text=(
            "Ansøgeren er blevet skilt, separeret eller gået fra sin samlever for højst {months} måneder "
            "siden efter mindst {years} år på fælles adresse."
        ),
        parameters=(WITHIN_MONTHS, YEARS),
        documentation="Bevilling til separation eller skilsmisse, og bopælsattest med den fælles adresse.",
    ),
    CriterionEntry(
        key="divorce_with_children",
        name="Skilsmisse eller samlivsophør med børn",
        text=(
            "Ansøgeren er blevet skilt, separeret eller gået fra sin samlever for højst {months} måneder "
            "siden og har børn under {age} år, der bor hos ansøgeren helt eller delvist."
        ),
        parameters=(WITHIN_MONTHS, AGE_BELOW),
        documentation="Bevilling til separation eller skilsmisse, bopælsattest og aftale om børnenes bopæl.",
        guidance="Tag stilling til deleordninger, så begge forældre ved, hvor de står.",
    ),
    CriterionEntry(
        key="senior",
        name="Senior",
        text="{who} er fyldt {age} år.",
        parameters=(AGE_FROM,),
        documentation="Sundhedskort eller anden legitimation.",
    ),
    CriterionEntry(
        key="senior_frees_dwelling",
        name="Senior, der frigør en større bolig",
        text="{who} er fyldt {age} år og fraflytter en bolig i kommunen med mindst {rooms} rum.",
        parameters=(AGE_FROM, ROOMS),
        documentation="Legitimation og lejekontrakt eller ejendomsoplysninger for den bolig, der fraflyttes.",
    ),
    CriterionEntry(
        key="health",
        name="Sygdom eller handicap",
        text="{who} har på grund af sygdom eller handicap et dokumenteret behov for en anden bolig.",
        parameters=(),
        documentation="Lægeerklæring, der vises frem, når kontrakten underskrives, og ikke gemmes.",
        guidance="Helbredsoplysninger er følsomme: gem alene, at behovet er dokumenteret.",
    ),
    CriterionEntry(
        key="near_family",
        name="Tæt på familie",
        text="{who} giver hjælp til eller får hjælp af nær familie, der bor højst {km} km fra boligen.",
        parameters=(DISTANCE,),
        documentation="Tro og love-erklæring og bopælsattest for det familiemedlem, det drejer sig om.",
    ),
    CriterionEntry(
        key="young",
        name="Ung",
        text="{who} er under {age} år.",
        parameters=(AGE_BELOW,),
        documentation="Legitimation.",
    ),
    CriterionEntry(
        key="young_local",
        name="Ung fra kommunen",
        text="{who} er under {age} år og har boet i kommunen i mindst {years} år.",
        parameters=(AGE_BELOW, YEARS),
        documentation="Legitimation og bopælsattest.",
    ),
    CriterionEntry(
        key="local",
        name="Tilknytning til kommunen",
        text="{who} har boet i kommunen i mindst {years} år.",
        parameters=(YEARS,),
        documentation="Bopælsattest.",
    ),
    CriterionEntry(
        key="families_with_children",
        name="Børnefamilie",
        text="Husstanden har hjemmeboende børn under {age} år.",
        parameters=(AGE_BELOW,),
        documentation="Bopælsattest for husstanden.",
        guidance="Kan gælde alene for boliger af en vis størrelse; det sættes i kriteriesættet.",
    ),
    CriterionEntry(
        key="strict_job",
        name="Skærpet: arbejde gennem længere tid",
        text="{who} har i mindst {years} år haft lønarbejde i mindst {hours} timer om ugen.",
        parameters=(YEARS, HOURS),
        documentation="Ansættelseskontrakt og lønsedler for hele perioden.",
        household_default=HouseholdTest.all_adults,
        kind=CriteriaKind.strict,
        guidance="Tag stilling til sygdom, barsel og korte ophold mellem to job.",
    ),
    CriterionEntry(
        key="strict_work_or_education",
        name="Skærpet: arbejde eller uddannelse gennem længere tid",
        text="{who} har i mindst {years} år været i lønarbejde eller under uddannelse.",
        parameters=(YEARS,),
        documentation="Lønsedler og bekræftelser fra uddannelsesstedet for hele perioden.",
        household_default=HouseholdTest.all_adults,
        kind=CriteriaKind.strict,
        guidance="Aftal, fra hvilken alder kriteriet gælder, og hvad der gælder for pensionister.",
    ),
    CriterionEntry(
        key="strict_no_benefit",
        name="Skærpet: ingen kontanthjælp",
        text="{who} har i mindst {years} år ikke fået kontanthjælp eller en tilsvarende ydelse.",
        parameters=(YEARS,),
        documentation="Årsopgørelser for perioden og tro og love-erklæring.",
        household_default=HouseholdTest.all_adults,
        kind=CriteriaKind.strict,
        guidance="Ydelserne skifter navn; nævn dem, I mener, i jeres egen tekst.",
    ),
    CriterionEntry(
        key="strict_income",
        name="Skærpet: indkomst",
        text="Husstandens samlede indkomst før skat er mindst {amount}\u00a0kr. om året.",
        parameters=(AMOUNT_A_YEAR,),
        documentation="Seneste årsopgørelse og de seneste lønsedler.",
        kind=CriteriaKind.strict,
    ),
    CriterionEntry(
        key="strict_education",
        name="Skærpet: gennemført uddannelse",
        text="{who} har gennemført en uddannelse ud over grundskolen.",
        parameters=(),
        documentation="Eksamensbevis eller svendebrev.",
        household_default=HouseholdTest.all_adults,
        kind=CriteriaKind.strict,
    ),
    CriterionEntry(
        key="strict_no_conviction",
        name="Skærpet: ingen dom",
        text=(
            "{who} har i mindst {years} år ikke fået en dom for overtrædelse af straffeloven, våbenloven "
            "eller lov om euforiserende stoffer."
        ),
        parameters=(YEARS,),
        documentation="Privat straffeattest, der vises frem og ikke gemmes.",
        household_default=HouseholdTest.all_adults,
        kind=CriteriaKind.strict,
        guidance="Oplysninger om domme kræver et særligt grundlag: gem alene, at kriteriet er opfyldt.",
    ),
    CriterionEntry(
        key="own",
        name="Eget kriterium",
        text="",
        parameters=(),
        documentation="",
        guidance="Skriv teksten selv. Kriteriet skal være objektivt, og det skal kunne dokumenteres.",
    ),
)
_BY_KEY = {entry.key: entry for entry in CRITERIA}


def criterion_entry(key: str) -> CriterionEntry | None:
    """Return the criterion of that key, None where the catalogue has none."""
    return _BY_KEY.get(key)


def criterion_text(criterion: Criterion) -> str:
    """Return a criterion as the public reads it: "Mindst én voksen i husstanden er fyldt 55 år."

    The agreement's own text goes before the catalogue's; both may hold blanks. A number that is not filled in
    reads "…", and so does a criterion that has a text neither place.
    """
    words = {key: number(value) for key, value in criterion.parameters.items()}
    words[WHO_MEETS_IT] = WHO[criterion.household]
    sentence = _BLANK.sub(lambda blank: words.get(blank["key"], MISSING), _wording(criterion))
    return _ONE_OF_MANY.sub(lambda many: f"1 {_SINGULAR[many[1]]}", sentence) or MISSING


def numbers_missing(criterion: Criterion) -> tuple[str, ...]:
    """Return the names of the numbers that a criterion's sentence has blanks for and that are not filled in.

    A blank of the parties' own making, which the catalogue has no name for, is named by its key.
    """
    entry = criterion_entry(criterion.kind)
    names = {each.key: each.label for each in entry.parameters} if entry is not None else {}
    blanks = dict.fromkeys(blank["key"] for blank in _BLANK.finditer(_wording(criterion)))
    filled = {WHO_MEETS_IT, *criterion.parameters}
    return tuple(names.get(key, key) for key in blanks if key not in filled)


def forbidden_words_in(text: str) -> tuple[str, ...]:
    """Return the words that suggest a criterion on ethnic origin, nationality, citizenship, race or religion.

    As they are written, each once. A text that has any cannot be adopted: what is lawful can be said without
    them. That it has none proves nothing, for a forbidden criterion may be worded without (almenboligloven
    § 60).
    """
    found = {match[0].lower(): match[0] for match in reversed(list(_FORBIDDEN.finditer(text)))}
    return tuple(reversed(found.values()))


def _wording(criterion: Criterion) -> str:
    entry = criterion_entry(criterion.kind)
    return criterion.text or (entry.text if entry is not None else "")
