"""Parties: who it is, from when, who signs for it; leaving; and a list pasted in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from agreements.actions.parties import Signing
from agreements.forms.days import choose_among, day_field, words_field
from agreements.models import Administrator, AgreementParty, HousingOrganisation
from agreements.models.agreement import PartyStatus

LONGEST_LIST = 20_000
REASON = "Hvorfor tillægget laves, fx at en ny boligorganisation har bygget i kommunen."


class NewParty(TypedDict):
    """A party to be named."""

    organisation: HousingOrganisation
    period: tuple[date, date | None]
    signing: Signing
    reason: str


class PartyChanges(TypedDict):
    """What is written about a party that is there."""

    from_date: date
    signing: Signing
    is_declined: bool


class PartyForm(forms.Form):
    """A party that is named; of one that is bound only who signs for it can be written."""

    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(), label="Boligorganisation", empty_label="Vælg boligorganisation"
    )
    from_date = day_field("Part fra")
    to_date = day_field(
        "Part til og med", required=False, help_text="Kun for en organisation, der allerede er trådt ud igen."
    )
    signed_by_organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(),
        label="En anden boligorganisation underskriver",
        required=False,
        empty_label="Nej",
    )
    signed_by_administrator = forms.ModelChoiceField(
        Administrator.objects.none(),
        label="Et administrationsselskab underskriver",
        required=False,
        empty_label="Nej",
    )
    signed_for = forms.CharField(
        label="Underskriver også for",
        max_length=300,
        required=False,
        help_text="Som det står trykt efter “inkl.”, fx Bakkebo og Aalborglund.",
    )
    is_declined = forms.BooleanField(label="Ønsker ikke at være med", required=False)
    reason = words_field("Begrundelse", max_length=300, required=False, rows=2, help_text=REASON)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organisations: QuerySet[HousingOrganisation],
        initial: Mapping[str, Any],
        leaves_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__(data, initial=dict(initial))
        choose_among(self, "organisation", organisations)
        choose_among(self, "signed_by_organisation", organisations)
        choose_among(self, "signed_by_administrator", Administrator.objects.order_by("name"))
        for name in leaves_out:
            del self.fields[name]
        days = [name for name in ("from_date", "to_date") if name in self.fields]
        rest = [name for name in ("is_declined", "reason") if name in self.fields]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *([] if "organisation" in leaves_out else ["organisation"]),
            *([Row(*days)] if days else []),
            Fieldset("Underskrift", "signed_by_organisation", "signed_by_administrator", "signed_for"),
            *rest,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("signed_by_organisation") and said.get("signed_by_administrator"):
            self.add_error(
                "signed_by_administrator",
                "Vælg enten en boligorganisation eller et administrationsselskab, der underskriver.",
            )
        return said

    def signing(self) -> Signing:
        """Return who signs, of a valid form."""
        said = self.cleaned_data
        signatory = said["signed_by_organisation"] or said["signed_by_administrator"]
        return Signing(signatory=signatory, signed_for=said["signed_for"])

    def party(self) -> NewParty:
        """Return what `add_party` takes of a valid form."""
        said = self.cleaned_data
        return {
            "organisation": said["organisation"],
            "period": (said["from_date"], said["to_date"]),
            "signing": self.signing(),
            "reason": said.get("reason", ""),
        }

    def changes(self, party: AgreementParty) -> PartyChanges:
        """Return what `edit_party` takes of a valid form; what is not asked is as the party has it."""
        said = self.cleaned_data
        return {
            "from_date": said.get("from_date", party.from_date),
            "signing": self.signing(),
            "is_declined": said.get("is_declined", False),
        }


class LeavingForm(forms.Form):
    """The last day of a party, and why it leaves."""

    last_day = day_field("Sidste dag som part", help_text="Tillægget gælder fra dagen efter.")
    reason = words_field("Begrundelse", max_length=200)


class PartyListForm(forms.Form):
    """A list of parties as it is pasted, and from when they are parties."""

    text = words_field(
        "Listen",
        rows=14,
        max_length=LONGEST_LIST,
        help_text="En linje for hver part: navn; CVR; inkl. Indsæt fra et regneark, en csv-fil eller "
        "aftalens forside. CVR og inkl. kan udelades.",
    )
    from_date = day_field("Parter fra")


def choices_of(party: AgreementParty) -> dict[str, Any]:
    """Return what a party says, as the form takes it."""
    return {
        "organisation": party.organisation_id,
        "from_date": party.from_date,
        "signed_by_organisation": party.signed_by_organisation_id,
        "signed_by_administrator": party.signed_by_administrator_id,
        "signed_for": party.signed_for,
        "is_declined": party.status == PartyStatus.DECLINED,
    }
