"""PURE: the themes on anvisning and letting: staircase, allocation, quota, flexible and combined letting."""

from agreements.catalogue.themes_entry import GROUP_LETTING, ThemeEntry, ThemeField
from agreements.terms import Part

STAIRCASE = ThemeEntry(
    key="staircase",
    title="Trappemodel",
    group=GROUP_LETTING,
    guidance=(
        "Aftal, hvilke nøgletal der placerer en afdeling, hvor mange trin der er, og hvad der følger af "
        "hvert trin. Nogle aftaler har én trappe for alle afdelinger, andre har en for områder og en for "
        "afdelinger, eller en særlig for ungdomsboliger. Vælg få nøgletal, som begge parter kan genkende, og "
        "afklar, hvad der gælder for små afdelinger uden tal. Prøv grænserne på de seneste års tal, før I "
        "lægger jer fast: en afdeling tæt på en grænse kan ellers skifte trin hvert år."
    ),
    fields=(
        ThemeField(
            "hearing",
            "Hvordan boligorganisationerne bliver hørt",
            "Fx »skriftligt, inden forslaget lægges frem til vedtagelse«.",
        ),
        ThemeField(
            "approved_by", "Hvem der vedtager indplaceringen", "Fx »det politiske forum på det årlige møde«."
        ),
    ),
    draft=(
        "Afdelingerne indplaceres på trin efter de regler, der er fastsat i aftalens trappemodel. Trinnet "
        "afgør, om ledige boliger kan indmeldes, om kommunen kan anvise, og om afdelingen udlejer "
        "fleksibelt. Kommunen udarbejder et forslag til indplacering på grundlag af de aftalte nøgletal og "
        "vedlægger tallene. Boligorganisationerne høres {hearing}. Indplaceringen vedtages af {approved_by} "
        "og gælder fra den dato, der fremgår af vedtagelsen. En afdeling uden datagrundlag placeres på den "
        "måde, trappemodellen fastsætter; sker det i hånden, begrundes det skriftligt. Skifter en afdeling "
        "trin, gælder det nye trins vilkår for boliger, der indmeldes fra denne dato."
    ),
    settings=(Part.staircases,),
    law="almenboligloven §§ 61 a og 61 b (boligområder på de officielle lister)",
)

MUNICIPAL_ALLOCATION = ThemeEntry(
    key="municipal_allocation",
    title="Kommunal anvisning",
    group=GROUP_LETTING,
    guidance=(
        "Aftal, hvad boligerne skal bruges til, hvilke afdelinger kommunen kan anvise til, og hvornår en "
        "bolig er værd at tilbyde. Mange boliger går forgæves frem og tilbage, fordi huslejen er for høj "
        "eller boligen for stor; skriv derfor, hvad der gør en bolig relevant. Afklar også, hvornår boligen "
        "indmeldes, og hvad der sker, når kommunen ikke svarer. Nogle kommuner og boligorganisationer holder "
        "faste møder, hvor ledige boliger og borgere bringes sammen."
    ),
    fields=(
        ThemeField(
            "need",
            "Boligsociale opgaver, boligerne bruges til",
            "Fx »boliger til borgere i hjemløshed og til familier i en akut krise«.",
        ),
        ThemeField(
            "relevance",
            "Hvad der gør en bolig relevant",
            "Fuldfør sætningen »når …«, fx »størrelse, husleje og tilgængelighed svarer til de borgere, der "
            "venter«.",
        ),
        ThemeField(
            "reporting",
            "Hvornår boligen indmeldes",
            "Fx »samme dag, som lejerens opsigelse er bekræftet«.",
        ),
    ),
    draft=(
        "Boligorganisationerne stiller ledige boliger til rådighed for kommunen til løsning af påtrængende "
        "boligsociale opgaver, herunder {need}. En bolig er relevant for kommunen, når {relevance}. Hvilke "
        "afdelinger og målgrupper kommunen kan anvise til, følger af aftalens vilkår og af afdelingens trin. "
        "Boligorganisationen indmelder en ledig bolig {reporting}, og kommunen svarer inden for den frist, "
        "der er fastsat i aftalens vilkår. Svarer kommunen ikke inden fristen, kan boligorganisationen "
        "udleje boligen til anden side. Kommunen afgør, hvem der får boligen, efter en konkret vurdering af "
        "borgerens behov og af afdelingens beboersammensætning. Anvisningen sker inden for de begrænsninger, "
        "som lovgivningen sætter for områder på de officielle lister."
    ),
    settings=(Part.terms, Part.staircases),
    law="almenboligloven § 59 (kommunal anvisning)",
)

QUOTA = ThemeEntry(
    key="quota",
    title="Kvote",
    group=GROUP_LETTING,
    guidance=(
        "Aftal, hvor mange ledige boliger kommunen har ret til, og hvordan de tælles: som en andel, som hver "
        "bolig med et bestemt nummer i rækken, som en andel af en fast bestand eller efter anmodning. Skriv, "
        "om der tælles i hver afdeling eller samlet; det er ikke givet på forhånd. Tag også stilling til "
        "interne flytninger, afrunding, boliger, der sendes tilbage, og hvad der sker med kvoten i skærmede "
        "afdelinger. Regn et år igennem på jeres egne tal, før I skriver under, så I er enige om tællemåden."
    ),
    fields=(
        ThemeField("statement", "Hvornår kvoten gøres op", "Fx »hvert kvartal i det praktiske forum«."),
        ThemeField(
            "correction",
            "Hvad parterne gør ved en skævhed",
            "Fuldfør sætningen, fx »aftaler parterne på næste møde, hvordan forskellen udlignes«.",
        ),
    ),
    draft=(
        "Kommunen har ret til den del af de ledige boliger, der er fastsat i aftalens vilkår. Vilkårene "
        "angiver også, hvilke ledige boliger der regnes med, hvordan der afrundes, hvornår tællingen "
        "begynder, og hvornår en tur er brugt. Hvor en afdeling er skærmet, følger kvoten af vilkårene for "
        "dens trin. Kvoten gøres op {statement}. Viser opgørelsen, at en part har fået flere eller færre "
        "boliger end aftalt, {correction}. Opgørelsen er tilgængelig for begge parter og angiver for hver "
        "bolig, hvorfor den tilfaldt kommunen eller boligorganisationen."
    ),
    settings=(Part.terms, Part.staircases),
    law="almenboligloven § 59 (kommunal anvisning)",
)

FLEXIBLE_LETTING = ThemeEntry(
    key="flexible_letting",
    title="Fleksibel udlejning med almindelige og skærpede kriterier",
    group=GROUP_LETTING,
    guidance=(
        "Aftal, hvor der udlejes fleksibelt, hvor stor en del af udlejningerne det gælder, og hvilke "
        "kriterier der giver fortrin. Kriterierne skal være objektive og offentlige og må aldrig angå etnisk "
        "oprindelse, nationalitet eller statsborgerskab; i områder på de officielle lister fastsætter "
        "kommunalbestyrelsen dem selv. Skærpede kriterier kan tømme en afdeling, hvis for få på ventelisten "
        "opfylder dem, så aftal, hvad der sker med boligen, når ingen gør. Tag stilling til, om den, der "
        "flytter inden for sin egen afdeling, skal opfylde kriterierne."
    ),
    fields=(
        ThemeField(
            "aim",
            "Formålet med fleksibel udlejning",
            "Fuldfør sætningen »for at …«, fx »få flere beboere i arbejde eller uddannelse«.",
        ),
        ThemeField(
            "publication",
            "Hvor kriterierne offentliggøres",
            "Fx »på kommunens og boligorganisationernes hjemmesider«.",
        ),
        ThemeField("checked_by", "Hvem der kontrollerer dokumentationen", "Fx »Boligorganisationen«."),
        ThemeField(
            "no_applicants",
            "Hvad der sker, når ingen opfylder kriterierne",
            "Fuldfør sætningen, fx »udlejes boligen efter den almindelige venteliste«.",
        ),
    ),
    draft=(
        "Parterne anvender fleksibel udlejning for at {aim}. Hvor der udlejes fleksibelt, i hvilket omfang "
        "og efter hvilket kriteriesæt, er fastsat i aftalens vilkår. Kriterierne, deres rækkefølge, kravene "
        "til dokumentation og undtagelserne fremgår af kriteriesættet; hvor det er aftalt, gælder et skærpet "
        "kriteriesæt. Kriterierne er objektive og angår ikke etnisk oprindelse, nationalitet eller "
        "statsborgerskab. De offentliggøres {publication}, før de tages i brug. {checked_by} kontrollerer "
        "dokumentationen, inden lejekontrakten underskrives. Er der ingen på ventelisten, der opfylder "
        "kriterierne, {no_applicants}. Boliger, som kommunen anviser, er ikke omfattet af fleksibel "
        "udlejning."
    ),
    settings=(Part.terms, Part.staircases, Part.criteria_sets),
    law="almenboligloven § 60 (fleksibel udlejning)",
)

COMBINED_LETTING = ThemeEntry(
    key="combined_letting",
    title="Kombineret udlejning",
    group=GROUP_LETTING,
    guidance=(
        "Kombineret udlejning er kommunalbestyrelsens beslutning og kan kun bruges i områder, der opfylder "
        "lovens betingelser; i omdannelsesområder er afvisningen derimod en pligt. Det, I kan aftale, er, "
        "hvordan det foregår i praksis: hvem der spørger, hvor hurtigt kommunen svarer, og hvordan en afvist "
        "boligsøgende hjælpes videre. Boligen står tom, mens der ventes på svar, så en frist er vigtig. Lad "
        "kommunen svare ja eller nej uden at oplyse, hvilken ydelse det drejer sig om."
    ),
    fields=(
        ThemeField("areas", "Områder, der er omfattet", "Navnene på områderne, som de står på listen."),
        ThemeField(
            "answer_time",
            "Frist for kommunens svar",
            "Hvor hurtigt kommunen svarer, fx »inden for … hverdage«.",
        ),
        ThemeField(
            "substitute",
            "Hvordan der findes en anden bolig",
            "Fx »gennem boliganvisningen og uden at ancienniteten mistes«.",
        ),
    ),
    draft=(
        "Reglerne om afvisning af visse boligsøgende anvendes i følgende områder: {areas}. Før en bolig i "
        "disse områder udlejes til en boligsøgende fra ventelisten, der ikke allerede bor i afdelingen, "
        "spørger boligorganisationen kommunen, om det kan ske. Kommunen svarer {answer_time} med et ja eller "
        "et nej og oplyser ikke grunden. Svarer kommunen nej, tilbydes boligen den næste på ventelisten. "
        "Kommunen tilbyder en anden passende bolig, når lovens betingelser for det er opfyldt; det sker "
        "{substitute}. Boligorganisationen gemmer alene svaret og datoen for det. Områderne følger de "
        "officielle lister, og parterne retter temaet til, når en liste ændres."
    ),
    law="almenboligloven § 51 b (kombineret udlejning) og § 51 c (omdannelsesområder)",
)

REHOUSING = ThemeEntry(
    key="rehousing",
    title="Genhusning",
    group=GROUP_LETTING,
    guidance=(
        "Aftal, hvordan parterne hjælpes ad, når beboere må flytte på grund af nedrivning, ombygning eller "
        "byfornyelse. Genhusning lægger beslag på mange boliger på kort tid og kan fortrænge både kommunens "
        "anvisninger og ventelisten, så beslut, hvor i rækkefølgen den kommer. Én organisation har sjældent "
        "boliger nok alene, så overvej, hvordan organisationerne kan hjælpe hinanden. Undgå at samle "
        "genhuste fra én afdeling i en anden, der i forvejen er under pres."
    ),
    fields=(
        ThemeField(
            "cases", "Genhusning, der ventes i perioden", "De sager, I kender, fx »renovering af afdeling …«."
        ),
        ThemeField("plan_owner", "Hvem der laver genhusningsplanen", "Fx »Boligorganisationen«."),
        ThemeField(
            "mutual_help",
            "Hvordan organisationerne hjælper hinanden",
            "Fx »efter en fordeling, som aftales for hver sag«.",
        ),
    ),
    draft=(
        "Parterne hjælpes ad med at genhuse beboere, der må flytte på grund af nedrivning, ombygning eller "
        "byfornyelse. I aftaleperioden ventes følgende: {cases}. {plan_owner} udarbejder for hver sag en "
        "plan med husstande, boligbehov og tidspunkter og sender den til de øvrige parter. Genhusning har "
        "den plads i rækken af krav på en ledig bolig, der er fastsat i aftalens vilkår. "
        "Boligorganisationerne stiller boliger til rådighed for hinandens beboere {mutual_help}. Den enkelte "
        "husstand tilbydes en passende bolig under hensyn til husstandens størrelse og økonomi, børnenes "
        "skolegang og tilknytningen til kvarteret. Parterne følger hver sag, til den sidste husstand er "
        "flyttet ind."
    ),
    settings=(Part.terms,),
    law="almenboligloven § 59 (kommunal anvisning)",
)

LETTING_THEMES = (STAIRCASE, MUNICIPAL_ALLOCATION, QUOTA, FLEXIBLE_LETTING, COMBINED_LETTING, REHOUSING)
