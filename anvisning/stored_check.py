"""PURE: a check of an offer as JSON, stored with the decision that rests on it, and read back as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from agreements.terms import FleksibelMode
from agreements.terms_in_force import DecidingDeviation
from anvisning.offer_check import (
    CheckLine,
    DwellingFacts,
    OfferCheck,
    RentLimit,
    StepFacts,
    Tone,
    Verdict,
)

STORED_VERSION = 1


def to_json(check: OfferCheck) -> dict[str, Any]:
    """Return the check as values that JSON holds: decimals and dates as strings, nothing lost."""
    stored: dict[str, Any] = json.loads(json.dumps(asdict(check), default=str))
    return {"version": STORED_VERSION, **stored}


def from_json(stored: Mapping[str, Any]) -> OfferCheck:
    """Return the check that `to_json` gave, exactly as decided. Raises ValueError for another version."""
    if stored["version"] != STORED_VERSION:
        raise ValueError(f"unknown version of a stored offer check: {stored['version']}")
    dwelling, area = stored["dwelling"], stored["dwelling"]["area_m2"]
    return OfferCheck(
        step=_step_from_json(stored["step"]) if stored["step"] is not None else None,
        dwelling=DwellingFacts(
            rent=Decimal(dwelling["rent"]),
            rooms=dwelling["rooms"],
            area_m2=Decimal(area) if area is not None else None,
        ),
        limits=tuple(
            RentLimit(
                household=limit["household"],
                limit=Decimal(limit["limit"]),
                since=date.fromisoformat(limit["since"]),
            )
            for limit in stored["limits"]
        ),
        verdict=_verdict_from_json(stored["verdict"]),
    )


def _step_from_json(stored: Mapping[str, Any]) -> StepFacts:
    since, share = stored["since"], stored["fleksibel_share"]
    return StepFacts(
        name=stored["name"],
        colour=stored["colour"],
        since=date.fromisoformat(since) if since is not None else None,
        evidence=stored["evidence"],
        decided_by=stored["decided_by"],
        clause=stored["clause"],
        anvisning_allowed=stored["anvisning_allowed"],
        fleksibel=FleksibelMode(stored["fleksibel"]),
        fleksibel_share=Decimal(share) if share is not None else None,
        only_for=stored.get("only_for", ""),
        shape=stored.get("shape", ""),
        deviation=_deviation_from_json(stored.get("deviation")),
        # Checks stored before the terms had a clause each hold but one.
        fleksibel_clause=stored.get("fleksibel_clause", stored["clause"]),
        fleksibel_deviation=_deviation_from_json(stored.get("fleksibel_deviation")),
    )


def _deviation_from_json(stored: Mapping[str, Any] | None) -> DecidingDeviation | None:
    if stored is None:
        return None
    return DecidingDeviation(
        pk=stored["pk"],
        from_date=date.fromisoformat(stored["from_date"]),
        to_date=date.fromisoformat(stored["to_date"]),
        reason=stored["reason"],
        decided_by=stored["decided_by"],
    )


def _verdict_from_json(stored: Mapping[str, Any]) -> Verdict:
    lines = tuple(
        CheckLine(
            key=line["key"],
            tone=Tone(line["tone"]),
            heading=line["heading"],
            text=line["text"],
            why=tuple((name, value) for name, value in line["why"]),
            reason=line["reason"],
            deviation_pk=line.get("deviation_pk"),
        )
        for line in stored["lines"]
    )
    return Verdict(tone=Tone(stored["tone"]), answer=stored["answer"], lines=lines)
