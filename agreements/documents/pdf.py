"""An agreement as a PDF that a screen reader can read (PDF/UA-1): `templates/agreement.typ` printed by typst.

What people have written reaches typst as JSON and is only ever inserted as text, never as markup. The fonts
are those that typst carries, so every machine prints the same pages.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from unicodedata import category, normalize

import typst

from agreements.documents.blocks import AgreementDocument, as_plain

TEMPLATE = Path(__file__).parent / "templates" / "agreement.typ"
PRINTABLE = (
    (0x0020, 0x007E),
    (0x00A0, 0x02AF),
    (0x0300, 0x036F),
    (0x0384, 0x038A),
    (0x038C, 0x038C),
    (0x038E, 0x03A1),
    (0x03A3, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x2040),
    (0x2070, 0x208E),
    (0x20A0, 0x20C0),
    (0x2190, 0x22FF),
    (0x2500, 0x25FF),
    (0x2713, 0x2714),
    (0xFFFD, 0xFFFD),
)
"""The letters and signs that the fonts hold: Latin, Greek, Cyrillic, money, arrows, arithmetic, shapes."""
UNPRINTABLE = "\ufffd"
"""Stands where a sign is missing in the fonts; a PDF/UA file may not hold a hole."""
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control characters, joiners, half signs, and those that turn the reading direction of what follows."""
VARIATIONS = {chr(code) for code in range(0xFE00, 0xFE10)}


def pdf_document(document: AgreementDocument) -> bytes:
    """Return the document as the bytes of a tagged PDF; the same document gives the same bytes."""
    written = typst.compile(
        TEMPLATE,
        sys_inputs=sys_inputs(document),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=datetime.combine(document.printed_on, time(), UTC),
    )
    return bytes(written)


def sys_inputs(document: AgreementDocument) -> dict[str, str]:
    """Return what the template reads: the document as JSON."""
    return {"document": json.dumps(as_plain(document, _printable), ensure_ascii=False)}


def _printable(text: str) -> str:
    return "".join(_as_printed(letter) for letter in normalize("NFC", text))


def _as_printed(letter: str) -> str:
    if letter == "\n" or any(first <= ord(letter) <= last for first, last in PRINTABLE):
        return letter
    if letter == "\t":
        return " "
    return "" if category(letter) in INVISIBLE or letter in VARIATIONS else UNPRINTABLE
