"""Reads back the words of a PDF that typst wrote, for tests: the streams inflated, the glyphs as letters."""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
PAGE = re.compile(rb"/Type ?/Page\b")
LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4,})>")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
RUN = re.compile(rb"\bBT\b(.*?)\bET\b", re.DOTALL)
FONT = re.compile(rb"/(f\d+) [\d.]+ Tf")
MARK = re.compile(rb"\\.|[()]", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Page(NamedTuple):
    """A page's drawing instructions, and the letters of each of its fonts by glyph."""

    drawing: bytes
    fonts: dict[bytes, dict[bytes, str]]


def inflated(pdf: bytes) -> bytes:
    """Return the file with every compressed stream inflated, for a search for marks."""
    return b"\n".join([pdf, *(_plain(stream) for stream in STREAM.findall(pdf))])


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of each page, a line for each run of text."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if PAGE.search(body)]
    return ["\n".join(_lines(_page(body, objects))) for body in pages]


def _page(body: bytes, objects: dict[int, bytes]) -> Page:
    resources = objects[_reference(rb"/Resources", body)]
    named = re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    return Page(
        drawing=_stream(objects[_reference(rb"/Contents", body)]),
        fonts={name: _letters(objects[int(number)], objects) for name, number in named},
    )


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    found = LETTER.findall(_stream(objects[_reference(rb"/ToUnicode", font)]))
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in found
    }


def _lines(page: Page) -> Iterator[str]:
    for run in RUN.findall(page.drawing):
        _, *parts = FONT.split(run)
        yield "".join(
            _shown(part, page.fonts[name]) for name, part in zip(parts[::2], parts[1::2], strict=True)
        )


def _shown(part: bytes, letters: dict[bytes, str]) -> str:
    glyphs = b"".join(_unescaped(string) for string in _strings(part))
    return "".join(letters[glyphs[place : place + 2]] for place in range(0, len(glyphs), 2))


def _strings(run: bytes) -> Iterator[bytes]:
    """Yield what stands in brackets; brackets inside a string are in pairs, or escaped."""
    depth = start = 0
    for mark in MARK.finditer(run):
        if mark[0] == b"(":
            start = start if depth else mark.end()
            depth += 1
        elif mark[0] == b")":
            depth -= 1
            if not depth:
                yield run[start : mark.start()]


def _unescaped(string: bytes) -> bytes:
    def meant(escape: re.Match[bytes]) -> bytes:
        told = escape[1]
        return bytes([int(told, 8)]) if told.isdigit() else NAMED.get(told, told)

    return ESCAPE.sub(meant, string)


def _reference(key: bytes, body: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", body)
    assert found is not None, f"{key!r} is missing"
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found is not None, "no stream"
    return _plain(found[1])


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
