"""What a browser sends of a form that nobody has touched: the round trip from content to content."""

from django.forms import CheckboxInput, CheckboxSelectMultiple
from django.http import QueryDict

from agreements.content.document import Content, write_content
from agreements.forms.drafts import OpenDraft, OrganisationDepartments
from agreements.models import Agreement, AgreementVersion
from agreements.wording.rules import IndicatorName

INDICATORS = {
    "residents": IndicatorName("Beboere", ""),
    "outside_labour_market_or_education": IndicatorName("Uden tilknytning", "%"),
    "convicted": IndicatorName("Dømte", "%"),
    "income_pct_of_region": IndicatorName("Bruttoindkomst i procent af regionens", "% af regionen"),
    "rent": IndicatorName("Husleje", "kr."),
}
DEPARTMENTS = (
    OrganisationDepartments("Lind Bolig", (("9901/001", "Møllevang (1)"), ("9901/002", "Egeparken (2)"))),
    OrganisationDepartments("Strandbo", (("9902/001", "Skovparken (1)"),)),
)


def draft_of(content: Content, framework: Content | None = None) -> OpenDraft:
    """A draft that says the content, without a database: the registers are the constructed ones above."""
    draft = OpenDraft(AgreementVersion(agreement=Agreement(), content=write_content(content)))
    draft.framework = framework
    draft.indicators = INDICATORS
    draft.departments = DEPARTMENTS
    return draft


def untouched(form, **changes) -> QueryDict:
    """What is sent when the form is saved as it is shown, apart from the changes; None leaves a field out."""
    sent = QueryDict(mutable=True)
    for field in form:
        sent.setlist(field.html_name, sent_of(field))
    for name, value in changes.items():
        sent.setlist(name, [] if value is None else value if isinstance(value, list) else [str(value)])
    return sent


def sent_of(field) -> list[str]:
    value = field.value()
    if isinstance(field.field.widget, CheckboxInput):
        return ["on"] * bool(value)
    if isinstance(field.field.widget, CheckboxSelectMultiple):
        return [str(each) for each in value or ()]
    return ["" if value is None else str(value)]


def faults_of(form) -> dict[str, str]:
    """The faults of the form as text, by field."""
    return {name: " ".join(errors) for name, errors in form.errors.items()}
