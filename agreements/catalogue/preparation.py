"""PURE: the way to a first agreement, step by step. How long each step takes is the parties' own to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreparationEntry:
    """A step on the way: what to do, who does it, and the documents that should lie there afterwards."""

    key: str
    title: str
    guidance: str
    who: str
    documents: tuple[str, ...]


PREPARATION: tuple[PreparationEntry, ...] = (
    PreparationEntry(
        key="invitation",
        title="Indbyd alle",
        guidance=(
            "Indbyd alle boligorganisationer med almene boliger i kommunen, også de små og dem, der "
            "administreres et andet sted fra. Skriv, hvorfor en fælles aftale er på vej, hvad det kræver at "
            "være med, og hvem der kan svare på spørgsmål. En aftale, der ikke dækker alle, flytter let "
            "problemerne til dem, der står udenfor."
        ),
        who="Kommunen indbyder; hver boligorganisation udpeger en kontaktperson.",
        documents=("Invitation", "Liste over boligorganisationer og kontaktpersoner"),
    ),
    PreparationEntry(
        key="own_overview",
        title="Lav hver jeres overblik",
        guidance=(
            "Hver side samler sine egne tal, før I mødes. Kommunen ser på behovet: hvem venter, på hvilken "
            "størrelse og til hvilken husleje. Boligorganisationerne ser på afdelingerne: beboere, "
            "fraflytninger, interne flytninger og ventelister. Skriv også ned, hvad I selv ønsker, og hvad I "
            "er bekymrede for."
        ),
        who="Kommunen og hver boligorganisation, hver for sig.",
        documents=(
            "Kommunens overblik over boligbehovet",
            "Boligorganisationens overblik over sine afdelinger",
            "Ønsker og bekymringer",
        ),
    ),
    PreparationEntry(
        key="kick_off",
        title="Begynd sammen med tallene på bordet",
        guidance=(
            "Hold et fælles møde, hvor alle ser de samme tal for alle afdelinger på samme tid. Brug tid på "
            "at forstå dem, før nogen foreslår løsninger. Bliv enige om, hvilke tal I vil arbejde videre "
            "med, og hvilke der må blive mellem parterne."
        ),
        who="Kommunen indkalder; alle parter deltager, gerne med deres politiske ledelse.",
        documents=("Fælles oplæg med nøgletal", "Referat"),
    ),
    PreparationEntry(
        key="overall_goals",
        title="Sæt de overordnede mål",
        guidance=(
            "Aftal få mål for, hvad der skal være anderledes, når aftalen udløber. Målene skal være så "
            "klare, at I senere kan se, om de er nået, og de skal rumme begge sider: boliger til dem, der "
            "mangler en, og afdelinger i balance. Lad målene godkende politisk, før forhandlingen går i gang."
        ),
        who="Parternes politiske ledelse.",
        documents=("Overordnede mål",),
    ),
    PreparationEntry(
        key="negotiation_group",
        title="Nedsæt en forhandlingsgruppe",
        guidance=(
            "Udpeg en gruppe, der er lille nok til at blive enig og bred nok til at tale for alle. Giv den "
            "et skriftligt mandat: hvad den kan aftale, hvad der skal tilbage til baglandet, og hvornår den "
            "skal være færdig. Aftal, hvem der skriver, og hvem der holder øje med målene."
        ),
        who="Kommunen og boligorganisationerne udpeger hver deres medlemmer.",
        documents=("Mandat og medlemmer", "Mødeplan"),
    ),
    PreparationEntry(
        key="analysis",
        title="Analysér, og vælg redskaber",
        guidance=(
            "Undersøg, hvilke afdelinger der har brug for at blive skærmet, og hvilke der kan tage imod "
            "flere. Vælg derefter redskaberne: trappemodel, kvote, fleksibel udlejning og de temaer, I vil "
            "have med. Prøv grænser og vilkår på de seneste års tal, så I ved, hvor mange boliger det giver "
            "kommunen, og hvad det betyder for hver organisation."
        ),
        who="Forhandlingsgruppen med hjælp fra dem, der kender tallene.",
        documents=("Analyse af afdelingerne", "Valgte redskaber og temaer", "Beregning af følgerne"),
    ),
    PreparationEntry(
        key="text",
        title="Skriv aftalen",
        guidance=(
            "Begynd med kataloget: vælg temaer, udfyld felterne, og ret teksten, til den er jeres egen. Tal "
            "og grænser skrives ét sted, i trappemodel og vilkår, og teksten henviser til dem. Aftal "
            "samtidig, hvilke bilag der er offentlige."
        ),
        who="Forhandlingsgruppen.",
        documents=("Udkast til aftale", "Bilag"),
    ),
    PreparationEntry(
        key="check_against_goals",
        title="Hold udkastet op mod målene",
        guidance=(
            "Gå målene igennem ét for ét, og spørg, hvilken del af aftalen der skal få dem til at ske. Et "
            "mål uden et redskab skal have et eller udgå; et redskab uden et mål er måske overflødigt. Lad "
            "nogen, der ikke har skrevet med, læse udkastet."
        ),
        who="Forhandlingsgruppen sammen med parternes ledelse.",
        documents=("Mål og redskaber, holdt op mod hinanden", "Rettet udkast"),
    ),
    PreparationEntry(
        key="measurement",
        title="Aftal, hvordan I måler",
        guidance=(
            "Aftal for hvert mål, hvilket tal der viser det, hvor det står i dag, hvem der leverer det, og "
            "hvornår. Brug hellere et tal, der findes, end et, der skal samles ind i hånden. Aftal også, "
            "hvad I gør, hvis udviklingen går den forkerte vej."
        ),
        who="De medarbejdere, der skal levere tallene, og forhandlingsgruppen.",
        documents=("Måleplan med udgangspunkt", "Oversigt over leverancer af data"),
    ),
    PreparationEntry(
        key="organisation",
        title="Aftal, hvordan I samarbejder",
        guidance=(
            "Bestem, hvem der mødes om hvad, politisk, blandt embedsfolk og i det daglige. Udpeg kommunens "
            "ene indgang og boligorganisationernes kontakter med navn og stedfortræder. Skriv, hvem der "
            "indkalder til møder, og hvem der indkalder til genforhandling."
        ),
        who="Kommunen og boligorganisationerne i fællesskab.",
        documents=("Fora, medlemmer og møderytme", "Kontaktliste"),
    ),
    PreparationEntry(
        key="adoption",
        title="Vedtag aftalen",
        guidance=(
            "Kommunalbestyrelsen og hver boligorganisations bestyrelse behandler den samme tekst. Regn med, "
            "at møderne ligger på forskellige tidspunkter, og aftal på forhånd, hvad der sker med forbehold "
            "og rettelser. Aftalen kan først træde i kraft, når de nødvendige beslutninger er truffet; "
            "derefter skal kriterier for fleksibel udlejning offentliggøres."
        ),
        who="Kommunalbestyrelsen og hver organisationsbestyrelse.",
        documents=("Endelig aftale med bilag", "Beslutninger og referater", "Underskrifter"),
    ),
)
_BY_KEY = {entry.key: entry for entry in PREPARATION}


def preparation_entry(key: str) -> PreparationEntry | None:
    """Return the step of that key, None where the catalogue has none (the parties' own)."""
    return _BY_KEY.get(key)
