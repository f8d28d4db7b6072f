"""The invented papers of the demo: minutes and an invitation, as the Word files that people would upload."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from docx import Document

from agreements.actions.uploads import Upload

INVENTED = "Papiret er opdigtet og hører til demoen."


def council_minutes(year: int) -> Upload:
    """Return the council's minutes of the point on the amendment."""
    return _paper(
        f"referat-byraadet-{year}.docx",
        "Referat af byrådets møde, punkt 6",
        (
            "Tillæg til den fælles udlejningsaftale",
            "Gule afdelinger skal fremover kun modtage borgere med støtte. Boligforum anbefaler tillægget.",
            "Boligforeningen Højvang udtræder af aftalen ved årets udgang. De øvrige parter dækker mere end "
            "halvdelen af kommunens almene familieboliger, så byrådet udvider aftalen til også at gælde "
            "Højvang (almenboligloven § 60 b).",
            "Beslutning: Vedtaget.",
        ),
    )


def invitation() -> Upload:
    """Return the municipality's letter to every organisation about the next agreement."""
    return _paper(
        "invitation-til-ny-aftale.docx",
        "Invitation til en ny fælles udlejningsaftale",
        (
            "Aftalen udløber, og vi vil gerne forhandle den næste sammen med jer alle, "
            "også dem, der ikke er med i dag.",
            "Udpeg en kontaktperson, og lav jeres eget overblik over afdelingerne, før vi mødes.",
            "Venlig hilsen Fjordby Kommune, boliganvisningen",
        ),
    )


def _paper(name: str, title: str, paragraphs: Iterable[str]) -> Upload:
    document = Document()
    document.add_heading(title, level=1)
    for paragraph in (*paragraphs, INVENTED):
        document.add_paragraph(paragraph)
    stream = BytesIO()
    document.save(stream)
    return Upload(name=name, content=stream.getvalue(), title=title)
