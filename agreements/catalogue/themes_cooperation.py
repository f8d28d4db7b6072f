"""PURE: the themes on purpose, cooperation, economy and data, and on following up and changing."""

from agreements.catalogue.themes_entry import (
    GROUP_COOPERATION,
    GROUP_FOLLOW_UP,
    GROUP_PURPOSE,
    ThemeEntry,
    ThemeField,
)
from agreements.terms import Part

PURPOSE = ThemeEntry(
    key="purpose",
    title="Formål og omfang",
    group=GROUP_PURPOSE,
    guidance=(
        "Skriv kort, hvad parterne vil opnå sammen, og hvilke boliger aftalen gælder for. Formålet er det, I "
        "vender tilbage til, når en regel giver et resultat, ingen havde tænkt på. De fleste aftaler har to "
        "hensyn, der trækker hver sin vej: boliger til dem, der mangler en, og blandede afdelinger. Sig "
        "begge dele, og dæk helst hele bestanden, for ellers flytter problemerne bare med."
    ),
    fields=(
        ThemeField(
            "aim",
            "Det, aftalen skal opnå",
            "Fuldfør sætningen »for at …«, fx »skaffe boliger til borgere i bolignød og bevare blandede "
            "afdelinger«.",
        ),
        ThemeField(
            "scope", "Boliger, aftalen omfatter", "Fx »alle almene familie- og ungdomsboliger i kommunen«."
        ),
    ),
    draft=(
        "Parterne indgår aftalen for at {aim}. Aftalen omfatter {scope}. Kommunen og boligorganisationerne "
        "har et fælles ansvar for, at borgere med et akut boligbehov får en bolig, og for at afdelingerne "
        "har en varieret beboersammensætning. Parterne arbejder efter de mål, der er fastsat i aftalen. Er "
        "der tvivl om, hvordan en bestemmelse skal forstås, lægges der vægt på formålet. Lovgivningen går "
        "forud for aftalen."
    ),
    settings=(Part.parties, Part.goals),
)

SINGLE_CONTACT = ThemeEntry(
    key="single_contact",
    title="Én indgang",
    group=GROUP_COOPERATION,
    guidance=(
        "Aftal, hvem boligorganisationerne ringer til, og hvad de kan regne med. En navngiven person med en "
        "stedfortræder er mere værd end en hovedpostkasse, og den samme indgang skal kunne bruges til ledige "
        "boliger, restancer, klager og bekymring for en lejer. Aftal, hvor hurtigt der svares, og hvad den "
        "ene indgang selv kan beslutte. Navne og telefonnumre skrives kun ét sted, så de er lette at rette."
    ),
    fields=(
        ThemeField(
            "matters", "Sager, indgangen tager sig af", "Fx »ledige boliger, restancer og bekymring«."
        ),
        ThemeField("response", "Hvor hurtigt der svares", "Fx »senest næste hverdag«."),
        ThemeField("authority", "Hvad indgangen selv kan beslutte", "Fx »at en bolig sendes tilbage«."),
    ),
    draft=(
        "Kommunen har én indgang for boligorganisationerne. Indgangen tager sig af {matters} og finder selv "
        "den rette medarbejder i kommunen. Henvendelser besvares {response}. Den ene indgang kan uden at "
        "spørge andre beslutte {authority}. Boligorganisationerne udpeger hver en fast kontakt over for "
        "kommunen. Kontaktpersoner og stedfortrædere fremgår af aftalens kontaktliste, og enhver part retter "
        "sine egne oplysninger, når de ændrer sig."
    ),
    settings=(Part.cooperation,),
)

ECONOMY = ThemeEntry(
    key="economy",
    title="Økonomi: tomgangsleje, istandsættelse og restancer",
    group=GROUP_COOPERATION,
    guidance=(
        "Aftal, fra hvilken dag kommunen betaler leje for en bolig, den har fået stillet til rådighed, og "
        "til hvornår den betaler, hvis den sender boligen tilbage. Kommunen garanterer efter loven for "
        "istandsættelsen, når en anvist lejer flytter; aftal, hvad der regnes med, og hvordan det "
        "dokumenteres. Restancer er ikke dækket af garantien, men mange aftaler lader kommunen hæfte for dem "
        "i den første tid. Aftal også, at parterne ringer til hinanden ved den første manglende betaling."
    ),
    fields=(
        ThemeField(
            "rent_from", "Hvornår kommunen begynder at betale leje", "Fx »den dag, kommunen siger ja«."
        ),
        ThemeField(
            "returned_dwelling",
            "Leje for en bolig, der sendes tilbage",
            "Fuldfør sætningen, fx »betaler kommunen til den dag, boligen er udlejet, dog højst …«.",
        ),
        ThemeField(
            "restoration", "Hvad garantien for istandsættelse dækker", "Fx »udgifter ud over indskuddet«."
        ),
        ThemeField(
            "arrears",
            "Hvad der gælder for restancer",
            "Fuldfør sætningen »gælder, at …«, og skriv, hvor længe det gælder.",
        ),
        ThemeField("claims", "Hvor krav sendes hen", "Fx »den ene indgang«."),
    ),
    draft=(
        "Kommunen betaler leje for en bolig, der er stillet til dens rådighed, fra {rent_from} og indtil "
        "boligen er udlejet. Sender kommunen boligen tilbage, {returned_dwelling}. Kommunen garanterer for, "
        "at en lejer, den har anvist, opfylder sin pligt til at istandsætte boligen ved fraflytning; "
        "garantien dækker {restoration}. For restancer i lejeforholdets første tid gælder, at {arrears}. "
        "Boligorganisationen sender sit krav til {claims} med en opgørelse og den dokumentation, der ligger "
        "til grund. Kommunen kan deltage i syn ved ind- og fraflytning. Parterne kontakter hinanden ved den "
        "første restance, så en udsættelse kan undgås."
    ),
    law="almenboligloven § 59 (kommunens betaling og garanti ved anvisning)",
)

DATA = ThemeEntry(
    key="data",
    title="Data, monitorering og fortrolighed",
    group=GROUP_COOPERATION,
    guidance=(
        "Aftal, hvem der leverer hvilke tal hvornår, og hvem der må se dem. De fleste oplysninger i "
        "samarbejdet kan gives som tal for en afdeling; personoplysninger kræver et grundlag, og "
        "boligorganisationen har oftest kun brug for et ja eller et nej. Tal om små afdelinger kan røbe "
        "enkeltpersoner og skal derfor ikke vises. Nogle aftaler holder bilaget med afdelingernes tal "
        "fortroligt; tag stilling for hvert bilag."
    ),
    fields=(
        ThemeField(
            "use", "Hvad de fortrolige tal må bruges til", "Fx »indplacering og møder mellem parterne«."
        ),
        ThemeField(
            "data_agreement",
            "Aftale om personoplysninger",
            "Den aftale, der fordeler ansvaret, fx »aftalen om udveksling af oplysninger mellem parterne«.",
        ),
        ThemeField("retention", "Hvornår oplysninger slettes", "Fx »når de ikke længere er nødvendige«."),
        ThemeField(
            "breach_contact", "Hvem der får besked ved et brud", "Fx »de øvrige parters kontaktpersoner«."
        ),
    ),
    draft=(
        "Parterne leverer de tal, der fremgår af aftalens oversigt over leverancer, på de tidspunkter, den "
        "angiver. Tal vises ikke, hvis enkeltpersoner kan genkendes. Hvem der må læse et bilag, er angivet i "
        "bilaget; fortrolige bilag må alene bruges til {use}. Personoplysninger udveksles kun, når det er "
        "nødvendigt og har hjemmel, og boligorganisationen får svaret frem for begrundelsen, når det er nok. "
        "Ansvaret for personoplysninger er fordelt i {data_agreement}. Oplysninger slettes {retention}. Sker "
        "der et brud på fortroligheden, giver den part, der opdager det, straks besked til {breach_contact}."
    ),
    settings=(Part.cooperation, Part.annexes),
    law="databeskyttelsesloven § 11 (personnumre)",
)

COLLABORATION = ThemeEntry(
    key="collaboration",
    title="Organisering af samarbejdet",
    group=GROUP_COOPERATION,
    guidance=(
        "Aftal, hvem der mødes, hvor tit og om hvad. Typisk er der et politisk niveau, et niveau for "
        "embedsfolk og et for dem, der arbejder med boligerne til daglig. Giv hvert forum få, klare opgaver, "
        "og sig, hvad det kan beslutte, og hvad det skal sende videre. Skriv, hvem der indkalder og skriver "
        "referat, så samarbejdet ikke går i stå."
    ),
    fields=(
        ThemeField(
            "decisions",
            "Hvordan der træffes beslutning",
            "Fx »i enighed mellem de parter, der er til stede«.",
        ),
        ThemeField("agenda", "Faste punkter på dagsordenen", "Fx »nøgletal, kvote, mål og afvigelser«."),
        ThemeField("secretariat", "Hvem der er sekretær", "Fx »Kommunen«."),
    ),
    draft=(
        "Samarbejdet foregår i de fora, der fremgår af aftalen, med de medlemmer, den formand og den rytme, "
        "der er angivet for hvert forum. Det politiske niveau følger målene og tager stilling til større "
        "ændringer; embedsniveauet forbereder møderne og følger op; det praktiske niveau løser de daglige "
        "opgaver. Beslutninger træffes {decisions}. Faste punkter på dagsordenen er {agenda}. {secretariat} "
        "indkalder, skriver referat og sender det til parterne. De tal, en beslutning bygger på, gemmes "
        "sammen med referatet."
    ),
    settings=(Part.cooperation,),
)

EVALUATION = ThemeEntry(
    key="evaluation",
    title="Måling og evaluering",
    group=GROUP_FOLLOW_UP,
    guidance=(
        "Aftal fra begyndelsen, hvad der skal måles, hvem der leverer tallene, og hvad de sammenlignes med. "
        "Uden et udgangspunkt kan ingen senere se, om aftalen har virket, og en afdeling bør holdes op mod "
        "afdelinger, der ligner den. Skriv også, hvad der sker, hvis det går den forkerte vej: ellers bliver "
        "målingen til en rapport, ingen bruger. Vælg få mål, som begge parter kan påvirke."
    ),
    fields=(
        ThemeField("questions", "Det, evalueringen skal svare på", "Fx »om borgerne bliver boende«."),
        ThemeField(
            "compared_with", "Hvad tallene sammenlignes med", "Fx »lignende afdelinger og hele kommunen«."
        ),
        ThemeField(
            "evaluated_by", "Hvem der evaluerer", "Fx »kommunen og boligorganisationerne i fællesskab«."
        ),
        ThemeField("timing", "Hvornår der evalueres", "Fx »i god tid før genforhandlingen«."),
    ),
    draft=(
        "Parterne følger løbende aftalens mål og gør status på det politiske niveau. Aftalen evalueres "
        "{timing} af {evaluated_by}. Evalueringen skal vise {questions}. Tallene sammenlignes med "
        "{compared_with}. Hver part leverer de oplysninger, den har ansvaret for, i den form og til den tid, "
        "aftalen angiver. Går udviklingen imod målene, drøfter parterne, hvad der skal ændres, og fører "
        "resultatet til referat. Evalueringen er offentlig, når fortrolige oplysninger er taget ud."
    ),
    settings=(Part.goals, Part.cooperation),
)

RENEGOTIATION = ThemeEntry(
    key="renegotiation",
    title="Løbetid og genforhandling",
    group=GROUP_FOLLOW_UP,
    guidance=(
        "Aftal, hvornår aftalen udløber, hvornår genforhandlingen begynder, og hvem der indkalder. Loven "
        "sætter en grænse for, hvor længe en aftale om fleksibel udlejning kan løbe. Begynd i god tid: en ny "
        "aftale skal igennem kommunalbestyrelsen og alle organisationernes bestyrelser, og imens skal "
        "boligerne lejes ud. Skriv, hvad der gælder, hvis I ikke når det."
    ),
    fields=(
        ThemeField("basis", "Hvad genforhandlingen bygger på", "Fx »evalueringen og de seneste nøgletal«."),
        ThemeField(
            "early",
            "Hvornår aftalen kan genforhandles før tid",
            "Fuldfør sætningen »når …«, fx »lovgivningen ændres væsentligt«.",
        ),
        ThemeField(
            "interim",
            "Hvad der gælder, hvis en ny aftale ikke er klar",
            "Fuldfør sætningen, fx »følger parterne lovens almindelige regler om anvisning«.",
        ),
    ),
    draft=(
        "Aftalen gælder i den periode, der er fastsat for den. Genforhandlingen begynder på den aftalte dato "
        "og indkaldes af den part, aftalen udpeger. Den bygger på {basis}. En part kan kræve aftalen "
        "genforhandlet før tid, når {early}. Er en ny aftale ikke indgået, når perioden udløber, {interim}; "
        "fleksibel udlejning kan ikke fortsætte længere, end lovgivningen tillader. Ændringer i perioden "
        "sker ved et skriftligt tillæg, der angiver, hvad der ændres, hvorfor og fra hvilken dato."
    ),
    settings=(Part.period,),
    law="almenboligloven § 60 (fleksibel udlejning) og § 60 b (udvidelse til alle boligorganisationer)",
)

DISPUTES = ThemeEntry(
    key="disputes",
    title="Uenighed og afvigelser",
    group=GROUP_FOLLOW_UP,
    guidance=(
        "Aftal, hvem der taler sammen, når parterne ser forskelligt på en sag, og hvor den går hen, hvis de "
        "ikke bliver enige. Aftal også, hvem der kan tillade en midlertidig afvigelse, for der kommer altid "
        "et tilfælde, aftalen ikke passer til. En afvigelse uden slutdato bliver til en regel, ingen har "
        "vedtaget. Gælder den samme afvigelse igen og igen, er det aftalen, der skal ændres."
    ),
    fields=(
        ThemeField("first_level", "Hvor en uenighed tages op først", "Fx »mellem de to kontaktpersoner«."),
        ThemeField("time_limit", "Hvornår sagen går videre", "Fx »inden næste møde«."),
        ThemeField(
            "next_level", "Hvor sagen så behandles", "Fx »i embedsforummet og derefter det politiske forum«."
        ),
        ThemeField("deviation_by", "Hvem der beslutter en afvigelse", "Fx »embedsforummet«."),
    ),
    draft=(
        "Er parterne uenige om, hvordan aftalen skal forstås eller følges, tages sagen først op "
        "{first_level}. Er der ikke fundet en løsning {time_limit}, behandles sagen {next_level}. Mens den "
        "behandles, følger parterne aftalen. En afvigelse fra aftalen er midlertidig, skriftlig og begrundet "
        "og har en slutdato. Den besluttes af {deviation_by} og meddeles de parter, den berører. Afvigelsen "
        "ophører på slutdatoen uden opsigelse. Afvigelser, der gentager sig, drøftes ved den næste "
        "evaluering, så aftalen kan ændres."
    ),
    settings=(Part.terms,),
)

PURPOSE_THEMES = (PURPOSE,)
COOPERATION_THEMES = (SINGLE_CONTACT, ECONOMY, DATA, COLLABORATION)
FOLLOW_UP_THEMES = (EVALUATION, RENEGOTIATION, DISPUTES)
