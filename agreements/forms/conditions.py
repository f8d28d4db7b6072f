"""The fields of a condition – a figure held up against a threshold – as rows of the forms over rules.

A row's fields have names that begin with the row's own; a row without an indicator is no condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError

from agreements.content.rules import Condition, SizeThreshold
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import offer, whole_number, with_said
from agreements.forms.layout import Disclosure, Group, Grow
from agreements.forms.pieces import rows_wanted
from agreements.terms import Benchmark
from agreements.wording.lists import BENCHMARKS, OPERATORS, choices
from agreements.wording.rules import IndicatorName
from udlejning.lib.cells import NumberKind
from udlejning.lib.comparison import Operator
from udlejning.lib.form_fields import exact, number_input, read_typed, typed

KINDS = {"%": NumberKind.percent, "% af regionen": NumberKind.index, "kr.": NumberKind.money}
"""How figures of an indicator are typed, by what stands after them; those without are counts."""
POINTS_APART = "procentpoint"
PLACES = 4
NO_AVERAGE = "ikke noget: den er selve tallet"


def text_of_number(label: str, **options: Any) -> forms.CharField:  # noqa: ANN401 - a field's own options
    """Return the field of a number whose unit hangs on another field; it is read by `read_figure`."""
    return forms.CharField(label=label, required=False, max_length=30, widget=number_input(), **options)


def indicator_field(draft: OpenDraft, said: str | None, *, empty: str) -> forms.ChoiceField:
    """Return the choice of an indicator, with the one that is named already."""
    known = [(key, each.name) for key, each in draft.indicators.items()]
    return forms.ChoiceField(
        label="Nøgletal", required=False, choices=[("", empty), *with_said(known, [said])]
    )


def kind_of(indicator: str, indicators: Mapping[str, IndicatorName]) -> NumberKind:
    """Return how figures of an indicator are typed."""
    known = indicators.get(indicator)
    return NumberKind.multiple if known is None else KINDS.get(known.unit, NumberKind.count)


def read_figure(text: str, kind: NumberKind) -> Decimal:
    """Return a figure as it was typed, exactly; raises ValidationError in words."""
    plain = text.strip().removesuffix(POINTS_APART)
    return exact(read_typed(plain, kind=kind, signed=True), places=PLACES)


def add_condition(
    form: forms.Form, name: str, draft: OpenDraft, said: Condition | None, *, empty: str
) -> None:
    """Give a form the fields of a condition, under names that begin with `name`."""
    form.fields[f"{name}_indicator"] = indicator_field(draft, said.indicator if said else None, empty=empty)
    form.fields[f"{name}_operator"] = forms.ChoiceField(
        label="Skal være",
        help_text="Over eller under.",
        required=False,
        choices=[("", "vælg"), *choices(OPERATORS)],
    )
    form.fields[f"{name}_threshold"] = text_of_number("Grænse", help_text="I nøgletallets enhed, fx 12,5.")
    form.fields[f"{name}_years"] = whole_number(
        "Gennemsnit af så mange år", highest=10, help_text="Tomt eller 1: det seneste år."
    )
    averages = [pair for pair in choices(BENCHMARKS) if pair[0] != Benchmark.fixed]
    form.fields[f"{name}_relative_to"] = forms.ChoiceField(
        label="Grænsen er i forhold til",
        required=False,
        choices=[("", NO_AVERAGE), *averages],
    )
    form.fields[f"{name}_as_factor"] = forms.BooleanField(
        label="Grænsen er et antal gange gennemsnittet", required=False
    )
    for row in range(_sizes_wanted(form, name, said)):
        place = _size(name, row)
        form.fields[f"{place}_from"] = whole_number("Beboere fra", lowest=0, highest=999_999)
        form.fields[f"{place}_below"] = whole_number("til under", highest=999_999)
        form.fields[f"{place}_threshold"] = text_of_number("Grænse")
    if said is not None and said.relative_to is Benchmark.fixed:
        # Not offered, for it means nothing; but what is there is shown until somebody mends it.
        fixed = (Benchmark.fixed.value, BENCHMARKS[Benchmark.fixed])
        offer(form.fields[f"{name}_relative_to"], [("", NO_AVERAGE), *averages, fixed])


def condition_in_fields(name: str, said: Condition | None) -> dict[str, Any]:
    """Return a condition as the first values of its fields."""
    if said is None:
        return {}
    fields: dict[str, Any] = {
        f"{name}_indicator": said.indicator,
        f"{name}_operator": said.operator.value,
        f"{name}_threshold": typed(said.threshold),
        f"{name}_years": said.average_years if said.average_years > 1 else None,
        f"{name}_relative_to": said.relative_to.value if said.relative_to is not None else "",
        f"{name}_as_factor": said.as_factor,
    }
    for row, size in enumerate(said.by_size):
        fields[f"{_size(name, row)}_from"] = size.residents_from
        fields[f"{_size(name, row)}_below"] = size.residents_below
        fields[f"{_size(name, row)}_threshold"] = typed(size.threshold)
    return fields


def condition_layout(form: forms.Form, name: str) -> list[object]:
    """Return the fields of a condition as they are shown: the comparison, and the rest folded."""
    sizes = [
        Row(f"{_size(name, row)}_from", f"{_size(name, row)}_below", f"{_size(name, row)}_threshold")
        for row in _sizes(form, name)
    ]
    more = Disclosure(
        "Mere om grænsen",
        f"{name}_years",
        f"{name}_relative_to",
        f"{name}_as_factor",
        Group(
            "Andre grænser for små og store afdelinger",
            *sizes,
            Grow(f"{name}_size", "Flere størrelser"),
            hint="Har afdelingen så mange beboere, gælder grænsen her i stedet.",
        ),
        said=_more_in_words(form, name),
        is_open=form.data.get("flere") == f"{name}_size",
    )
    return [f"{name}_indicator", Row(f"{name}_operator", f"{name}_threshold"), more]


def read_condition(form: forms.Form, name: str, draft: OpenDraft) -> Condition | None:
    """Return the condition that was typed, None where no indicator was chosen; faults are put on the form."""
    typed_in = form.cleaned_data
    indicator = typed_in.get(f"{name}_indicator")
    if not indicator:
        return None
    as_factor = typed_in[f"{name}_as_factor"]
    kind = NumberKind.multiple if as_factor else kind_of(indicator, draft.indicators)
    threshold = read_into(form, f"{name}_threshold", kind, "Skriv grænsen.")
    sizes = tuple(_read_sizes(form, name, kind))
    relative_to = typed_in.get(f"{name}_relative_to")
    operator = typed_in.get(f"{name}_operator")
    if not operator:
        _put(form, f"{name}_operator", "Vælg, om tallet skal være over eller under grænsen.")
    if threshold is None or not operator or any(size is None for size in sizes):
        return None
    return Condition(
        indicator=indicator,
        operator=Operator(operator),
        threshold=threshold,
        average_years=typed_in.get(f"{name}_years") or 1,
        relative_to=Benchmark(relative_to) if relative_to else None,
        as_factor=as_factor,
        by_size=tuple(size for size in sizes if size is not None),
    )


def read_into(form: forms.Form, name: str, kind: NumberKind, missing: str) -> Decimal | None:
    """Return the figure in a field; where there is none, say so on the form and return None."""
    text = form.cleaned_data.get(name, "")
    try:
        if not text:
            raise ValidationError(missing)
        return read_figure(text, kind)
    except ValidationError as error:
        _put(form, name, error)
    return None


def _put(form: forms.Form, name: str, fault: str | ValidationError) -> None:
    if name not in form.errors:
        form.add_error(name, fault)


def _read_sizes(form: forms.Form, name: str, kind: NumberKind) -> Iterator[SizeThreshold | None]:
    typed_in = form.cleaned_data
    for row in _sizes(form, name):
        place = _size(name, row)
        first, below = typed_in.get(f"{place}_from"), typed_in.get(f"{place}_below")
        if first is None and below is None and not typed_in.get(f"{place}_threshold"):
            continue
        threshold = read_into(form, f"{place}_threshold", kind, "Skriv grænsen for den størrelse.")
        if threshold is None:
            yield None
        else:
            yield SizeThreshold(residents_from=first or 0, residents_below=below, threshold=threshold)


def _more_in_words(form: forms.Form, name: str) -> str:
    names = ("years", "relative_to", "as_factor", "size_0_threshold")
    return "er udfyldt" if any(form.initial.get(f"{name}_{each}") for each in names) else ""


def _size(name: str, row: int) -> str:
    return f"{name}_size_{row}"


def _sizes(form: forms.Form, name: str) -> Iterator[int]:
    row = 0
    while f"{_size(name, row)}_from" in form.fields:
        yield row
        row += 1


def _sizes_wanted(form: forms.Form, name: str, said: Condition | None) -> int:
    return rows_wanted(
        form.data if form.is_bound else None,
        f"{name}_size",
        said=len(said.by_size) if said is not None else 0,
        least=1,
        field=lambda row: f"{_size(name, row)}_from",
    )
