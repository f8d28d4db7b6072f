"""PURE: the themes on what is done in the departments: work and education, social life, safety."""

from agreements.catalogue.themes_entry import GROUP_EFFORTS, ThemeEntry, ThemeField
from agreements.terms import Part

EMPLOYMENT_EDUCATION = ThemeEntry(
    key="employment_education",
    title="Beskæftigelse og uddannelse",
    group=GROUP_EFFORTS,
    guidance=(
        "Aftal, hvad parterne gør for, at flere beboere kommer i arbejde eller uddannelse. Udlejning virker "
        "kun for de boliger, der bliver ledige; skal en afdelings tal ændre sig, må der også ske noget for "
        "dem, der allerede bor der. Boligorganisationerne kan bruge deres egne opgaver til fritidsjob, "
        "lærepladser og praktik. Aftal, hvem der betaler, og hvordan I ser, om det virker."
    ),
    fields=(
        ThemeField(
            "groups", "Beboere, indsatsen er for", "Fx »unge uden uddannelse og forældre uden arbejde«."
        ),
        ThemeField("municipal_effort", "Kommunens bidrag", "Fx »en jobkonsulent med træffetid i området«."),
        ThemeField(
            "organisation_effort",
            "Boligorganisationernes bidrag",
            "Fx »fritidsjob og lærepladser i driften og sociale klausuler ved renovering«.",
        ),
    ),
    draft=(
        "Parterne samarbejder om, at flere beboere kommer i arbejde eller uddannelse. Indsatsen er for "
        "{groups}. Kommunen bidrager med {municipal_effort}. Boligorganisationerne bidrager med "
        "{organisation_effort}. Indsatsen er frivillig for beboerne og har ingen betydning for deres "
        "lejeforhold. Parterne følger resultaterne gennem aftalens mål og tilpasser indsatsen, når tallene "
        "giver grund til det."
    ),
    settings=(Part.goals, Part.criteria_sets),
)

SOCIAL_CULTURAL = ThemeEntry(
    key="social_cultural",
    title="Sociale og kulturelle indsatser",
    group=GROUP_EFFORTS,
    guidance=(
        "Aftal, hvilke indsatser der skal styrke naboskab, trivsel og deltagelse, og hvem der står for dem. "
        "Byg gerne på beboerdemokratiet og de lokale foreninger, så indsatsen kan leve videre uden et "
        "projekt. Se efter, hvad der allerede findes i en helhedsplan, så aftalen bygger videre i stedet for "
        "at gentage. Skriv, hvordan det fortsætter, når en bevilling udløber."
    ),
    fields=(
        ThemeField(
            "efforts", "Indsatser", "Fx »lektiehjælp, velkomst til nye beboere og fælles aktiviteter«."
        ),
        ThemeField("departments", "Afdelinger", "Hvor indsatserne finder sted."),
        ThemeField("responsible", "Hvem der har ansvaret", "Fx »Den boligsociale enhed«."),
        ThemeField("financing", "Finansiering", "Hvem der betaler hvad, og hvor længe."),
    ),
    draft=(
        "Parterne gennemfører følgende sociale og kulturelle indsatser: {efforts}. Indsatserne finder sted i "
        "{departments}. {responsible} har ansvaret for, at de gennemføres, og orienterer parterne om "
        "forløbet. Indsatserne finansieres således: {financing}. Afdelingsbestyrelser og beboere inddrages, "
        "før en indsats begynder eller ændres. Nye lejere får besked om tilbuddene ved indflytningen. Inden "
        "en bevilling udløber, tager parterne stilling til, om og hvordan indsatsen fortsætter."
    ),
    settings=(Part.goals,),
)

SAFETY = ThemeEntry(
    key="safety",
    title="Tryghed og husorden",
    group=GROUP_EFFORTS,
    guidance=(
        "Aftal, hvordan parterne reagerer på utryghed og brud på husordenen, og hvem der taler med hvem. En "
        "tidlig samtale kan afværge en sag; aftal derfor den første henvendelse og ikke kun den sidste. "
        "Oplysninger om strafbare forhold og om personer kan kun deles, når loven giver adgang til det. Vær "
        "enige om, hvad en anvist lejer tilbydes, før en opsigelse kommer på tale."
    ),
    fields=(
        ThemeField("effort", "Indsatser for tryghed", "Fx »fælles tryghedsvandringer og bedre belysning«."),
        ThemeField("first_response", "Den første reaktion", "Fx »en samtale med lejeren i den samme uge«."),
        ThemeField("municipal_contact", "Kommunens kontakt i husordenssager", "Fx »den ene indgang«."),
        ThemeField("meetings", "Møder om tryghed", "Fx »med politiet og skolen en gang i kvartalet«."),
    ),
    draft=(
        "Parterne arbejder sammen om trygge afdelinger og gennemfører {effort}. Bryder en lejer husordenen, "
        "er den første reaktion {first_response}. Overvejer boligorganisationen at rejse en sag mod en "
        "lejer, kommunen har anvist, inddrager den først {municipal_contact}. Kommunen vurderer, om lejeren "
        "har brug for støtte, og giver boligorganisationen besked om, at der er handlet. Parterne mødes om "
        "tryghed {meetings}. Oplysninger om enkeltpersoner deles alene, når lovgivningen giver adgang til "
        "det, og kun i det omfang, sagen kræver."
    ),
    settings=(Part.goals,),
    law="almenboligloven §§ 63 d og 63 e (oplysninger om strafbare forhold og opsigelser)",
)

EFFORT_THEMES = (EMPLOYMENT_EDUCATION, SOCIAL_CULTURAL, SAFETY)
