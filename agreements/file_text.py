"""PURE: the bytes of a delivered file as an agreement, or in Danish why they are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreements.files.faults import Fault, FaultyFileError, Found, Place
from agreements.files.layout import AgreementFile
from agreements.files.reading import Parsed, parse
from agreements.files.tree import LARGEST_FILE, TOO_LARGE

MOST_COMPARED = 300
"""How many entries a list may have whose entries are held up against each other, two by two."""
TOO_MANY = f"Her er mere end {MOST_COMPARED} poster. Det må være en forkert fil."

OTHER_KINDS = (
    (b"PK\x03\x04", "et Word-dokument eller en Excel-projektmappe"),
    (b"\xd0\xcf\x11\xe0", "et ældre Word-dokument eller Excel-regneark"),
    (b"%PDF", "en pdf"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"\x1f\x8b", "et pakket arkiv"),
)
OTHER_KIND = "Filen er {kind}. Her skal en aftale som YAML-fil ind, fx en, der er hentet fra systemet."
WIDE = (b"\xff\xfe", b"\xfe\xff")
NOT_UTF_8 = "Filen er ikke gemt som UTF-8. Vælg UTF-8, når du gemmer den i dit program, og prøv igen."
NOT_TEXT = "Filen er ikke en tekst. Her skal en aftale som YAML-fil ind, fx en, der er hentet fra systemet."


def text_of(content: bytes) -> str:
    """Return the text of a file. Raises FaultyFileError where it is too large or no text in UTF-8."""
    if len(content) > LARGEST_FILE:
        raise _faulty(TOO_LARGE)
    kind = next((kind for begins, kind in OTHER_KINDS if content.startswith(begins)), None)
    if kind is not None:
        raise _faulty(OTHER_KIND.format(kind=kind))
    if content.startswith(WIDE):
        raise _faulty(NOT_UTF_8)
    if b"\x00" in content:
        raise _faulty(NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FaultyFileError([Fault("", line, NOT_UTF_8)]) from error


def parsed_from(content: bytes) -> tuple[str, Parsed]:
    """Return the text of a file, and the agreement in it with its lines.

    Raises FaultyFileError where it is no text, does not keep to the layout, or has lists so long that only a
    mistake or ill will can have made them: checking them would keep the server busy.
    """
    text = text_of(content)
    parsed = parse(text)
    found = tuple(_too_many(parsed.file))
    if found:
        raise FaultyFileError(parsed.faults(found))
    return text, parsed


def _too_many(file: AgreementFile) -> Iterator[Found]:
    lists: list[tuple[Place, Sequence[object]]] = [
        (("parties",), file.parties),
        (("versions",), file.versions),
    ]
    for index, version in enumerate(file.versions):
        if version.content.terms is not None:
            place: Place = ("versions", index, "content", "terms", "special")
            lists.append((place, version.content.terms.special))
    for place, entries in lists:
        if len(entries) > MOST_COMPARED:
            yield Found(place, TOO_MANY)


def _faulty(text: str) -> FaultyFileError:
    return FaultyFileError([Fault("", None, text)])
