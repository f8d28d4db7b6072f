"""Forms over a staircase – what it places, and how – and over each of its steps."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Row
from django.http import QueryDict

from agreements.content.staircases import Hysteresis, MinimumData, Staircase, Step
from agreements.content.terms import Terms
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import (
    NAME,
    clause_field,
    dwelling_types_field,
    figure_field,
    line_field,
    one_of,
    read_types,
    whole_number,
)
from agreements.forms.layout import Disclosure, inline
from agreements.forms.pieces import PieceForm
from agreements.forms.terms import TermsFields
from agreements.terms import PlacedBy, StepColour, StepShape, UnitOfPlacement, WithoutData
from agreements.wording.lists import (
    COLOURS,
    PLACED_BY,
    SHAPES,
    UNITS_OF_PLACEMENT_PLURAL,
    WITHOUT_DATA,
    choices,
)
from agreements.wording.staircases import hysteresis_in_words, minimum_data_in_words, rhythm_in_words

AS_FOR_ALL = "som for alle afdelinger"
USUAL_SHAPES = {
    StepColour.red: StepShape.diamond,
    StepColour.orange: StepShape.square,
    StepColour.yellow: StepShape.triangle,
    StepColour.green: StepShape.circle,
    StepColour.blue: StepShape.hexagon,
}
USUAL_ORDER = (StepColour.red, StepColour.yellow, StepColour.green, StepColour.orange, StepColour.blue)


class StaircaseForm(PieceForm):
    """A staircase's settings; its steps stay as they are."""

    name = line_field("Hvad hedder trappen?", required=True, max_length=NAME, help_text="Fx Boligtrappen.")
    unit = one_of("Hvad indplaceres på trinnene?", choices(UNITS_OF_PLACEMENT_PLURAL))
    dwelling_types = dwelling_types_field(
        "Hvilke boliger gælder trappen for?", help_text="Ingen valgt: alle boligtyper."
    )
    placed_by = one_of("Hvordan indplaceres der?", choices(PLACED_BY))
    without_data = one_of("Hvad sker der uden nøgletal nok?", choices(WITHOUT_DATA))
    data_residents = whole_number("Mindst så mange beboere", highest=99_999)
    data_years = whole_number("Mindst så mange år med nøgletal", highest=10)
    margin = figure_field(
        "Så meget bedre end grænsen", help_text="I nøgletallets enhed, fx 2 for 2 procentpoint."
    )
    margin_years = whole_number("Så mange år i træk", lowest=2, highest=10)
    placements_a_year = whole_number("Indplaceringer om året", required=True, highest=4)
    rhythm = line_field("Hvornår?", help_text="Fx i november, når nøgletallene er klar.")
    clause = clause_field()

    def __init__(self, data: QueryDict | None, *, piece: Staircase | None = None) -> None:
        said = piece or Staircase(key="ny", name="ny", steps=())
        super().__init__(data, initial=_staircase_in_fields(said, is_new=piece is None))
        self._said = said
        self.lay_out(
            "name",
            inline("unit"),
            "placed_by",
            "clause",
            Disclosure("Boligtyper", inline("dwelling_types"), said="" if said.dwelling_types else "alle"),
            Disclosure(
                "Hvornår indplaceres der",
                Row("placements_a_year", "rhythm"),
                said=rhythm_in_words(said.placements_a_year, said.rhythm),
            ),
            Disclosure(
                "Afdelinger uden nøgletal nok",
                Row("data_residents", "data_years"),
                "without_data",
                said=minimum_data_in_words(said.minimum_data) if said.minimum_data is not None else "",
            ),
            Disclosure(
                "Træghed: hvornår en afdeling rykker til et mildere trin",
                Row("margin", "margin_years"),
                said=hysteresis_in_words(said.hysteresis, said.unit) if said.hysteresis else "straks",
            ),
        )

    def clean_margin(self) -> Any:  # noqa: ANN401 - a Decimal or None
        margin = self.cleaned_data["margin"]
        if margin is not None and margin <= 0:
            self.add_error("margin", "Skriv et tal over 0, eller lad feltet stå tomt.")
        return margin

    def piece(self, key: str) -> Staircase:
        typed = self.cleaned_data
        residents, years = typed["data_residents"], typed["data_years"]
        margin, margin_years = typed["margin"], typed["margin_years"]
        return Staircase(
            key=key,
            name=typed["name"],
            unit=UnitOfPlacement(typed["unit"]),
            dwelling_types=read_types(typed["dwelling_types"], self._said.dwelling_types),
            placed_by=PlacedBy(typed["placed_by"]),
            minimum_data=MinimumData(residents=residents, years=years or 1) if residents or years else None,
            without_data=WithoutData(typed["without_data"]),
            hysteresis=Hysteresis(margin=margin, years=margin_years) if margin or margin_years else None,
            placements_a_year=typed["placements_a_year"],
            rhythm=typed["rhythm"],
            clause=typed["clause"],
            steps=self._said.steps,
        )


class StepForm(TermsFields):
    """A step: its name, colour and shape, and the terms that follow; its rules stay as they are."""

    name = line_field("Hvad hedder trinnet?", required=True, max_length=NAME, help_text="Fx gul.")
    colour = one_of("Farve", choices(COLOURS))
    shape = one_of("Form", choices(SHAPES), help_text="Farven står aldrig alene, heller ikke på print.")

    def __init__(
        self, data: QueryDict | None, *, draft: OpenDraft, staircase: Staircase, piece: Step | None = None
    ) -> None:
        initial: dict[str, Any]
        if piece is not None:
            initial = {"name": piece.name, "colour": piece.colour.value, "shape": piece.shape.value}
        else:
            colour = _free_colour(staircase)
            initial = {"colour": colour.value, "shape": USUAL_SHAPES[colour].value}
        said = Terms() if piece is None else piece.terms
        super().__init__(data, draft=draft, said=said, unsaid=AS_FOR_ALL, initial=initial)
        self._rules = () if piece is None else piece.rules
        self.lay_out(
            "name",
            inline("colour"),
            Disclosure("Form", inline("shape"), said=_shape(initial)),
            *self.terms_layout,
        )

    def piece(self, key: str) -> Step:
        typed = self.cleaned_data
        return Step(
            key=key,
            name=typed["name"],
            colour=StepColour(typed["colour"]),
            shape=StepShape(typed["shape"]),
            rules=self._rules,
            terms=self.terms(),
        )


def _staircase_in_fields(said: Staircase, *, is_new: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": "" if is_new else said.name,
        "unit": said.unit.value,
        "dwelling_types": [each.value for each in said.dwelling_types],
        "placed_by": said.placed_by.value,
        "without_data": said.without_data.value,
        "placements_a_year": said.placements_a_year,
        "rhythm": said.rhythm,
        "clause": said.clause,
    }
    if said.minimum_data is not None:
        fields |= {"data_residents": said.minimum_data.residents, "data_years": said.minimum_data.years}
    if said.hysteresis is not None:
        fields |= {"margin": said.hysteresis.margin, "margin_years": said.hysteresis.years}
    return fields


def _free_colour(staircase: Staircase) -> StepColour:
    used = {step.colour for step in staircase.steps}
    return next((colour for colour in USUAL_ORDER if colour not in used), StepColour.green)


def _shape(initial: dict[str, Any]) -> str:
    return SHAPES[StepShape(initial["shape"])]
