"""PURE: writing an agreement as a file that people can read and that loses nothing when read again.

Fields stand in the order of the layout. What says nothing (None, an empty text or list) is left out where
leaving it out means the same; defaults that say something are written, so that the file keeps its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from agreements.content.base import Piece
from agreements.files.layout import AgreementFile

HEADING = """\
# Fælles udlejningsaftale. Felterne er beskrevet i docs/agreement.schema.json.
# Procent skrives som tal (25 eller 12.5), datoer som år-måned-dag, ja og nej som true og false.
"""
NOTHING: tuple[object, ...] = (None, "", [], {})
LONGEST_ON_ONE_LINE = 90
# Texts to YAML 1.2, but yes and no to the older YAML that many programs read.
YES_AND_NO = frozenset({"yes", "no", "on", "off", "y", "n"})
WIDEST = 1_000_000  # so that the writer never folds a line by itself
# What a block would lose or change on the way back; in quotation marks it is kept.
NOT_IN_A_BLOCK = re.compile("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def write_agreement_file(file: AgreementFile) -> str:
    """Return the agreement as YAML text; `read_agreement_file` gives the same agreement back."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.width = WIDEST
    # The library hints None only, and means yes or no.
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    sections = []
    for name, section in _said(file):
        stream = StringIO()
        yaml.dump({name: section}, stream)
        sections.append(stream.getvalue())
    return "\n".join((HEADING, *sections))


def plain(value: object) -> Any:  # noqa: ANN401 - dicts, lists, texts, numbers, dates: what YAML holds
    """Return a piece as dicts and lists, without what says nothing; decimals and dates stay what they are."""
    match value:
        case Piece():
            return dict(_said(value))
        case tuple():
            return [plain(item) for item in value]
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case str():
            return str(value)
        case _:
            return value


def _said(piece: Piece) -> Iterator[tuple[str, Any]]:
    for name, field in type(piece).model_fields.items():
        value = getattr(piece, name)
        written = plain(value)
        says_nothing = written in NOTHING and value == field.get_default(call_default_factory=True)
        if not says_nothing:
            yield name, written


def decimal_text(value: Decimal) -> str:
    """Return a decimal as it is written by hand: 25, 12.5, 0.0001."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Representer(SafeRepresenter):
    """Writes decimals as plain numbers and long texts as blocks; never refers from one value to another."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as the library has it
        return True


def _decimal(representer: SafeRepresenter, value: Decimal) -> ScalarNode:
    text = decimal_text(value)
    kind = "float" if "." in text else "int"
    return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _text(representer: SafeRepresenter, value: str) -> ScalarNode:
    style = None
    if "\n" in value or len(value) > LONGEST_ON_ONE_LINE:
        style = "|"
    if NOT_IN_A_BLOCK.search(value) or value.lower() in YES_AND_NO:
        style = '"'
    return representer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Representer.add_representer(Decimal, _decimal)
_Representer.add_representer(str, _text)
