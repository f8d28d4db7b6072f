"""PURE: the themes on dwelling types and target groups, on new building and on settlement."""

from agreements.catalogue.themes_entry import GROUP_BUILDING, GROUP_DWELLINGS, ThemeEntry, ThemeField
from agreements.terms import Part

YOUTH_DWELLINGS = ThemeEntry(
    key="youth_dwellings",
    title="Ungdomsboliger",
    group=GROUP_DWELLINGS,
    guidance=(
        "Aftal, om ungdomsboliger er med i aftalen, og om de følger den almindelige trappe eller har deres "
        "egen. Nøgletal som arbejde og indkomst siger ikke meget om en afdeling, hvor næsten alle er "
        "studerende, og derfor holder flere aftaler ungdomsboliger for sig. En ung uden uddannelse, der "
        "anvises, har ofte brug for støtte for at blive boende; aftal, hvem der har den kontakt."
    ),
    fields=(
        ThemeField(
            "young_people",
            "Unge, kommunen anviser til",
            "Fx »unge i hjemløshed og unge, der forlader en anbringelse«.",
        ),
        ThemeField("study_check", "Kontrol af studieaktivitet", "Fx »en gang om året ved studiestart«."),
        ThemeField(
            "without_education",
            "Unge, der endnu ikke er i uddannelse",
            "Fuldfør sætningen, fx »aftaler kommunen en plan med den unge inden indflytningen«.",
        ),
    ),
    draft=(
        "Ungdomsboligerne er omfattet af aftalen på de vilkår, der er fastsat for boligtypen; har de deres "
        "egen trappemodel, følger trin og vilkår af den. Ungdomsboliger udlejes til unge under uddannelse og "
        "til andre unge med et særligt behov. Kommunen anviser til {young_people}. Boligorganisationen "
        "kontrollerer beboernes studieaktivitet {study_check}. Inden en ung anvises, afklarer kommunen, om "
        "den unge har brug for støtte, og hvem der giver den. Er den unge ikke begyndt på en uddannelse, "
        "{without_education}."
    ),
    settings=(Part.terms, Part.staircases),
    law="almenboligloven § 52 (ungdomsboliger) og § 59 (kommunal anvisning)",
)

ELDERLY_DWELLINGS = ThemeEntry(
    key="elderly_dwellings",
    title="Ældre- og plejeboliger",
    group=GROUP_DWELLINGS,
    guidance=(
        "Ældre- og plejeboliger følger egne regler: som udgangspunkt anviser kommunen dem, men det kan "
        "aftales, at boligorganisationen gør det. Aftal, hvordan ledige boliger meldes, og hvad der sker, "
        "når ingen i målgruppen vil have dem, for kommunen bærer tabet, mens boligen er tom. Nogle aftaler "
        "holder boligtypen uden for kvote og trappe; sæt det i vilkårene, hvis det også er jeres valg."
    ),
    fields=(
        ThemeField("assigned_by", "Hvem der anviser boligerne", "Fx »kommunens visitation«."),
        ThemeField("notice", "Hvornår ledige boliger meldes", "Fx »så snart opsigelsen er modtaget«."),
        ThemeField(
            "vacant_use",
            "Hvad der sker, når målgruppen ikke kan findes",
            "Fuldfør sætningen, fx »kan den udlejes til andre efter aftale mellem parterne«.",
        ),
    ),
    draft=(
        "Ældre- og plejeboliger udlejes til ældre og til personer med handicap, der har et særligt behov for "
        "dem. Boligerne anvises af {assigned_by}. Boligorganisationen giver besked om en ledig bolig "
        "{notice}. Kan boligen ikke udlejes til målgruppen, {vacant_use}; næste gang den bliver ledig, "
        "tilbydes den igen målgruppen. Om boligerne regnes med i kvoten og placeres på trin, følger af "
        "aftalens vilkår og trappemodel. Parterne drøfter løbende, hvor mange boliger af typen der er brug "
        "for."
    ),
    settings=(Part.terms, Part.staircases),
    law="almenboligloven §§ 54–57 (ældre- og plejeboliger)",
)

REFUGEES = ThemeEntry(
    key="refugees",
    title="Boliger til flygtninge",
    group=GROUP_DWELLINGS,
    guidance=(
        "Aftal, hvordan behovet for boliger til flygtninge opgøres, og hvordan boligerne fordeles mellem "
        "organisationer og afdelinger. Loven udelukker udsatte boligområder, og det lægger et pres på "
        "resten; vurder derfor, hvad den enkelte afdeling, skole og institution kan rumme. Antallet svinger "
        "fra år til år, så aftal hellere en måde at tilpasse sig på end et fast tal. Det sværeste er som "
        "regel at finde boliger til en husleje, de kan betale: tal om husleje og deleboliger fra begyndelsen."
    ),
    fields=(
        ThemeField("need", "Forventet behov", "Hvem og hvor mange, og hvor tallet kommer fra."),
        ThemeField(
            "assessed_by", "Hvem der vurderer afdelingen", "Fx »kommunen sammen med boligorganisationen«."
        ),
        ThemeField(
            "capacity",
            "Hvad vurderingen bygger på",
            "Fx »afdelingens trin, de seneste indflytninger og pladsen i skole og dagtilbud«.",
        ),
        ThemeField(
            "reception",
            "Modtagelsen i afdelingen",
            "Fx »et fælles møde med kontaktperson og beboerdemokrati«.",
        ),
    ),
    draft=(
        "Parterne sørger sammen for boliger til de flygtninge, kommunen har ansvaret for at boligplacere. "
        "Det forventede behov er {need}, og kommunen giver besked, når det ændrer sig. Kommunen anviser ikke "
        "til afdelinger i områder, hvor lovgivningen udelukker det. Hvilke andre afdelinger der kan anvises "
        "til, og i hvilket omfang, er fastsat i aftalens vilkår. Inden en afdeling bruges, vurderer "
        "{assessed_by} dens sociale bæredygtighed ud fra {capacity}. Boligerne fordeles, så ingen afdeling "
        "får en opgave, den ikke kan løfte. Den nye husstand modtages med {reception}."
    ),
    settings=(Part.terms, Part.staircases),
    law="integrationsloven § 12 (boligplacering) og almenboligloven § 59 (kommunal anvisning)",
)

HOMELESSNESS = ThemeEntry(
    key="homelessness",
    title="Housing First og hjemløshed",
    group=GROUP_DWELLINGS,
    guidance=(
        "Aftal, hvilke boliger der skal bruges til borgere i hjemløshed, og hvilken støtte der følger med. "
        "Boligen skal kunne betales af den borger, der skal bo der, og det er ofte det sværeste at opfylde. "
        "Boligorganisationen har brug for at vide, hvem den kan ringe til, også efter at støtten er trappet "
        "ned. Nogle aftaler lader denne målgruppe komme i betragtning på trin, hvor kommunen ellers ikke "
        "anviser; det sættes i vilkårene for trinnet."
    ),
    fields=(
        ThemeField(
            "affordable",
            "Krav til boligerne",
            "Fx »en husleje, borgeren har råd til, og kort vej til sit netværk«.",
        ),
        ThemeField(
            "support", "Støtten i hjemmet", "Fx »en fast bostøtte og hjælp til økonomi og indflytning«."
        ),
        ThemeField("contact", "Hvem boligorganisationen kontakter", "Fx »borgerens kontaktperson«."),
        ThemeField("response", "Hvor hurtigt der reageres", "Fx »samme hverdag«."),
        ThemeField(
            "follow_up", "Hvornår der gøres status", "Fx »hvert halve år, så længe der gives støtte«."
        ),
    ),
    draft=(
        "Borgere i hjemløshed skal have egen bolig med den støtte, de har brug for, så tidligt som muligt. "
        "Hvor kommunen kan anvise til målgruppen, er fastsat i aftalens vilkår. Ved valget af bolig lægger "
        "parterne vægt på {affordable}. Kommunen sørger for, at støtten er bevilget, og at en kontaktperson "
        "er udpeget, inden borgeren flytter ind. Støtten omfatter {support}. Opstår der problemer i "
        "boligforholdet, henvender boligorganisationen sig til {contact}, som reagerer {response}. Parterne "
        "gør status {follow_up}. Støtten ophører ikke, alene fordi borgeren har fået en bolig."
    ),
    settings=(Part.terms, Part.staircases),
    law="serviceloven § 85 a (støtte efter Housing First) og almenboligloven § 59 (kommunal anvisning)",
)

SPECIAL_DWELLINGS = ThemeEntry(
    key="special_dwellings",
    title="Udslusningsboliger, deleboliger, startboliger og skæve boliger",
    group=GROUP_DWELLINGS,
    guidance=(
        "Aftal, hvilke særlige boliger der skal findes, hvor de ligger, og hvem der bor i dem. Boligtyperne "
        "har hver deres regler om støtte, tilskud og varighed, så nævn dem hver for sig. I en delebolig skal "
        "det stå klart, hvem der hæfter for huslejen, når den ene flytter. Aftal også vejen videre: uden en "
        "næste bolig bliver den midlertidige bolig let permanent."
    ),
    fields=(
        ThemeField(
            "types", "Boligtyper og antal", "Fx »udslusningsboliger i afdeling …, startboliger i afdeling …«."
        ),
        ThemeField("location", "Hvor boligerne ligger", "Fx »spredt, så de indgår i almindelige opgange«."),
        ThemeField("support", "Hvordan støtten aftales", "Fx »i en skriftlig plan inden indflytningen«."),
        ThemeField(
            "next_dwelling",
            "Vejen videre",
            "Fuldfør sætningen, fx »hjælper kommunen beboeren til en almindelig bolig«.",
        ),
    ),
    draft=(
        "Aftalen omfatter følgende særlige boliger: {types}. Boligerne ligger {location}. Kommunen visiterer "
        "beboerne og har ansvaret for, at støtten er på plads fra indflytningen. Støtten og dens varighed "
        "aftales for hver beboer {support}. Når beboeren ikke længere har brug for den særlige bolig, "
        "{next_dwelling}. Udslusningsboliger er ikke omfattet af fleksibel udlejning. En bolig kan alene "
        "skifte anvendelse efter aftale mellem kommunen og boligorganisationen."
    ),
    law="almenboligloven § 63 (udslusningsboliger), § 101 a (startboliger) og § 149 a (skæve boliger)",
)

NEW_BUILDING = ThemeEntry(
    key="new_building",
    title="Nybyggeri og boligsammensætning",
    group=GROUP_BUILDING,
    guidance=(
        "Aftal, hvilke boliger der mangler, og hvordan parterne taler sammen, før et projekt er låst fast. "
        "Er der for få boliger, som borgerne kan betale, kan ingen kvote skaffe dem; husleje og størrelse er "
        "derfor lige så vigtige som antal. Se på hele bestanden, også de billige boliger, der forsvinder ved "
        "renovering, sammenlægning og nedrivning. Aftal, om den første udlejning i en ny afdeling følger "
        "aftalens vilkår."
    ),
    fields=(
        ThemeField(
            "shortage", "Boliger, der mangler", "Størrelse, type og husleje, fx »små boliger til enlige«."
        ),
        ThemeField(
            "dialogue", "Hvornår parterne taler om projekter", "Fx »inden ansøgning om støtte til nybyggeri«."
        ),
        ThemeField(
            "existing_stock",
            "Billige boliger i den bestand, der findes",
            "Fuldfør sætningen »parterne vil …«, fx »bevare de billigste boliger ved renovering«.",
        ),
        ThemeField(
            "first_letting", "Første udlejning", "Fx »aftalens vilkår for det trin, parterne aftaler«."
        ),
    ),
    draft=(
        "Parterne er enige om, at der i kommunen mangler {shortage}. Kommunen og boligorganisationerne "
        "drøfter nye projekter {dialogue}, så størrelse, boligtype og husleje svarer til behovet. I den "
        "bestand, der findes, vil parterne {existing_stock}. Ved den første udlejning i en ny afdeling "
        "gælder {first_letting}. Boligorganisationerne oplyser løbende, hvor mange boliger der er kommet "
        "til, lagt sammen eller revet ned, og hvad det betyder for huslejen. Parternes mål for "
        "boligsammensætningen fremgår af aftalens mål."
    ),
    settings=(Part.goals,),
)

SETTLEMENT = ThemeEntry(
    key="settlement",
    title="Bosætningsstrategi",
    group=GROUP_BUILDING,
    guidance=(
        "Aftal, hvem kommunen gerne vil have flere af, og hvad den almene sektor kan bidrage med. Hold målet "
        "op mod kommunens planer for byudvikling, skoler og trafik, så indsatserne ikke trækker hver sin "
        "vej. Kriterier for fleksibel udlejning kan hjælpe, men de virker kun for de boliger, der bliver "
        "ledige; se derfor også på boligernes stand, på kvarterets tilbud og på, hvordan boligerne vises "
        "frem. Pas på, at nye målgrupper ikke presser dem ud, der har det sværest."
    ),
    fields=(
        ThemeField("households", "Husstande, parterne vil tiltrække", "Fx »børnefamilier og studerende«."),
        ThemeField("areas", "Hvor indsatsen ligger", "Områder eller afdelinger."),
        ThemeField(
            "municipal_effort", "Kommunens bidrag", "Fx »skole- og dagtilbud og bedre stiforbindelser«."
        ),
        ThemeField(
            "organisation_effort", "Boligorganisationernes bidrag", "Fx »fælles annoncering og åbent hus«."
        ),
    ),
    draft=(
        "Parterne vil tiltrække og fastholde {households}. Indsatsen retter sig især mod {areas}. Kommunen "
        "bidrager med {municipal_effort}, og boligorganisationerne bidrager med {organisation_effort}. "
        "Udlejningen understøtter indsatsen gennem aftalens kriteriesæt for fleksibel udlejning. Indsatsen "
        "må ikke føre til, at borgere med et akut boligbehov får færre muligheder, end aftalen giver dem. "
        "Mål og tidspunkter fremgår af aftalens mål."
    ),
    settings=(Part.criteria_sets, Part.goals),
)

DWELLING_THEMES = (YOUTH_DWELLINGS, ELDERLY_DWELLINGS, REFUGEES, HOMELESSNESS, SPECIAL_DWELLINGS)
BUILDING_THEMES = (NEW_BUILDING, SETTLEMENT)
