"""PURE: YAML text as a tree that remembers its lines.

Only what an agreement needs is let through: one document of lists, named fields and plain values. References
(`&`, `*`), type marks (`!`), a name twice, too much and too deep are refused, so that no file can fill the
memory or be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from agreements.files.faults import Fault, FaultyFileError, Found, Place, shortened

LARGEST_FILE = 2_000_000  # bytes
MOST_VALUES = 50_000
DEEPEST = 40
# A text holds 20,000 characters at most; the parser takes long over what never ends.
LONGEST_WORD = re.compile(r"\S{25000}")
# What a text may hold besides letters: tab and line breaks. PostgreSQL has no NUL, JSON no lone surrogates.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

TOO_LARGE = "Filen fylder mere end 2 MB. En aftale fylder langt mindre; det må være en forkert fil."
TOO_MUCH = f"Filen har mere end {MOST_VALUES} værdier. Det må være en forkert fil."
TOO_DEEP = f"Her er lister og felter inden i hinanden i mere end {DEEPEST} lag. Det må være en forkert fil."
TOO_LONG = "Her er mere end 25.000 tegn uden et mellemrum. Det må være en forkert fil."
EMPTY = "Filen er tom."
NOT_FIELDS = "Filen skal bestå af felter: format, agreement, parties, versions og deviations."
SECOND_DOCUMENT = "Filen må kun indeholde én aftale. Her begynder en til (---)."
NO_REFERENCES = "Henvisninger (& og *) kan ikke bruges. Skriv værdien ud."
NO_TYPE_MARKS = "Typeangivelser (!) kan ikke bruges. Skriv værdien uden."
NAME_IS_TEXT = "Et felts navn skal være en tekst."
CONTROL_CHARACTERS = "Her er tegn, som ikke er tekst. Slet dem."
TABULATOR = "Linjen er rykket ind med tabulator. Brug mellemrum."
UNREADABLE = "Filen kan ikke læses herfra. Se efter, om indrykning, kolon og anførselstegn står rigtigt."
# What the parser says, and what it means to the one who wrote the file.
SYNTAX = (
    (
        "mapping values are not allowed",
        "Her står et kolon, hvor der ikke kan stå et. Se efter, om linjen er rykket rigtigt ind, og sæt "
        "teksten i anførselstegn, hvis kolonet hører til den.",
    ),
    ("could not find expected ':'", "Her mangler et kolon efter feltets navn."),
    ("sequence entries are not allowed", "En liste begynder på en ny linje. Flyt bindestregen derned."),
    ("unexpected end of stream", "Et anførselstegn bliver ikke lukket."),
    ("unexpected document separator", "Et anførselstegn bliver ikke lukket."),
    ("expected ',' or ']'", "Den kantede parentes bliver ikke lukket, eller der mangler et komma."),
    ("expected ',' or '}'", "Den krøllede parentes bliver ikke lukket, eller der mangler et komma."),
    (
        "expected <block end>",
        "Linjen passer ikke ind her. Se efter, om den er rykket lige så langt ind som linjerne omkring den, "
        "og om et anførselstegn står forkert.",
    ),
    ("cannot start any token", "En værdi kan ikke begynde med det tegn. Sæt den i anførselstegn."),
    ("unknown escape character", "En omvendt skråstreg i anførselstegn skal skrives to gange."),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written; `is_plain` where it stands without quotation marks."""

    text: str
    is_plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A named field; `line` is where the name stands."""

    name: str
    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Named fields; of two with the same name the first."""

    entries: dict[str, Entry]
    line: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Where something stood that is not let through; it is already among the faults."""

    line: int


Node: TypeAlias = Scalar | Listing | Fields | Refused


@dataclass(frozen=True, slots=True)
class Tree:
    """The file as a tree, and what was found wrong with it that did not keep it from being read."""

    root: Fields
    found: tuple[Found, ...]


def read_tree(text: str) -> Tree:
    """Return the file's tree. Raises FaultyFileError where it is too large, empty or no readable YAML."""
    if len(text) > LARGEST_FILE or len(text.encode(errors="replace")) > LARGEST_FILE:
        raise FaultyFileError([Fault("", None, TOO_LARGE)])
    endless = LONGEST_WORD.search(text)
    if endless:
        raise FaultyFileError([Fault("", text.count("\n", 0, endless.start()) + 1, TOO_LONG)])
    builder = _Builder(YAML(typ="safe", pure=True).parse(text.removeprefix("\ufeff")))
    try:
        root = builder.document()
    except YAMLError as error:
        raise FaultyFileError([_syntax_fault(error, text)]) from error
    if isinstance(root, Scalar) and root.is_plain and not root.text:
        raise FaultyFileError([Fault("", None, EMPTY)])
    if not isinstance(root, Fields):
        raise FaultyFileError([Fault("", root.line, NOT_FIELDS)])
    return Tree(root, tuple(builder.found))


def line_at(root: Fields, place: Place) -> int:
    """Return the line of a place, or of the nearest that stands around it."""
    node: Node = root
    line = root.line
    for part in place:
        if isinstance(node, Fields) and part in node.entries:
            line, node = node.entries[str(part)].line, node.entries[str(part)].value
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            line = node.line
        else:
            break
    return line


@dataclass(slots=True)
class _Builder:
    """Builds the tree from the parser's events, and stops at what is too much."""

    events: Iterator[Event]
    found: list[Found] = field(default_factory=list)
    values: int = 0
    depth: int = 0

    def document(self) -> Node:
        root: Node = Scalar("", is_plain=True, line=1)
        documents = 0
        for event in self.events:
            match event:
                case DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise FaultyFileError([Fault("", _line(event), SECOND_DOCUMENT)])
                    root = self.node(next(self.events), ())
                case StreamStartEvent() | StreamEndEvent():
                    continue
        return root

    def node(self, event: Event, place: Place) -> Node:
        line = _line(event)
        self._hold_within_limits(line)
        if isinstance(event, AliasEvent):
            return self._refuse(place, line, NO_REFERENCES)
        # Counted here and not by the place: names can be lists of lists as well, and have no place.
        self.depth += 1
        value = self._value(event, place, line)
        self.depth -= 1
        if isinstance(event, NodeEvent) and event.anchor:
            return self._refuse(place, line, NO_REFERENCES)
        if getattr(event, "tag", None):
            return self._refuse(place, line, NO_TYPE_MARKS)
        return value

    def _value(self, event: Event, place: Place, line: int) -> Node:
        match event:
            case SequenceStartEvent():
                return Listing(tuple(self._items(place)), line)
            case MappingStartEvent():
                return Fields(self._entries(place), line)
            case _:
                return self._scalar(event, place, line)

    def _items(self, place: Place) -> Iterator[Node]:
        position = 0
        while not isinstance(event := next(self.events), SequenceEndEvent):
            yield self.node(event, (*place, position))
            position += 1

    def _entries(self, place: Place) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            name, line = self._name(event, place), _line(event)
            value = self.node(next(self.events), (*place, name))
            if name in entries:
                first = entries[name].line
                text = f"{shortened(name)} står to gange, første gang i linje {first}. Slet den ene."
                self.found.append(Found((*place, name), text, line))
            entries.setdefault(name, Entry(name, value, line))
        return entries

    def _name(self, event: Event, place: Place) -> str:
        name = self.node(event, place)
        if isinstance(name, Scalar):
            return name.text
        if not isinstance(name, Refused):
            self.found.append(Found(place, NAME_IS_TEXT, _line(event)))
        return ""

    def _scalar(self, event: Event, place: Place, line: int) -> Node:
        if not isinstance(event, ScalarEvent):
            raise FaultyFileError([Fault("", line, UNREADABLE)])
        text = str(event.value)
        if NO_TEXT.search(text):
            return self._refuse(place, line, CONTROL_CHARACTERS)
        return Scalar(text, is_plain=not event.style, line=line)

    def _refuse(self, place: Place, line: int, text: str) -> Refused:
        self.found.append(Found(place, text, line))
        return Refused(line)

    def _hold_within_limits(self, line: int) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            raise FaultyFileError([Fault("", line, TOO_MUCH)])
        if self.depth > DEEPEST:
            raise FaultyFileError([Fault("", line, TOO_DEEP)])


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _syntax_fault(error: YAMLError, text: str) -> Fault:
    if isinstance(error, ReaderError):
        return Fault("", text.count("\n", 0, error.position) + 1, CONTROL_CHARACTERS)
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault("", None, UNREADABLE)
    line = error.problem_mark.line + 1
    if _is_indented_with_tab(text, line):
        return Fault("", line, TABULATOR)
    said = str(error.problem)
    return Fault("", line, next((danish for words, danish in SYNTAX if words in said), UNREADABLE))


def _is_indented_with_tab(text: str, line: int) -> bool:
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    return "\t" in written[: len(written) - len(written.lstrip())]
