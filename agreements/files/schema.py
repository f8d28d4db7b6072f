"""PURE: the JSON Schema of an agreement's file, as published in docs/agreement.schema.json."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DecimalSchema

from agreements.files.layout import AgreementFile
from agreements.files.shape import KINDS

TITLE = "Fælles udlejningsaftale"
DESCRIPTION = (
    "En fælles udlejningsaftale mellem en kommune og dens almene boligorganisationer som én fil: hvem den er "
    "mellem og hvornår (agreement, parties), hvad der er aftalt i hver version (versions), og hvad der "
    "midlertidigt afviges fra (deviations). Filen skrives som YAML 1.2. Procent er tal fra 0 til 100, fx 25 "
    "eller 12.5; datoer er år-måned-dag, fx 2026-01-31; ja og nej er true og false. Numre i tekstfelter, fx "
    "LBF- og CVR-numre, står i anførselstegn. Nøgler (key) er korte navne, som aftalen selv vælger, og som "
    "der henvises til andre steder i filen."
)
LIMITS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}


class _Generator(GenerateJsonSchema):
    """Describes decimals as the numbers they are in the file, and gives fields no titles of their own."""

    def decimal_schema(self, schema: DecimalSchema) -> JsonSchemaValue:
        """Return a number with the limits of the decimal."""
        said = {name: schema.get(limit) for limit, name in LIMITS.items()}
        limits = {name: _number(limit) for name, limit in said.items() if limit is not None}
        return {"type": "number", **limits}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - as pydantic has it
        """Return False: a title made of the field's own name says nothing more."""
        return False


def agreement_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file."""
    described = AgreementFile.model_json_schema(schema_generator=_Generator)
    for piece in described["$defs"].values():
        _require_kind(piece)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": TITLE, "description": DESCRIPTION}
    return {**described, **head}


def schema_text() -> str:
    """Return the schema as it is published, in `docs/agreement.schema.json`."""
    return json.dumps(agreement_schema(), ensure_ascii=False, indent=2) + "\n"


def _require_kind(piece: dict[str, Any]) -> None:
    """Mark the field that tells the kinds of a union apart as required, which it is in the file."""
    kinds = [name for name in KINDS if "const" in piece.get("properties", {}).get(name, {})]
    if kinds:
        piece["required"] = sorted({*piece.get("required", ()), *kinds})


def _number(limit: Any) -> float:  # noqa: ANN401 - an int or a decimal
    return int(limit) if limit == int(limit) else float(limit)
