"""The crispy-forms pack `dkfds`: controls labelled, hints and faults tied to them, faults gathered on top."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines


class DwellingForm(forms.Form):
    address = forms.CharField(label="Adresse", help_text="Vej og nummer.")
    rooms = forms.IntegerField(label="Rum", required=False)
    department = forms.ChoiceField(label="Afdeling", choices=[("1", "Møllevang"), ("2", "Skovparken")])
    kind = forms.ChoiceField(
        label="Boligtype",
        choices=[("family", "familiebolig"), ("youth", "ungdomsbolig")],
        widget=forms.RadioSelect,
    )
    equipment = forms.MultipleChoiceField(
        label="Indretning",
        choices=[("lift", "elevator")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Bemærkning", widget=forms.Textarea, required=False)
    plan = forms.FileField(label="Plantegning", help_text="Højst 10 MB.")
    is_confirmed = forms.BooleanField(label="Oplysningerne er rigtige")
    token = forms.CharField(widget=forms.HiddenInput)


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def tag_with(html, fragment):
    """Return the first tag that holds the fragment."""
    return next(tag for tag in re.findall(r"<[a-z][^>]*>", html) if fragment in tag)


@pytest.fixture
def empty():
    return render("{{ form|crispy }}", form=DwellingForm())


@pytest.fixture
def faulty():
    form = DwellingForm({"rooms": "to"})
    form.add_error(None, "Boligen er allerede indmeldt.")
    return render("{{ form|crispy }}", form=form)


@pytest.mark.parametrize(
    "control",
    ["id_address", "id_rooms", "id_department", "id_note", "id_plan", "id_is_confirmed", "id_kind_0"],
)
def test_every_control_has_a_label(empty, control):
    assert f'for="{control}"' in empty
    assert f'id="{control}"' in empty


@pytest.mark.parametrize(
    ("control", "css_class"),
    [
        ("id_address", "form-input"),
        ("id_department", "form-select"),
        ("id_note", "form-input"),
        ("id_kind_0", "form-radio"),
        ("id_equipment_0", "form-checkbox"),
        ("id_is_confirmed", "form-checkbox"),
    ],
)
def test_every_control_has_the_design_systems_class(empty, control, css_class):
    assert css_class in tag_with(empty, f'id="{control}"')


@pytest.mark.parametrize(("control", "hint"), [("id_address", "Vej og nummer."), ("id_plan", "Højst 10 MB.")])
def test_a_hint_is_tied_to_its_control(empty, control, hint):
    assert f'id="{control}_helptext">{hint}' in empty
    assert f'aria-describedby="{control}_helptext"' in tag_with(empty, f'id="{control}"')


def test_what_may_be_left_empty_says_so(empty):
    assert empty.count("(frivilligt)") == 3  # rooms, equipment, note


def test_radio_buttons_are_a_group_with_a_legend(empty):
    assert re.search(r"<legend[^>]*>\s*Boligtype", empty)


def test_an_unsent_form_has_no_error_summary(empty):
    assert "error-summary" not in empty


@pytest.mark.parametrize(
    "target", ["id_address", "id_rooms", "id_department", "id_kind_0", "id_plan", "id_is_confirmed"]
)
def test_the_error_summary_links_to_the_field(faulty, target):
    assert f'href="#{target}"' in faulty
    assert f'id="{target}"' in faulty


def test_the_error_summary_tells_what_belongs_to_no_visible_field(faulty):
    summary = faulty.split("</ul>")[0]

    assert "<li>Boligen er allerede indmeldt.</li>" in summary
    assert "<li>Dette felt er påkrævet.</li>" in summary  # the hidden field


@pytest.mark.parametrize("control", ["id_address", "id_rooms", "id_plan"])
def test_a_fault_stands_at_its_field_and_is_read_with_it(faulty, control):
    tag = tag_with(faulty, f'id="{control}"')

    assert f'id="{control}_error"' in faulty
    assert f"{control}_error" in tag
    assert 'aria-invalid="true"' in tag


def test_a_fault_in_a_group_is_read_with_the_group(faulty):
    assert 'aria-describedby="id_kind_error"' in tag_with(faulty, "<fieldset aria")


def test_values_are_kept_when_there_are_faults():
    form = DwellingForm(
        {"address": "Møllevang 12", "department": "2", "kind": "youth", "equipment": ["lift"]},
        {"plan": SimpleUploadedFile("plan.pdf", b"%PDF")},
    )

    html = render("{{ form|crispy }}", form=form)

    assert 'value="Møllevang 12"' in html
    assert '<option value="2" selected>' in html
    assert "checked" in tag_with(html, 'id="id_kind_1"')
    assert "checked" in tag_with(html, 'id="id_equipment_0"')


def test_a_layout_renders_its_groups_and_the_error_summary():
    form = DwellingForm({})
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("Boligen", Row("address", "rooms")))
    form.helper.add_input(Submit("save", "Gem"))

    html = render("{% crispy form %}", form=form)

    assert re.search(r"<legend[^>]*>Boligen</legend>", html)
    assert "udl-field-row" in html
    assert 'data-module="error-summary"' in html
    assert "button-primary" in tag_with(html, 'name="save"')
    assert html.count("<form") == 1


def test_the_form_component_writes_one_form_with_token_and_buttons():
    html = render(
        '{% include "components/form.html" with form=form submit_label="Indmeld" cancel_url="/fortryd/" %}',
        form=DwellingForm(),
        csrf_token="hemmelig",
    )

    assert html.count("<form") == 1
    assert html.count("csrfmiddlewaretoken") == 1
    assert 'enctype="multipart/form-data"' in html
    assert "Indmeld</button>" in html
    assert 'href="/fortryd/"' in html


def test_a_formset_renders_each_form_with_its_faults():
    formset_class = forms.formset_factory(DwellingForm, extra=2)

    html = render("{{ formset|crispy }}", formset=formset_class())

    assert 'name="form-TOTAL_FORMS"' in html
    assert 'for="id_form-1-address"' in html
