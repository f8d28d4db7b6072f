"""The page /stil/: every component in every state, with invented examples. For superusers only."""

from dataclasses import dataclass

from crispy_forms.bootstrap import AppendedText, InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from udlejning.dashboards.example_charts import EXAMPLES, SPARKLINES
from udlejning.lib.charts.files import chart_response

COLOURS = ("red", "yellow", "green", "orange", "grey")
TONES = ("success", "warning", "error", "info", "neutral")


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back up."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of some pages beside each other."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file: where, what, and what to do."""

    place: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in the history of a row."""

    when: str
    who: str
    what: str
    changes: tuple[Change, ...] = ()


class ExampleForm(forms.Form):
    """One field of every kind."""

    address = forms.CharField(label="Adresse", help_text="Vej, nummer, etage og dør.", max_length=80)
    email = forms.EmailField(label="E-mail", required=False)
    password = forms.CharField(label="Adgangskode", widget=forms.PasswordInput, required=False)
    rent = forms.DecimalField(
        label="Husleje",
        help_text="Pr. måned, uden forbrug.",
        min_value=0,
        localize=True,
        widget=forms.TextInput(attrs={"class": "input-width-xs", "inputmode": "decimal"}),
    )
    from_date = forms.DateField(
        label="Ledig fra", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    to_date = forms.DateField(
        label="Ledig til",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    rooms = forms.IntegerField(label="Rum", min_value=1, max_value=9)
    department = forms.ChoiceField(
        label="Afdeling", choices=[("", "Vælg afdeling"), ("1", "Møllevang"), ("2", "Skovparken")]
    )
    dwelling_type = forms.ChoiceField(
        label="Boligtype",
        choices=[("family", "familiebolig"), ("youth", "ungdomsbolig"), ("elderly", "ældrebolig")],
        widget=forms.RadioSelect,
    )
    pets = forms.ChoiceField(
        label="Husdyr", choices=[("yes", "ja"), ("no", "nej")], widget=forms.RadioSelect, required=False
    )
    equipment = forms.MultipleChoiceField(
        label="Indretning",
        help_text="Sæt flere krydser, hvis det passer.",
        choices=[("lift", "elevator"), ("balcony", "altan"), ("accessible", "egnet til kørestol")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Bemærkning", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    attachment = forms.FileField(label="Plantegning", help_text="Højst 10 MB.")
    is_renovated = forms.BooleanField(label="Boligen er istandsat", required=False)
    is_confirmed = forms.BooleanField(label="Oplysningerne er rigtige")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed on untouched
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset("Boligen", "address", "department", Row("rooms", AppendedText("rent", "kr."))),
            Fieldset("Hvornår", Row("from_date", "to_date")),
            Fieldset("Indretning", "dwelling_type", InlineRadios("pets"), "equipment"),
            Fieldset("Resten", "email", "password", "note", "attachment", "is_renovated", "is_confirmed"),
        )


class ExampleFilter(forms.Form):
    """Filters as they stand over a list."""

    q = forms.CharField(label="Søg", required=False)
    step = forms.ChoiceField(
        label="Trin", choices=[("", "Alle trin"), ("red", "rød"), ("green", "grøn")], required=False
    )


def example_forms() -> dict[str, forms.Form]:
    """Return the example form empty, filled in, and with every kind of fault."""
    filled = {
        "filled-address": "Møllevang 12, 2. tv",
        "filled-rent": "4870",
        "filled-from_date": "2026-01-01",
        "filled-rooms": "2",
        "filled-department": "1",
        "filled-dwelling_type": "family",
        "filled-equipment": ["lift", "balcony"],
        "filled-is_confirmed": "on",
    }
    plan = SimpleUploadedFile("plantegning.pdf", b"%PDF")
    faulty = ExampleForm({"faulty-rent": "ca. 6.000", "faulty-email": "anna"}, prefix="faulty")
    faulty.add_error(None, "Boligen er allerede indmeldt den 18. november 2025.")
    return {
        "empty_form": ExampleForm(prefix="empty"),
        "filled_form": ExampleForm(filled, {"filled-attachment": plan}, prefix="filled"),
        "faulty_form": faulty,
    }


def example_page() -> Page[int]:
    """Return page 3 of 25, to show paging with thousands of rows."""
    return Paginator(range(1, 1235), 50).page(3)


def example_rows() -> dict[str, object]:
    """Return the invented rows the components are shown with."""
    return {
        "crumbs": [Crumb("I dag", "/"), Crumb("Trappen", "/"), Crumb("Møllevang")],
        "tabs": [
            Tab("Trappen for familieboliger", "#", is_current=True),
            Tab("Trappen for ungdomsboliger", "#", is_current=False),
        ],
        "facts": [
            Fact("Uden for arbejdsmarkedet", "41,2 % (over 40 %)"),
            Fact("Periode", "1. januar 2025"),
            Fact("Kilde", "Nøgletal 2025.xlsx, Ark1!D17"),
            Fact("Aftalen", "§ 4, stk. 2"),
        ],
        "problems": [
            Problem("Ark1!D17", "'ca. 6.000' er ikke et beløb.", "Skriv 6000."),
            Problem("Ark1!A22", "Afdelingen 0456-003 findes ikke i registeret."),
        ],
        "history": [
            Entry(
                "18. november 2025 kl. 9.14",
                "Anna Holm",
                "Ændret",
                (Change("Husleje", "4.780 kr.", "4.870 kr."),),
            ),
            Entry("17. november 2025 kl. 15.02", "Bo Krogh", "Oprettet"),
        ],
    }


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; nobody but a superuser learns that the page exists."""
    if not request.user.is_superuser:
        raise Http404
    messages.success(request, "Møllevang 12, 2. tv er indmeldt: den går til kommunen.")
    context = {
        "colours": COLOURS,
        "tones": TONES,
        "page_obj": example_page(),
        "filter_form": ExampleFilter(request.GET),
        "example_charts": EXAMPLES.values(),
        "example_sparklines": SPARKLINES,
        **example_rows(),
        **example_forms(),
    }
    return render(request, "stil.html", context)


def style_guide_chart(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out an example chart as a file."""
    if not request.user.is_superuser or key not in EXAMPLES:
        raise Http404
    return chart_response(EXAMPLES[key].chart, key, ending)
