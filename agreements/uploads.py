"""PURE: which files may be uploaded, and what they are called on the disk and when they are fetched again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_BYTES = 20_000_000
HEAD_BYTES = 1024
"""How much of a file it takes to see what it is."""
LONGEST_STEM = 60
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its media type, and the bytes it begins with."""

    media_type: str
    begins: bytes


KINDS = {
    ".pdf": FileKind("application/pdf", b"%PDF-"),
    ".docx": FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    ".odt": FileKind("application/vnd.oasis.opendocument.text", _ZIP),
    ".xlsx": FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    ".png": FileKind("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": FileKind("image/jpeg", b"\xff\xd8\xff"),
}
KINDS_IN_WORDS = "pdf, docx, odt, xlsx, png eller jpg"


def upload_problem(*, name: str, size: int, head: bytes) -> str:
    """Return in Danish why a file cannot be kept, and what to do; empty where it can.

    `size` is in bytes, and `head` at least the first HEAD_BYTES of the file where it has as many.
    """
    kind = KINDS.get(suffix_of(name))
    if kind is None:
        return f"Filen skal være {KINDS_IN_WORDS}. Gem den i et af de formater, og vælg den igen."
    if size == 0:
        return "Filen er tom. Vælg en fil med indhold."
    if size > MOST_BYTES:
        return f"Filen fylder over {MOST_BYTES // 1_000_000} MB. Gør den mindre, fx ved at gemme den som pdf."
    if not _begins(kind, head):
        ending = suffix_of(name).lstrip(".")
        return f"Filen hedder {ending}, men indeholder noget andet. Gem den igen, og vælg den så."
    return ""


def suffix_of(name: str) -> str:
    """Return a file's ending with its dot, in small letters; empty where it has none."""
    stem, dot, ending = _base(name).rpartition(".")
    return f".{ending.lower()}" if dot and stem.strip() and ending.isalnum() else ""


def stored_name(name: str) -> str:
    """Return a safe name for the disk: "Referat, møde 3 (ny).PDF" as "referat-moede-3-ny.pdf"."""
    suffix = suffix_of(name)
    stem = _base(name)[: len(_base(name)) - len(suffix)]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", stem).lower().translate(_LETTERS))
    kept = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return f"{kept[:LONGEST_STEM].strip('-') or 'dokument'}{suffix}"


def shown_title(name: str) -> str:
    """Return what a file without a title is called: the name it was uploaded under, without its ending."""
    base = _base(name)
    stem = base[: len(base) - len(suffix_of(name))]
    printable = "".join(letter for letter in stem if letter.isprintable())
    return " ".join(printable.replace("_", " ").split())[:200] or "Dokument"


def download_name(title: str, stored: str) -> str:
    """Return what a file is called when it is fetched: its title, without what no file's name may hold."""
    kept = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', " ", title)
    return f"{' '.join(kept.split()).strip('. ')[:120] or 'dokument'}{suffix_of(stored)}"


def media_type_of(name: str) -> str:
    """Return the media type by the file's ending; what is unknown is plain bytes."""
    kind = KINDS.get(suffix_of(name))
    return "application/octet-stream" if kind is None else kind.media_type


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _begins(kind: FileKind, head: bytes) -> bool:
    if kind is KINDS[".pdf"]:  # readers allow a little before a pdf's own beginning
        return kind.begins in head[:HEAD_BYTES]
    return head.startswith(kind.begins)
