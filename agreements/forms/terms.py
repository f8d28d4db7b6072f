"""The fields of terms – what holds somewhere –, as they stand on every page that says terms.

That is the page for all departments and the special terms (agreed_terms.py), and a step (staircases.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crispy_forms.bootstrap import AppendedText
from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.terms import (
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    Fleksibel,
    NoQuota,
    OnRequestQuota,
    Quota,
    ShareQuota,
    Terms,
)
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import (
    NO,
    YES,
    clause_field,
    in_order,
    offer,
    one_of,
    percent_field,
    some_of,
    whole_number,
    with_said,
)
from agreements.forms.layout import Choice, Disclosure, inline
from agreements.forms.pieces import PieceForm
from agreements.terms import Allocation, FleksibelMode, ShieldedQuota, TargetGroup
from agreements.wording.lists import (
    ALLOCATIONS,
    FLEKSIBEL_MODES,
    QUOTA_MODES,
    SHIELDED_QUOTAS,
    TARGET_GROUPS,
    choices,
)
from agreements.wording.terms import extra_quota_in_words
from udlejning.lib.danish import join_words

LETS = (FleksibelMode.optional, FleksibelMode.required)
QUOTA_FIELDS = {
    "share": ("quota_share",),
    "every_nth": ("quota_n", "quota_first"),
    "fixed_stock": ("quota_stock_share", "quota_dwellings"),
    "on_request": ("quota_answer_days", "quota_most_a_year"),
}
"""What each way of sharing brings with it; the fields of the ways that are not chosen are not read."""
CHOICES = {
    "may_report": [(YES, "ja"), (NO, "nej")],
    "may_allocate": choices(ALLOCATIONS),
    "quota_mode": choices(QUOTA_MODES),
    "fleksibel_mode": choices(FLEKSIBEL_MODES),
    "when_shielded": choices(SHIELDED_QUOTAS),
}
"""The terms that are a choice; each can also be left unsaid."""


class TermsFields(PieceForm):
    """The fields of `Terms`: few in sight, the rare ones folded. `said` is what it says already.

    `unsaid` is what it means here to leave a term out: "som i rammeaftalen".
    """

    may_report = one_of("Må afdelingen melde boliger ind?", (), required=False)
    may_allocate = one_of("Må kommunen anvise?", (), required=False)
    target_groups = some_of("Hvilke målgrupper?", choices(TARGET_GROUPS))
    quota_mode = one_of("Kommunens kvote", (), required=False)
    quota_share = percent_field("Andel af de ledige boliger")
    quota_n = whole_number("Hver hvilken bolig?", highest=100, help_text="4 betyder hver fjerde.")
    quota_first = whole_number(
        "Den første er nummer", highest=100, help_text="Tomt: den sidste i hver omgang."
    )
    quota_stock_share = percent_field("Andel af bestanden")
    quota_dwellings = whole_number(
        "Boliger i bestanden", highest=999_999, help_text="Tomt: boligerne i registret."
    )
    quota_answer_days = whole_number("Svar inden (dage)", highest=365)
    quota_most_a_year = whole_number("Højst om året")
    fleksibel_mode = one_of("Fleksibel udlejning", (), required=False)
    fleksibel_share = percent_field("Andel af de ledige boliger")
    fleksibel_share_is_most = forms.BooleanField(label="Andelen er et loft (op til)", required=False)
    fleksibel_criteria_set = forms.ChoiceField(label="Efter hvilke kriterier?", required=False)
    when_shielded = one_of("Hvad sker der med kvoten, når en afdeling ikke må melde ind?", (), required=False)
    extra_dwellings = whole_number("Boliger om året ud over kvoten")
    extra_steps = some_of("Til gengæld for afdelinger på")
    terms_clause = clause_field()

    def __init__(
        self,
        data: QueryDict | None,
        *,
        draft: OpenDraft,
        said: Terms,
        unsaid: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**terms_in_fields(said), **(initial or {})})
        self._said, self._step_names = said, _step_names(draft)
        for name, words in CHOICES.items():
            offer(self.fields[name], [("", unsaid), *words])
        sets = [(each.key, each.name) for each in draft.content.criteria_sets or ()]
        named = said.fleksibel.criteria_set if said.fleksibel is not None else None
        offer(self.fields["fleksibel_criteria_set"], [("", "ikke valgt"), *with_said(sets, [named])])
        made_up_for = said.extra_quota.compensates_for_steps if said.extra_quota is not None else ()
        offer(self.fields["extra_steps"], with_said(self._step_names.items(), made_up_for))

    @property
    def terms_layout(self) -> list[object]:
        """The fields of the terms, in order; a page puts its own around them."""
        return [
            inline("may_report"),
            Choice("may_allocate", target_groups=["target_groups"]),
            Choice(
                "quota_mode",
                in_a_row=False,
                share=[AppendedText("quota_share", "%")],
                every_nth=[Row("quota_n", "quota_first")],
                fixed_stock=[Row(AppendedText("quota_stock_share", "%"), "quota_dwellings")],
                on_request=[Row("quota_answer_days", "quota_most_a_year")],
            ),
            Choice(
                "fleksibel_mode",
                optional_or_required=[
                    "fleksibel_criteria_set",
                    AppendedText("fleksibel_share", "%"),
                    "fleksibel_share_is_most",
                ],
            ),
            "terms_clause",
            Disclosure(
                "Når en afdeling ikke må melde ind",
                "when_shielded",
                "extra_dwellings",
                "extra_steps",
                said=self._shielded_in_words(),
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in _unread(cleaned):
            self.errors.pop(name, None)
        for name, text in _lacking(cleaned):
            if name not in self.errors:
                self.add_error(name, text)
        return cleaned

    def terms(self) -> Terms:
        """Return the terms of a valid form."""
        typed = self.cleaned_data
        allocation = typed["may_allocate"]
        names_groups = allocation in ("", Allocation.target_groups)
        return Terms(
            may_report=typed["may_report"] == YES if typed["may_report"] else None,
            may_allocate=Allocation(allocation) if allocation else None,
            target_groups=self._groups(typed["target_groups"]) if names_groups else None,
            quota=_quota(typed),
            extra_quota=self._extra_quota(typed),
            when_shielded=ShieldedQuota(typed["when_shielded"]) if typed["when_shielded"] else None,
            fleksibel=_fleksibel(typed),
            clause=typed["terms_clause"],
        )

    def _groups(self, ticked: list[str]) -> tuple[TargetGroup, ...] | None:
        return tuple(map(TargetGroup, in_order(ticked, self._said.target_groups or ()))) or None

    def _extra_quota(self, typed: Mapping[str, Any]) -> ExtraQuota | None:
        if not typed["extra_dwellings"]:
            return None
        said = self._said.extra_quota.compensates_for_steps if self._said.extra_quota is not None else ()
        steps = in_order(typed["extra_steps"], said)
        return ExtraQuota(dwellings_a_year=typed["extra_dwellings"], compensates_for_steps=steps)

    def _shielded_in_words(self) -> str:
        said = self._said
        words = [SHIELDED_QUOTAS[said.when_shielded].split(":", 1)[0]] if said.when_shielded else []
        words += [extra_quota_in_words(said.extra_quota, self._step_names)] if said.extra_quota else []
        return join_words(words)


def terms_in_fields(terms: Terms) -> dict[str, Any]:
    """Return terms as the first values of their fields."""
    fields: dict[str, Any] = {"terms_clause": terms.clause}
    if terms.may_report is not None:
        fields["may_report"] = YES if terms.may_report else NO
    fields["may_allocate"] = terms.may_allocate or ""
    fields["target_groups"] = [group.value for group in terms.target_groups or ()]
    fields["when_shielded"] = terms.when_shielded or ""
    if terms.extra_quota is not None:
        fields["extra_dwellings"] = terms.extra_quota.dwellings_a_year
        fields["extra_steps"] = list(terms.extra_quota.compensates_for_steps)
    return {**fields, **_quota_in_fields(terms.quota), **_fleksibel_in_fields(terms.fleksibel)}


def _quota_in_fields(quota: Quota | None) -> dict[str, Any]:
    match quota:
        case None:
            return {}
        case ShareQuota():
            own: dict[str, Any] = {"quota_share": quota.share}
        case EveryNthQuota():
            own = {"quota_n": quota.n, "quota_first": quota.first}
        case FixedStockQuota():
            own = {"quota_stock_share": quota.share, "quota_dwellings": quota.dwellings}
        case OnRequestQuota():
            own = {"quota_answer_days": quota.answer_days, "quota_most_a_year": quota.most_a_year}
        case NoQuota():
            own = {}
    return {"quota_mode": quota.mode, **own}


def _fleksibel_in_fields(fleksibel: Fleksibel | None) -> dict[str, Any]:
    if fleksibel is None:
        return {}
    return {
        "fleksibel_mode": fleksibel.mode.value,
        "fleksibel_share": fleksibel.share,
        "fleksibel_share_is_most": fleksibel.share_is_most,
        "fleksibel_criteria_set": fleksibel.criteria_set or "",
    }


def _quota(typed: Mapping[str, Any]) -> Quota | None:
    match typed["quota_mode"]:
        case "none":
            return NoQuota()
        case "share":
            return ShareQuota(share=typed["quota_share"])
        case "every_nth":
            return EveryNthQuota(n=typed["quota_n"], first=typed["quota_first"])
        case "fixed_stock":
            return FixedStockQuota(share=typed["quota_stock_share"], dwellings=typed["quota_dwellings"])
        case "on_request":
            return OnRequestQuota(
                answer_days=typed["quota_answer_days"], most_a_year=typed["quota_most_a_year"]
            )
    return None


def _fleksibel(typed: Mapping[str, Any]) -> Fleksibel | None:
    if not typed["fleksibel_mode"]:
        return None
    mode = FleksibelMode(typed["fleksibel_mode"])
    if mode not in LETS:
        return Fleksibel(mode=mode)
    return Fleksibel(
        mode=mode,
        share=typed["fleksibel_share"],
        share_is_most=typed["fleksibel_share_is_most"],
        criteria_set=typed["fleksibel_criteria_set"] or None,
    )


def _unread(typed: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that are out of sight, and whose faults therefore do not matter."""
    for mode, names in QUOTA_FIELDS.items():
        if mode != typed.get("quota_mode"):
            yield from names
    if typed.get("fleksibel_mode") not in LETS:
        yield "fleksibel_share"


def _lacking(typed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that a choice needs and that are empty, with what to do."""
    needed = {"share": "quota_share", "every_nth": "quota_n", "fixed_stock": "quota_stock_share"}
    name = needed.get(typed.get("quota_mode", ""))
    if name is not None and typed.get(name) is None:
        text = "Skriv andelen i procent." if name != "quota_n" else "Skriv, hver hvilken bolig det er."
        yield name, text
    has_ceiling = typed.get("fleksibel_share_is_most") and typed.get("fleksibel_mode") in LETS
    if has_ceiling and typed.get("fleksibel_share") is None:
        yield "fleksibel_share", "Skriv loftet i procent."
    if typed.get("extra_steps") and not typed.get("extra_dwellings"):
        yield "extra_dwellings", "Skriv, hvor mange boliger det er."


def _step_names(draft: OpenDraft) -> dict[str, str]:
    return {
        step.key: f"trinnet {step.name} ({each.name})"
        for each in draft.content.staircases or ()
        for step in each.steps
    }
