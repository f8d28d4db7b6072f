"""Forms over the terms of the agreement: what holds for all departments, and the special terms for some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.terms import (
    AgreedTerms,
    ClaimOrder,
    Counting,
    Deadline,
    Terms,
    TermsFor,
)
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import (
    NAME,
    NO,
    YES,
    clause_field,
    dwelling_types_field,
    in_order,
    line_field,
    offer,
    one_of,
    read_types,
    some_of,
    whole_number,
)
from agreements.forms.layout import Disclosure, Group, GroupedBoxes, inline
from agreements.forms.terms import TermsFields
from agreements.terms import (
    Claim,
    CounterStart,
    CountScope,
    DayKind,
    Rounding,
    UsedWhen,
    VacancyBase,
)
from agreements.wording.lists import (
    BASES,
    CLAIMS,
    DAY_KINDS_PLURAL,
    ROUNDINGS,
    SCOPES,
    STARTS,
    USED_WHEN,
    choices,
)
from agreements.wording.terms import claim_order_in_words, counting_in_words, deadline_in_words

NOT_AGREED = "ikke aftalt"
AS_FRAMEWORK = "som i rammeaftalen"
AS_FOR_ALL = "som ellers i aftalen"
NOT_IN_REGISTER = "Findes ikke i registret"
UNCOUNTED = Counting(returned_counts=False)
"""What the choices of the counting stand on until it is agreed how to count."""


def claim_field(claim: Claim) -> forms.IntegerField:
    """Return the field for somebody's place in the order of claims."""
    return whole_number(CLAIMS[claim].capitalize(), highest=len(Claim))


class AgreedTermsForm(TermsFields):
    """What holds for all departments; how long an answer may take, how is counted, who comes first."""

    deadline_days = whole_number("Frist for at svare på et tilbud", highest=365)
    deadline_kind = one_of("Dagene er", choices(DAY_KINDS_PLURAL), required=False)
    deadline_tenant_days = whole_number("Frist for at finde en lejer efter et ja", highest=365)
    deadline_clause = clause_field("Hvor i aftalen står fristen?")
    counting_scope = one_of("Kvoten tælles for", choices(SCOPES))
    counting_dwelling_types = dwelling_types_field("Kvoten gælder")
    counting_base = one_of("Kvoten regnes af", choices(BASES))
    counting_start = one_of("Der tælles", choices(STARTS))
    counting_carry_over = forms.BooleanField(
        label="Resten overføres, når tælleren begynder forfra", required=False
    )
    counting_rounding = one_of("En brøkdel af en bolig", choices(ROUNDINGS))
    counting_used_when = one_of("Kommunens tur er brugt", choices(USED_WHEN))
    counting_returned = one_of(
        "Er turen brugt, hvis kommunen sender boligen tilbage?", [(YES, "ja"), (NO, "nej")], required=False
    )
    counting_clause = clause_field("Hvor i aftalen står optællingen?")
    claim_clause = clause_field("Hvor i aftalen står rækkefølgen?")
    adjustment = line_field(
        "Kan vilkårene justeres undervejs?", help_text="Skriv, hvordan og af hvem. Tomt: ikke aftalt."
    )

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft) -> None:
        said = draft.own.terms or AgreedTerms()
        unsaid = NOT_AGREED if draft.framework is None else AS_FRAMEWORK
        initial = {
            **_deadline_in_fields(said.deadline),
            **_counting_in_fields(said.counting or UNCOUNTED),
            **_claims_in_fields(said.claim_order),
            "adjustment": said.adjustment,
        }
        if said.counting is not None:
            initial["counting_returned"] = YES if said.counting.returned_counts else NO
        super().__init__(data, draft=draft, said=said.everywhere, unsaid=unsaid, initial=initial)
        offer(self.fields["counting_returned"], [("", unsaid), (YES, "ja"), (NO, "nej")])
        self._agreed, self._unsaid = said, unsaid
        for claim in Claim:
            self.fields[_claim(claim)] = claim_field(claim)
        self.lay_out(*self.terms_layout, *self._folded())

    def _folded(self) -> list[object]:
        said = self._agreed
        counted = [f"counting_{name}" for name in ("start", "carry_over", "rounding", "used_when")]
        return [
            Disclosure(
                "Frist for svar",
                Row("deadline_days", "deadline_tenant_days"),
                inline("deadline_kind"),
                "deadline_clause",
                said=deadline_in_words(said.deadline) if said.deadline else self._unsaid,
            ),
            Disclosure(
                "Sådan tælles kvoten",
                "counting_returned",
                "counting_scope",
                "counting_dwelling_types",
                "counting_base",
                *counted,
                "counting_clause",
                said=counting_in_words(said.counting)[0] if said.counting else self._unsaid,
            ),
            Disclosure(
                "Hvem kommer først til en ledig bolig",
                Group(
                    "Rækkefølgen",
                    *map(_claim, Claim),
                    hint="Skriv 1 ved den, der kommer først, 2 ved den næste, og så videre. Lad dem stå "
                    "tomme, som aftalen ikke nævner.",
                ),
                "claim_clause",
                said=claim_order_in_words(said.claim_order) if said.claim_order else self._unsaid,
            ),
            Disclosure("Justering undervejs", "adjustment", said=said.adjustment or self._unsaid),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if _says_deadline(cleaned) and not cleaned.get("deadline_days"):
            self._lacks("deadline_days", "Skriv fristen i dage.")
        if cleaned.get("deadline_days") and not cleaned.get("deadline_kind"):
            self._lacks("deadline_kind", "Vælg, om det er kalenderdage eller hverdage.")
        if not cleaned.get("counting_returned") and _says_counting(cleaned):
            self._lacks("counting_returned", "Svar ja eller nej, så optællingen kan gemmes.")
        if cleaned.get("counting_returned") and not cleaned.get("counting_dwelling_types"):
            self._lacks("counting_dwelling_types", "Vælg mindst én boligtype.")
        self._check_claims(cleaned)
        return cleaned

    def agreed_terms(self) -> AgreedTerms:
        """Return the terms of a valid form, with the special terms as they were."""
        typed = self.cleaned_data
        return AgreedTerms(
            everywhere=self.terms(),
            special=self._agreed.special,
            counting=_counting(typed, self._agreed.counting or UNCOUNTED),
            deadline=_deadline(typed),
            claim_order=_claim_order(typed),
            adjustment=typed["adjustment"],
        )

    def _check_claims(self, cleaned: Mapping[str, Any]) -> None:
        ranks: dict[int, Claim] = {}
        for claim in Claim:
            rank = cleaned.get(_claim(claim))
            if rank in ranks:
                text = f"{rank} står også ved {CLAIMS[ranks[rank]]}. Giv hver sin plads."
                self._lacks(_claim(claim), text)
            elif rank:
                ranks[rank] = claim
        if cleaned.get("claim_clause") and not ranks:
            self._lacks("claim_clause", "Skriv også rækkefølgen, eller lad feltet stå tomt.")

    def _lacks(self, name: str, text: str) -> None:
        if name not in self.errors:
            self.add_error(name, text)


class SpecialForm(TermsFields):
    """Terms of their own for named departments, dwelling types, or both."""

    name = line_field(
        "Hvad kaldes vilkårene?", required=True, max_length=NAME, help_text="Fx Ungdomsboliger."
    )
    departments = some_of("Hvilke afdelinger gælder de for?", help_text="Ingen valgt: for alle afdelinger.")
    dwelling_types = dwelling_types_field(
        "Hvilke boligtyper gælder de for?", help_text="Ingen valgt: for alle boligtyper."
    )

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, piece: TermsFor | None = None) -> None:
        initial: dict[str, Any] = {}
        if piece is not None:
            types = [each.value for each in piece.dwelling_types]
            initial = {"name": piece.name, "departments": list(piece.departments), "dwelling_types": types}
        said = Terms() if piece is None else piece.terms
        super().__init__(data, draft=draft, said=said, unsaid=AS_FOR_ALL, initial=initial)
        self._named = () if piece is None else piece.departments
        self._types = () if piece is None else piece.dwelling_types
        offer(self.fields["departments"], _departments(draft, self._named))
        self.lay_out("name", inline("dwelling_types"), GroupedBoxes("departments"), *self.terms_layout)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("departments") and not cleaned.get("dwelling_types") and not self.errors:
            self.add_error(
                "departments",
                "Vælg afdelinger eller boligtyper. Gælder vilkårene for alle, hører de til under vilkår for "
                "alle afdelinger.",
            )
        return cleaned

    def piece(self, key: str) -> TermsFor:
        typed = self.cleaned_data
        return TermsFor(
            key=key,
            name=typed["name"],
            departments=in_order(typed["departments"], self._named),
            dwelling_types=read_types(typed["dwelling_types"], self._types),
            terms=self.terms(),
        )


def _departments(draft: OpenDraft, said: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the departments by organisation; those that are named but not in the register stand last."""
    groups = [(each.organisation, list(each.departments)) for each in draft.departments]
    known = {key for _, departments in groups for key, _ in departments}
    unknown = [(key, key) for key in said if key not in known]
    return [*groups, (NOT_IN_REGISTER, unknown)] if unknown else groups


def _claim(claim: Claim) -> str:
    return f"claim_{claim.value}"


def _deadline_in_fields(deadline: Deadline | None) -> dict[str, Any]:
    if deadline is None:
        return {}
    return {
        "deadline_days": deadline.answer_days,
        "deadline_kind": deadline.day_kind.value,
        "deadline_tenant_days": deadline.tenant_days,
        "deadline_clause": deadline.clause,
    }


def _counting_in_fields(counting: Counting) -> dict[str, Any]:
    written = counting.model_dump(mode="json", exclude={"returned_counts"})
    return {f"counting_{name}": value for name, value in written.items()}


def _claims_in_fields(order: ClaimOrder | None) -> dict[str, Any]:
    if order is None:
        return {}
    ranks = {_claim(claim): rank for rank, claim in enumerate(order.claims, start=1)}
    return {**ranks, "claim_clause": order.clause}


def _says_deadline(typed: Mapping[str, Any]) -> bool:
    return bool(
        typed.get("deadline_kind") or typed.get("deadline_tenant_days") or typed.get("deadline_clause")
    )


def _says_counting(typed: Mapping[str, Any]) -> bool:
    untouched = _counting_in_fields(UNCOUNTED)
    return any(typed.get(name, value) != value for name, value in untouched.items())


def _deadline(typed: Mapping[str, Any]) -> Deadline | None:
    if not typed["deadline_days"]:
        return None
    return Deadline(
        answer_days=typed["deadline_days"],
        day_kind=DayKind(typed["deadline_kind"]),
        tenant_days=typed["deadline_tenant_days"],
        clause=typed["deadline_clause"],
    )


def _counting(typed: Mapping[str, Any], said: Counting) -> Counting | None:
    if not typed["counting_returned"]:
        return None
    return Counting(
        scope=CountScope(typed["counting_scope"]),
        dwelling_types=read_types(typed["counting_dwelling_types"], said.dwelling_types),
        base=VacancyBase(typed["counting_base"]),
        rounding=Rounding(typed["counting_rounding"]),
        start=CounterStart(typed["counting_start"]),
        carry_over=typed["counting_carry_over"],
        used_when=UsedWhen(typed["counting_used_when"]),
        returned_counts=typed["counting_returned"] == YES,
        clause=typed["counting_clause"],
    )


def _claim_order(typed: Mapping[str, Any]) -> ClaimOrder | None:
    ranked = {typed[_claim(claim)]: claim for claim in Claim if typed[_claim(claim)]}
    if not ranked:
        return None
    return ClaimOrder(claims=tuple(ranked[rank] for rank in sorted(ranked)), clause=typed["claim_clause"])
