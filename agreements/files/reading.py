"""PURE: reading an agreement's file: all faults at once, each with its path, its line and what to do.

Read by the layout: a number stays exact, a date is a date only where one is wanted, and a text is never taken
for something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agreements.content.base import Piece
from agreements.content.document import Content, inherit
from agreements.files.checks import found_in_file
from agreements.files.faults import Fault, FaultyFileError, Found, Paths, Place
from agreements.files.layout import AgreementFile
from agreements.files.sentences import sentence
from agreements.files.shape import KINDS, Shape, field_shape, item_shape, kinds_of_value, piece_for, pieces
from agreements.files.tree import Entry, Fields, Listing, Node, Refused, Scalar, Tree, line_at, read_tree
from agreements.problems import Known, content_problems, inheritance_problems
from agreements.terms import AgreementKind

MOST_FAULTS = 500
MORE_FAULTS = f"Der er flere fejl end de {MOST_FAULTS}, der vises. Ret dem, og prøv igen."
PERIOD = "period"
"""The path by which the checks of the content mean the agreement's own period."""
REFERENCES = frozenset({"criteria_set", "compensates_for_steps"})
"""Fields that name a piece by its key, which may stand in the framework."""
WORDS_OF_YAML = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"[-+]?\d{1,40}", re.ASCII)
BROKEN = re.compile(r"[-+]?\d{1,40}\.\d{1,40}", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# pydantic would take "20260131" for seconds since 1970, and "25" in quotation marks for a number. A list is
# neither a date nor a number, so it refuses, and its sentence then says what is wanted.
NEITHER: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that could be read, with the tree and the plain values that its lines and paths come from."""

    file: AgreementFile
    tree: Tree
    values: Any

    def faults(self, found: Iterable[Found]) -> tuple[Fault, ...]:
        """Return what was found in the file, with paths and lines."""
        return _faults(found, self.tree, self.values)


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands where pydantic points: `place` is without its names for the members of unions.

    `piece` is the one whose field it is.
    """

    place: Place
    node: Node
    line: int
    piece: type[Piece] | None


def read_agreement_file(text: str) -> AgreementFile:
    """Return the agreement that the file describes, whole and with a head that fits together.

    Raises FaultyFileError with every fault; warnings do not keep a file from being read. What the content
    means (thresholds, shares) is judged by `check_agreement_file`.
    """
    parsed = parse(text)
    wrong = [found for found in found_in_file(parsed.file) if not found.is_warning]
    if wrong:
        raise FaultyFileError(parsed.faults(wrong))
    return parsed.file


def parse(text: str) -> Parsed:
    """Return the agreement with its lines and paths. Raises FaultyFileError where the layout is not kept."""
    tree = read_tree(text)
    values = plain_value(tree.root, AgreementFile)
    try:
        file = AgreementFile.model_validate_json(json.dumps(values))
    except ValidationError as error:
        found = (*tree.found, *_found_by_pydantic(error, tree))
        raise FaultyFileError(_faults(found, tree, values)) from error
    if tree.found:
        raise FaultyFileError(_faults(tree.found, tree, values))
    return Parsed(file, tree, values)


def check_agreement_file(text: str, known: Known, *, framework: Content | None = None) -> tuple[Fault, ...]:
    """Return everything that is wrong with a file, and every warning: empty where it is sound.

    `known` is what the registers hold. An individual agreement is judged as it will hold under `framework`;
    without it, only what the file itself says is judged.
    """
    try:
        parsed = parse(text)
    except FaultyFileError as error:
        return error.faults
    return parsed.faults(
        (
            *found_in_file(parsed.file),
            *_unknown_departments(parsed.file, known),
            *_found_in_contents(parsed, known, framework),
        )
    )


def plain_value(node: Node, shape: Shape) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what stands in the node as JSON holds it, read as the layout wants it there."""
    match node:
        case Fields(entries=entries):
            piece = piece_for(shape, _kinds_said(entries))
            return {
                name: plain_value(entry.value, field_shape(shape, piece, name))
                for name, entry in entries.items()
            }
        case Listing(items=items):
            return [plain_value(item, item_shape(shape)) for item in items]
        case Scalar():
            return _plain_scalar(node, kinds_of_value(shape))
        case _:
            return None


def _unknown_departments(file: AgreementFile, known: Known) -> Iterator[Found]:
    for index, deviation in enumerate(file.deviations):
        key = deviation.department
        if key is not None and known.departments is not None and key not in known.departments:
            text = f"{key} er ikke i registret. Ret nummeret, eller opret afdelingen først."
            yield Found(("deviations", index, "department"), text)


def _found_in_contents(parsed: Parsed, known: Known, framework: Content | None) -> Iterator[Found]:
    head = parsed.file.agreement
    inherits = head.kind is AgreementKind.individual and head.inherits_framework
    for index, version in enumerate(parsed.file.versions):
        own = version.content
        whole = inherit(framework, own) if inherits and framework is not None else own
        problems = content_problems(
            whole,
            first_day=head.from_date,
            last_day=version.agreement_to_date or head.to_date,
            includes_fleksibel=head.includes_fleksibel_udlejning,
            known=known,
        )
        if inherits and framework is not None:
            problems = (*problems, *inheritance_problems(own, framework=framework))
        for problem in problems:
            place, is_said = _place_in_content(problem.path, parsed.values, index)
            if is_said or not inherits or framework is not None:
                yield Found(place, problem.text, is_warning=problem.is_warning)


def _place_in_content(path: str, values: Any, version: int) -> tuple[Place, bool]:  # noqa: ANN401 - as JSON
    """Return the place that `staircases.familie.steps` names, and whether the file itself says it.

    An individual agreement's references to what stands in its framework count as not said.
    """
    if path == PERIOD:
        return ("agreement", "to_date"), True
    place: Place = ("versions", version, "content")
    here = values["versions"][version]["content"]
    for part in path.split("."):
        if isinstance(here, list):
            position = _position(here, part)
            if position is None:
                return place, False
            place, here = (*place, position), here[position]
        else:
            place, here = (*place, part), here.get(part) if isinstance(here, dict) else None
    return place, here is not None and path.rpartition(".")[2] not in REFERENCES


def _position(entries: list[Any], key: str) -> int | None:
    keys = (entry.get("key") if isinstance(entry, dict) else None for entry in entries)
    return next((position for position, found in enumerate(keys) if found == key), None)


def _kinds_said(entries: Mapping[str, Entry]) -> Iterator[str]:
    values = (entries[name].value for name in KINDS if name in entries)
    return (value.text for value in values if isinstance(value, Scalar))


def _plain_scalar(node: Scalar, wanted: tuple[Shape, ...]) -> Any:  # noqa: ANN401 - as above
    if node.is_plain and node.text in WORDS_OF_YAML:
        return WORDS_OF_YAML[node.text]
    is_whole = node.is_plain and WHOLE.fullmatch(node.text)
    is_number = is_whole or (node.is_plain and BROKEN.fullmatch(node.text))
    if Decimal in wanted:
        return node.text if is_number else NEITHER
    if date in wanted:
        return node.text if ISO_DAY.fullmatch(node.text) else NEITHER
    if is_whole:
        return int(node.text)
    return float(node.text) if is_number else node.text


def _found_by_pydantic(error: ValidationError, tree: Tree) -> Iterator[Found]:
    for each in error.errors(include_url=False, include_input=False)[: MOST_FAULTS + 1]:
        here = _spot(tree, each["loc"])
        if not isinstance(here.node, Refused) and not _is_long_enough(each, here.node):
            yield Found(here.place, sentence(each, node=here.node, piece=here.piece), here.line)


def _is_long_enough(error: ErrorDetails, node: Node) -> bool:
    # pydantic counts only the entries without faults, and would call a list short for the faults in it.
    too_short = error["type"] == "too_short" and isinstance(node, Listing)
    return too_short and isinstance(node, Listing) and len(node.items) >= error["ctx"]["min_length"]


def _spot(tree: Tree, loc: Place) -> Spot:
    node: Node = tree.root
    shape: Shape = AgreementFile
    piece: type[Piece] | None = None
    place: Place = ()
    for part in loc:
        if len(pieces(shape)) > 1:
            # pydantic names the member of the union here; it is no field of the file.
            shape = piece_for(shape, [str(part)])
            continue
        if part == "[key]" or isinstance(node, Refused):
            continue
        place = (*place, part)
        if isinstance(part, int):
            shape = item_shape(shape)
        else:
            piece = piece_for(shape, ())
            shape = field_shape(shape, piece, part)
        node = _below(node, part)
    return Spot(place, node, line_at(tree.root, place), piece)


def _below(node: Node, part: str | int) -> Node:
    if isinstance(node, Listing) and isinstance(part, int):
        return node.items[part]
    if isinstance(node, Fields) and part in node.entries:
        return node.entries[str(part)].value
    return Scalar("", is_plain=True, line=node.line)


def _faults(found: Iterable[Found], tree: Tree, values: Any) -> tuple[Fault, ...]:  # noqa: ANN401 - as above
    paths = Paths(values)
    told = {
        Fault(
            paths.readable(each.place),
            each.line or line_at(tree.root, each.place),
            each.text,
            each.is_warning,
        )
        for each in found
    }
    in_order = sorted(told, key=lambda fault: (fault.line or 0, fault.path, fault.text))
    more = [Fault("", None, MORE_FAULTS)] if len(in_order) > MOST_FAULTS else []
    return (*in_order[:MOST_FAULTS], *more)
