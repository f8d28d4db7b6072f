"""The head of an agreement: begun, and edited while it is a draft; and when it is negotiated anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from agreements.actions.drafts import Head, NewAgreement
from agreements.forms.days import choose_among, day_field
from agreements.models import Agreement, AgreementVersion, HousingOrganisation, Municipality
from agreements.models.agreement import AgreementStatus
from agreements.terms import AgreementKind
from agreements.wording.lists import AGREEMENT_KINDS

FOUR_YEARS = "Med fleksibel udlejning kan aftalen højst gælde i 4 år (almenboligloven § 60)."
PERIOD = ("from_date", "to_date")
RENEGOTIATION = ("renegotiation_from_date", "convener")


class Renegotiation(TypedDict):
    """Who convenes the renegotiation, and from when."""

    convener: str
    from_date: date | None


class Start(TypedDict):
    """What a new agreement is, and what it begins with."""

    new: NewAgreement
    based_on: AgreementVersion | None
    with_preparation: bool


class BasisField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A version to begin with. Load them with their agreement."""

    def label_from_instance(self, obj: Model) -> str:
        return str(obj)


class RenegotiationForm(forms.Form):
    """When the agreement is negotiated anew, and who convenes."""

    renegotiation_from_date = day_field(
        "Genforhandling begynder",
        required=False,
        help_text="Den dag, hvor parterne skal mødes om en ny aftale, i god tid før den udløber.",
    )
    convener = forms.CharField(
        label="Indkalder til genforhandling",
        max_length=200,
        required=False,
        help_text="Fx kommunens boligkoordinator.",
    )

    def renegotiation(self) -> Renegotiation:
        """Return what `set_renegotiation` takes of a valid form."""
        said = self.cleaned_data
        return {"convener": said["convener"], "from_date": said["renegotiation_from_date"]}


class HeadForm(RenegotiationForm):
    """The head of a draft."""

    name = forms.CharField(label="Navn", max_length=200, help_text="Fx Fælles udlejningsaftale 2026–2029.")
    from_date = day_field(
        "Gælder fra", help_text="Datoer i fortiden er i orden: en ældre aftale skrives, som den var."
    )
    to_date = day_field("Gælder til og med")
    includes_fleksibel_udlejning = forms.BooleanField(
        label="Aftalen indeholder fleksibel udlejning", required=False, help_text=FOUR_YEARS
    )
    inherits_framework = forms.BooleanField(
        label="Bygger på rammeaftalen",
        required=False,
        help_text="Det, som den individuelle aftale ikke selv siger, tages fra rammeaftalen.",
    )
    field_order = ("name", *PERIOD, "includes_fleksibel_udlejning", "inherits_framework", *RENEGOTIATION)

    def __init__(
        self, data: QueryDict | None, *, initial: Mapping[str, Any], is_individual: bool | None = None
    ) -> None:
        """Ask whether it builds on the framework, unless it is known (False) to be a framework."""
        super().__init__(data, initial=dict(initial))
        if is_individual is False:
            del self.fields["inherits_framework"]
        self._lay_out("name")

    def head(self) -> Head:
        """Return the head that a valid form writes."""
        said = self.cleaned_data
        return Head(
            name=said["name"],
            from_date=said["from_date"],
            to_date=said["to_date"],
            includes_fleksibel_udlejning=said["includes_fleksibel_udlejning"],
            inherits_framework=said.get("inherits_framework", True),
            convener=said["convener"],
            renegotiation_from_date=said["renegotiation_from_date"],
        )

    def _lay_out(self, *first: object, last: tuple[object, ...] = ()) -> None:
        builds_on = ("inherits_framework",) if "inherits_framework" in self.fields else ()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *first,
            *(() if "organisation" in self.fields else builds_on),
            Fieldset("Periode", Row(*PERIOD), "includes_fleksibel_udlejning"),
            Fieldset("Genforhandling", *RENEGOTIATION),
            *last,
        )


class NewAgreementForm(HeadForm):
    """A new agreement: whose it is, its head, and what it begins with."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Kommune", empty_label=None)
    kind = forms.ChoiceField(
        label="Slags",
        choices=[(kind.value, word.capitalize()) for kind, word in AGREEMENT_KINDS.items()],
        widget=forms.RadioSelect,
        help_text="Rammeaftalen gælder hele kommunen. En individuel aftale er med én boligorganisation.",
    )
    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(),
        label="Boligorganisation",
        required=False,
        empty_label="Ingen",
    )
    based_on = BasisField(
        AgreementVersion.objects.none(),
        label="Begynd med indholdet fra",
        required=False,
        empty_label="En tom aftale",
        help_text="Kladden får den valgte aftales indhold, og dens parter bliver inviteret.",
    )
    skips_preparation = forms.BooleanField(
        label="Spring forberedelsen over",
        required=False,
        help_text="Sæt kryds, når parterne allerede er enige, eller når I skriver en ældre aftale ind.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        initial: Mapping[str, Any],
        municipalities: QuerySet[Municipality],
        versions: QuerySet[AgreementVersion],
    ) -> None:
        super().__init__(data, initial=initial)
        here = municipalities.order_by("name")
        organisations = HousingOrganisation.objects.filter(presences__municipality__in=here).distinct()
        choose_among(self, "municipality", here)
        choose_among(self, "organisation", organisations.order_by("name", "pk"))
        choose_among(self, "based_on", _adopted(versions))
        self._only = here[0] if here.count() == 1 else None
        if self._only is not None:  # nothing to choose
            del self.fields["municipality"]
        whose = () if self._only is not None else ("municipality",)
        individual = Fieldset("Kun for en individuel aftale", "organisation", "inherits_framework")
        self._lay_out(*whose, "kind", "name", individual, last=(self._begins(),))

    def start(self) -> Start:
        """Return what `create_agreement` takes of a valid form."""
        said = self.cleaned_data
        new = NewAgreement(
            municipality=self._only or said["municipality"],
            kind=AgreementKind(said["kind"]),
            organisation=said["organisation"],
            head=self.head(),
        )
        return {
            "new": new,
            "based_on": said["based_on"],
            "with_preparation": not said["skips_preparation"],
        }

    @staticmethod
    def _begins() -> Fieldset:
        return Fieldset("Begyndelsen", "based_on", "skips_preparation")


def _adopted(versions: QuerySet[AgreementVersion]) -> QuerySet[AgreementVersion]:
    adopted = versions.filter(status=AgreementStatus.ADOPTED)
    return adopted.select_related("agreement").order_by("-from_date", "-pk")


def head_of(agreement: Agreement) -> dict[str, Any]:
    """Return what an agreement's head says, as the form takes it."""
    return {name: getattr(agreement, name) for name in HeadForm.base_fields}
