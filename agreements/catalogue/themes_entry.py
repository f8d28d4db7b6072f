"""PURE: what an entry in the catalogue of themes is made of."""

from dataclasses import dataclass

from agreements.terms import Part

GROUP_PURPOSE = "Formål"
GROUP_LETTING = "Anvisning og udlejning"
GROUP_DWELLINGS = "Boligtyper og målgrupper"
GROUP_BUILDING = "Byggeri og bosætning"
GROUP_EFFORTS = "Indsatser i afdelingerne"
GROUP_COOPERATION = "Samarbejde, økonomi og data"
GROUP_FOLLOW_UP = "Opfølgning og ændringer"


@dataclass(frozen=True, slots=True)
class ThemeField:
    """A blank in the proposed text: its key, its name on the form, and how to fill it in."""

    key: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A subject that an agreement can have.

    `guidance` is for those who negotiate. `draft` is a proposed text with a `{key}` for each field.
    `settings` are the structured parts that steer the system, where a figure is written instead of in the
    text. `law` names the paragraphs, in words; empty where none is confirmed.
    """

    key: str
    title: str
    group: str
    guidance: str
    fields: tuple[ThemeField, ...]
    draft: str
    settings: tuple[Part, ...] = ()
    law: str = ""
