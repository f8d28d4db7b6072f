"""The pages of a step: what it is called and what follows from it, and each of the rules that lead there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from agreements.content.rules import Rule
from agreements.content.staircases import Staircase, Step
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import ListForm, is_list_button, slug, with_piece
from agreements.forms.rules import FORMS, innermost
from agreements.forms.staircases import StepForm
from agreements.terms import PlacedBy
from agreements.wording.lists import RULE_TYPES, inside
from agreements.wording.rules import rule_in_words, step_rule_in_words
from agreements.wording.terms import quota_in_words
from udlejning.dashboards.editor.frame import LIST_TEMPLATE, Listing, Page, Place, Row, rows_of

NEW_STEP = "nyt-trin"
RULE = "regel-"
NEW_RULES = {
    "ny-noegletal": "indicator",
    "ny-betingelser": "k_of_n",
    "ny-point": "points",
    "ny-liste": "official_list",
}
"""The words in a path for a new rule of each type."""


@dataclass(frozen=True, slots=True)
class At:
    """The staircase of a draft that one stands at."""

    draft: OpenDraft
    staircase: Staircase

    @property
    def crumb(self) -> tuple[str, Place]:
        """The staircase's name and place, as the way up has it."""
        return self.staircase.name, (self.staircase.key,)


@dataclass(frozen=True, slots=True)
class NumberedRule:
    """A rule of a step with its number as its key: rules have no names."""

    key: str
    rule: Rule


def new_step_page(data: QueryDict | None, at: At) -> Page:
    """Return the page of a new step, which comes last on the staircase."""
    form = StepForm(data, draft=at.draft, staircase=at.staircase)
    taken = [each.key for each in at.staircase.steps]

    def key() -> str:
        return slug(form.cleaned_data["name"], taken)

    return Page(
        title="Nyt trin",
        lead="Trinnet kommer nederst på trappen. Reglerne, der fører hertil, tilføjer du bagefter.",
        form=form,
        value=lambda: with_steps(at, with_piece(at.staircase.steps, form.piece(key()))),
        above=(at.crumb,),
        after=lambda: (at.staircase.key, key()),
        saved="Trinnet er gemt. Skriv nu, hvem der står på det.",
    )


def step_page(data: QueryDict | None, at: At, step: Step) -> Page:
    """Return the page of a step, with its rules and the form over what follows from it."""
    numbered = [NumberedRule(str(number), rule) for number, rule in enumerate(step.rules, start=1)]
    listings = (_rules(at, step, numbered),) if at.staircase.placed_by is PlacedBy.rules else ()
    title = f"Trinnet {step.name}"
    if is_list_button(data):
        buttons = ListForm(data, numbered)
        return Page(
            title=title,
            form=buttons,
            value=lambda: _with_rules(at, step, tuple(each.rule for each in buttons.pieces())),
            template=LIST_TEMPLATE,
            above=(at.crumb,),
            listings=listings,
        )
    form = StepForm(data, draft=at.draft, staircase=at.staircase, piece=step)
    return Page(
        title=title,
        lead=f"Her står: {inside(_leads_here(step, at))}.",
        form=form,
        value=lambda: with_steps(at, with_piece(at.staircase.steps, form.piece(step.key))),
        template="dashboards/editor/_step.html",
        above=(at.crumb,),
        listings=listings,
    )


def rule_page(data: QueryDict | None, at: At, step: Step, word: str) -> Page | None:
    """Return the page of a rule, by its number or by the word for a new one; None where there is none."""
    place = _place_of_rule(step, word)
    if place is None:
        return None
    said = step.rules[place] if place < len(step.rules) else None
    inner = innermost(said)
    kind = inner.type if inner is not None else NEW_RULES[word]
    form = FORMS[kind](data, draft=at.draft, said=said)
    return Page(
        title=f"Regel: {RULE_TYPES[kind]}",
        lead=f"En afdeling, som reglen passer på, står på trinnet {step.name}.",
        form=form,
        value=lambda: _with_rules(at, step, (*step.rules[:place], form.rule(), *step.rules[place + 1 :])),
        above=(at.crumb, (f"Trinnet {step.name}", (at.staircase.key, step.key))),
    )


def step_rows(at: At) -> tuple[Row, ...]:
    """Return the steps as rows: colour and shape, name, who stands there, and what they may."""
    looks = {step.key: (step.colour.value, step.shape.value) for step in at.staircase.steps}
    rows = rows_of(at.staircase.steps, (), lambda step: (step.name, _line(step, at)), (at.staircase.key,))
    return tuple(replace(row, colour=looks[row.key][0], shape=looks[row.key][1]) for row in rows)


def with_steps(at: At, steps: tuple[Step, ...]) -> tuple[Staircase, ...]:
    """Return the draft's own staircases, this one with these steps."""
    changed = at.staircase.model_copy(update={"steps": steps})
    return with_piece(at.draft.own.staircases, changed)


def _with_rules(at: At, step: Step, rules: tuple[Rule, ...]) -> tuple[Staircase, ...]:
    changed = step.model_copy(update={"rules": rules})
    return with_steps(at, with_piece(at.staircase.steps, changed))


def _place_of_rule(step: Step, word: str) -> int | None:
    if word in NEW_RULES:
        return len(step.rules)
    number = word.removeprefix(RULE)
    is_there = word.startswith(RULE) and number.isdigit() and 1 <= int(number) <= len(step.rules)
    return int(number) - 1 if is_there else None


def _rules(at: At, step: Step, numbered: list[NumberedRule]) -> Listing:
    place = (at.staircase.key, step.key)
    rows = rows_of(numbered, (), lambda each: (_sentence(rule_in_words(each.rule, at.draft.indicators)), ""))
    return Listing(
        heading="Hvem står på trinnet?",
        rows=tuple(replace(row, place=(*place, f"{RULE}{row.key}")) for row in rows),
        adds=tuple((RULE_TYPES[kind], (*place, word)) for word, kind in NEW_RULES.items()),
        empty="Ingen regler: trinnet tager alle dem, de strengere trin ikke passer på.",
    )


def _line(step: Step, at: At) -> str:
    said = [_leads_here(step, at)]
    if step.terms.may_report is False:
        said.append("må ikke melde ind")
    if step.terms.quota is not None:
        said.append(f"kvote: {quota_in_words(step.terms.quota)}")
    return " · ".join(said)


def _leads_here(step: Step, at: At) -> str:
    return step_rule_in_words(step, at.draft.indicators, placed_by=at.staircase.placed_by)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
