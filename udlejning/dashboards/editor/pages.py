"""What the editor's pages show around the form: the steps, the problems in words, the way up and on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from agreements.actions.content import mark_of
from agreements.agreed import content_before
from agreements.checks import obstacles_to, problems_of
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import is_list_button
from agreements.http import Crumb
from agreements.models import AgreementVersion
from agreements.occupied import occupied_steps
from agreements.problems import Problem
from agreements.terms import Part
from udlejning.dashboards.editor.addresses import editor_url, preview_url, url_of
from udlejning.dashboards.editor.frame import TAKE_BACK, Page, PartEditor, Place
from udlejning.dashboards.editor.parts import EDITORS, editors_in_order
from udlejning.dashboards.standing import standing_on
from udlejning.lib.danish import count, long_date

FROM_FRAMEWORK = "Tages fra rammeaftalen."


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem in words, and the page where it can be mended (empty where there is none)."""

    text: str
    url: str
    is_warning: bool


@dataclass(frozen=True, slots=True)
class PartStep:
    """A part as a step of the editor. `mark` is what the button that takes the framework's back must send."""

    part: Part
    number: int
    title: str
    text: str
    url: str
    faults: int
    warnings: int
    is_said: bool
    from_framework: bool
    overrides: bool
    mark: str

    @property
    def state(self) -> str:
        """Return how it stands with the part in a few words."""
        if self.faults:
            return count(self.faults, "fejl", "fejl")
        if self.warnings:
            return count(self.warnings, "bemærkning", "bemærkninger")
        return "i orden" if self.is_said else "ikke skrevet"

    @property
    def tone(self) -> str:
        """Return the tone of the badge that says so."""
        if self.faults:
            return "error"
        if self.warnings:
            return "warning"
        return "success" if self.is_said else "neutral"


@dataclass(frozen=True, slots=True)
class Overview:
    """The draft as its first page shows it."""

    heading: str
    eyebrow: str
    lead: str
    adopt_url: str
    steps: tuple[PartStep, ...]
    faults: tuple[ShownProblem, ...]
    warnings: tuple[ShownProblem, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the form of one page: where the steps lead, and the problems of the place."""

    editor: PartEditor
    steps: tuple[PartStep, ...]
    problems: tuple[ShownProblem, ...]
    next_title: str
    next_url: str
    url: str
    above_url: str
    preview_url: str
    is_part_page: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of a draft that somebody has come to."""

    draft: OpenDraft
    part: Part
    place: Place
    page: Page


class TakenBack:
    """The button that lets the framework's part hold again; nothing can be wrong with it."""

    errors: dict[str, str] = {}

    def is_valid(self) -> bool:
        return True


def visit_at(draft: OpenDraft, part: Part, place: Place, data: QueryDict | None) -> Visit | None:
    """Return the page of a place with its form bound to what was sent; None where there is no such place."""
    editor = EDITORS.get(part)
    if editor is None:
        return None
    if data is not None and TAKE_BACK in data and draft.framework is not None and not place:
        back = Page(title="", form=TakenBack(), value=lambda: None, left_out=lambda: ())
        return Visit(draft, part, place, back)
    page = editor.page_of(data, draft, place)
    return None if page is None else Visit(draft, part, place, page)


def shown_again(visit: Visit) -> Visit:
    """Return the visit as it can be shown when nothing was stored: a button has no form to show."""
    if isinstance(visit.page.form, BaseForm):
        return visit
    return visit_at(visit.draft, visit.part, visit.place, None) or visit


def place_after(visit: Visit, data: QueryDict) -> Place:
    """Return the place to go to when the page has been stored; a list's button leads back to its list."""
    if is_list_button(data):
        return visit.place
    return visit.page.after() if visit.page.after is not None else visit.page.back


def overview_of(draft: OpenDraft, *, today: date) -> Overview:
    """Return the draft's parts as steps, and all that is wrong with it, each with a link to where."""
    problems = (*obstacles_to(draft.version), *_occupied(draft, today))
    faults = [each for each in problems if not each.is_warning]
    version = draft.version
    return Overview(
        heading=f"{version.agreement.name}, {version_name(version)}",
        eyebrow=f"{version.agreement.municipality} · skal gælde fra {long_date(version.from_date)}",
        lead=_lead(len(faults), len(problems) - len(faults)),
        adopt_url=reverse("agreements:version_adopt", args=[version.pk]),
        steps=_steps(draft, problems),
        faults=_shown(draft, faults),
        warnings=_shown(draft, (each for each in problems if each.is_warning)),
    )


def frame_of(visit: Visit) -> Frame:
    """Return what stands around a page: the steps, the problems of its place, and where to go on."""
    draft, part, page = visit.draft, visit.part, visit.page
    problems = problems_of(draft.version)
    editor, after = EDITORS[part], _next(part)
    above = url_of(draft.version, part, page.back) if visit.place else editor_url(draft.version)
    here = [each for each in problems if _is_at(each, part, visit.place)]
    url = url_of(draft.version, part, visit.place)
    return Frame(
        editor=editor,
        steps=_steps(draft, problems),
        problems=_shown(draft, here, here=url),
        next_title=after.title if after is not None else "Overblik",
        next_url=url_after(draft.version, part),
        url=url,
        above_url=above,
        preview_url=preview_url(draft.version, part, visit.place) if editor.affects_preview else "",
        is_part_page=not visit.place,
    )


def url_after(version: AgreementVersion, part: Part) -> str:
    """Return the address of the next part, or of the overview after the last."""
    after = _next(part)
    return url_of(version, after.part) if after is not None else editor_url(version)


def version_name(version: AgreementVersion) -> str:
    """Return what a draft is called: the first is the agreement itself, a later one an amendment."""
    return f"tillæg (version {version.number})" if version.is_amendment else f"version {version.number}"


def crumbs(draft: OpenDraft, visit: Visit | None = None) -> list[Crumb]:
    """Return the way up from a page of the editor, the page itself last."""
    version = draft.version
    agreement = version.agreement
    trail = [
        Crumb("Aftalen", reverse("agreements:agreement_list")),
        Crumb(agreement.name, reverse("agreements:agreement_detail", args=[agreement.pk])),
        Crumb(f"Rediger {version_name(version)}", editor_url(version)),
    ]
    if visit is not None:
        page = visit.page
        trail.append(Crumb(EDITORS[visit.part].title, url_of(version, visit.part)))
        trail += [Crumb(label, url_of(version, visit.part, place)) for label, place in page.above]
        trail += [Crumb(page.title)] if page.title else []
    return [*trail[:-1], Crumb(trail[-1].label)]


def _occupied(draft: OpenDraft, today: date) -> Iterator[Problem]:
    """Yield the steps that adopting the draft would take from under departments. Three queries at most."""
    standing = standing_on(draft.version, today)
    for text in occupied_steps(content_before(draft.version), draft.content, standing):
        yield Problem(Part.staircases, text)


def _lead(faults: int, warnings: int) -> str:
    if not faults and not warnings:
        return "Kladden er i orden."
    if not faults:
        noted = count(warnings, "bemærkning", "bemærkninger")
        return f"Ingen fejl. Der er {noted} at se efter, men de hindrer ikke, at den vedtages."
    wrong = count(faults, "fejl", "fejl")
    return f"{wrong} skal rettes, før den kan vedtages."


def _steps(draft: OpenDraft, problems: Sequence[Problem]) -> tuple[PartStep, ...]:
    return tuple(
        _step(draft, editor, number, [each for each in problems if each.part is editor.part])
        for number, editor in enumerate(editors_in_order(), start=1)
    )


def _step(draft: OpenDraft, editor: PartEditor, number: int, problems: Sequence[Problem]) -> PartStep:
    said = draft.content.part(editor.part)
    faults = sum(not each.is_warning for each in problems)
    inherits = draft.inherits(editor.part)
    text = "" if said is None else editor.in_short(said)
    origin = FROM_FRAMEWORK if inherits and text else ""
    return PartStep(
        part=editor.part,
        number=number,
        title=editor.title,
        text=" ".join(filter(None, (origin, text, _gone(draft, editor.part)))),
        url=url_of(draft.version, editor.part),
        faults=faults,
        warnings=len(problems) - faults,
        is_said=said is not None,
        from_framework=inherits,
        overrides=draft.framework is not None and not inherits,
        mark=mark_of(draft.version, editor.part),
    )


def _gone(draft: OpenDraft, part: Part) -> str:
    """Return how many of the framework's pieces do not hold; empty where all do."""
    number = len(draft.own.left_out(part)) if draft.framework is not None else 0
    return f"{count(number, 'punkt', 'punkter')} i rammeaftalen gælder ikke her." if number else ""


def _next(part: Part) -> PartEditor | None:
    order = editors_in_order()
    at = next(index for index, editor in enumerate(order) if editor.part is part)
    return order[at + 1] if at + 1 < len(order) else None


def _place_of(problem: Problem) -> Place:
    editor = None if problem.part is None else EDITORS.get(problem.part)
    return editor.place_of(problem.keys_below) if editor is not None else ()


def _is_at(problem: Problem, part: Part, place: Place) -> bool:
    """Return whether the problem is mended on the page, or on a page below it."""
    return problem.part is part and _place_of(problem)[: len(place)] == place


def _shown(draft: OpenDraft, problems: Iterable[Problem], *, here: str = "") -> tuple[ShownProblem, ...]:
    """Return the problems with their links; `here`, the page they are shown on, has none to itself."""
    addresses: dict[tuple[Part | None, Place], str] = {}
    shown = []
    for problem in problems:
        at = problem.part, _place_of(problem)
        if at not in addresses:
            addresses[at] = _url_of(draft, *at)
        url = addresses[at]
        shown.append(ShownProblem(problem.text, "" if url == here else url, problem.is_warning))
    return tuple(shown)


def _url_of(draft: OpenDraft, part: Part | None, place: Place) -> str:
    """Return where to mend what is wrong in a place; what the framework says has no page in this draft."""
    editor = None if part is None else EDITORS.get(part)
    if editor is None:
        return _url_of_rows(draft.version, part)
    has_page = draft.framework is None or editor.page_of(None, draft, place) is not None
    return url_of(draft.version, editor.part, place if has_page else ())


def _url_of_rows(version: AgreementVersion, part: Part | None) -> str:
    """Return where the dates and the parties are mended: they are no content, and have pages of their own."""
    if part is Part.parties:
        return reverse("agreements:party_list", args=[version.agreement_id])
    if part is Part.period and version.is_amendment:
        return reverse("agreements:version_edit", args=[version.pk])
    return reverse("agreements:agreement_edit", args=[version.agreement_id]) if part is Part.period else ""
