"""The pages of the part "kriterier": the sets, each set with its criteria, and each criterion."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from agreements.catalogue.criteria import numbers_missing
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.content.document import Content
from agreements.forms.criteria import (
    CriteriaChoiceForm,
    CriterionForm,
    with_kinds,
    without_criterion,
)
from agreements.forms.criteria_sets import CriteriaSetForm, NewSetForm
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import REMOVE, ListForm, found, is_list_button, slug, with_piece
from agreements.problems.places import every_place
from agreements.refusal import Refusal
from agreements.terms import Part
from agreements.wording.criteria import criterion_in_words
from agreements.wording.lists import CRITERIA_KINDS, CRITERIA_ORDERS
from udlejning.dashboards.editor.frame import (
    LIST_TEMPLATE,
    Listing,
    Page,
    PartEditor,
    Place,
    list_page,
    rows_of,
)
from udlejning.lib.danish import count, join_words

NEW_SET, CHOOSE = "nyt-saet", "vaelg-kriterier"
SET_BESIDE = "dashboards/editor/_criteria_beside_set.html"
BESIDE = "dashboards/editor/_criteria_beside.html"


class LastCriterionError(Refusal):
    """The only criterion of a set was to be taken out."""


def in_short(sets: Sequence[CriteriaSet]) -> str:
    """Return the names of the sets, in a line."""
    return f"{join_words([each.name for each in sets])}." if sets else "Ingen kriterier."


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page with the sets, of a new set, of a set, with the catalogue, or of a criterion."""
    match place:
        case ():
            return _list_page(data, draft)
        case ("nyt-saet",):
            return _new_page(data, draft)
        case (key, *below):
            criteria_set = found(draft.own.criteria_sets, key)
            return None if criteria_set is None else _page_below(data, draft, criteria_set, below)
    return None


def place_of(path: Sequence[str]) -> Place:
    """Return where a problem of the criteria is mended: at a set, or at one of its criteria."""
    if path[1:2] == ["criteria"] and len(path) > 2:
        return (path[0], path[2])
    return tuple(path[:1])


def _page_below(
    data: QueryDict | None, draft: OpenDraft, criteria_set: CriteriaSet, below: Sequence[str]
) -> Page | None:
    match below:
        case []:
            return _set_page(data, draft, criteria_set)
        case ["vaelg-kriterier"]:
            return _choice_page(data, draft, criteria_set)
        case [key]:
            return _criterion_page(data, draft, criteria_set, key)
    return None


def _list_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    def words(criteria_set: CriteriaSet) -> tuple[str, str]:
        return criteria_set.name, _set_in_short(criteria_set, draft.content)

    listing = Listing(
        heading="Kriteriesæt",
        adds=(("Lav et kriteriesæt", (NEW_SET,)),),
        empty="Der er ingen kriterier endnu. De skal bruges, hvor der udlejes fleksibelt.",
    )
    return list_page(data, draft, Part.criteria_sets, words=words, listing=listing)


def _new_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    form = NewSetForm(data)

    def key() -> str:
        return slug(form.cleaned_data["name"], draft.keys_taken(Part.criteria_sets))

    return Page(
        title="Nyt kriteriesæt",
        lead="Vælg kriterierne fra kataloget. Tallene fylder du ud bagefter, et kriterium ad gangen.",
        form=form,
        value=lambda: with_piece(draft.own.criteria_sets, form.piece(key())),
        after=lambda: (key(),),
        beside="dashboards/editor/_criteria_beside_choice.html",
    )


def _set_page(data: QueryDict | None, draft: OpenDraft, criteria_set: CriteriaSet) -> Page:
    form = CriteriaSetForm(None if is_list_button(data) else data, said=criteria_set)
    listing = Listing(
        heading="Kriterierne",
        rows=rows_of(
            criteria_set.criteria,
            (),
            lambda each: _criterion_words(each, criteria_set.criteria.index(each) + 1),
            (criteria_set.key,),
        ),
        adds=(("Tilføj kriterier", (criteria_set.key, CHOOSE)),),
        empty="",
    )
    if is_list_button(data):
        buttons = ListForm(data, criteria_set.criteria)
        return Page(
            title=criteria_set.name,
            form=buttons,
            value=lambda: with_piece(draft.own.criteria_sets, _with_button(criteria_set, data, buttons)),
            listings=(listing,),
            template=LIST_TEMPLATE,
        )
    return Page(
        title=criteria_set.name,
        lead=_used(criteria_set, draft.content),
        form=form,
        value=lambda: with_piece(draft.own.criteria_sets, form.piece(criteria_set.key)),
        after=lambda: (criteria_set.key,),
        listings=(listing,),
        template="dashboards/editor/_criteria_set.html",
        beside=SET_BESIDE,
    )


def _choice_page(data: QueryDict | None, draft: OpenDraft, criteria_set: CriteriaSet) -> Page:
    form = CriteriaChoiceForm(data, present={each.kind for each in criteria_set.criteria})

    def value() -> tuple[CriteriaSet, ...]:
        criteria = with_kinds(criteria_set.criteria, form.picked)
        return with_piece(draft.own.criteria_sets, criteria_set.model_copy(update={"criteria": criteria}))

    return Page(
        title="Tilføj kriterier",
        lead="Tallene fylder du ud bagefter, et kriterium ad gangen.",
        form=form,
        value=value,
        above=((criteria_set.name, (criteria_set.key,)),),
        beside="dashboards/editor/_criteria_beside_choice.html",
    )


def _criterion_page(
    data: QueryDict | None, draft: OpenDraft, criteria_set: CriteriaSet, key: str
) -> Page | None:
    criterion = found(criteria_set.criteria, key)
    if criterion is None:
        return None
    place = criteria_set.criteria.index(criterion) + 1
    form = CriterionForm(data, said=criterion, place=place)

    def value() -> tuple[CriteriaSet, ...]:
        criteria = with_piece(criteria_set.criteria, form.piece(criterion.key))
        return with_piece(draft.own.criteria_sets, criteria_set.model_copy(update={"criteria": criteria}))

    return Page(
        title=_criterion_words(criterion, place)[0],
        form=form,
        value=value,
        above=((criteria_set.name, (criteria_set.key,)),),
        beside=BESIDE,
    )


def _with_button(criteria_set: CriteriaSet, data: QueryDict | None, buttons: ListForm) -> CriteriaSet:
    if data is None or REMOVE not in data:
        return criteria_set.model_copy(update={"criteria": buttons.pieces()})
    if len(criteria_set.criteria) == 1:
        raise LastCriterionError(
            f"{criteria_set.name} skal have mindst ét kriterium. Tilføj et andet først, eller fjern "
            "hele sættet."
        )
    return without_criterion(criteria_set, str(data[REMOVE]))


def _criterion_words(criterion: Criterion, place: int) -> tuple[str, str]:
    words = criterion_in_words(criterion, place)
    missing = numbers_missing(criterion)
    lacking = f" Mangler: {join_words([each.lower() for each in missing])}." if missing else ""
    title = words.name or "Eget kriterium"
    return f"{place}. {title}", f"{words.text}{lacking}"


def _set_in_short(criteria_set: CriteriaSet, content: Content) -> str:
    kind = CRITERIA_KINDS[criteria_set.kind]
    # The name of a set mostly says its kind.
    said = "" if kind.split()[0] in criteria_set.name.lower() else f"{kind.capitalize()}: "
    criteria = count(len(criteria_set.criteria), "kriterium", "kriterier")
    order = f", {CRITERIA_ORDERS[criteria_set.order]}" if len(criteria_set.criteria) > 1 else ""
    return f"{said}{criteria}{order}. {_used(criteria_set, content)}"


def _used(criteria_set: CriteriaSet, content: Content) -> str:
    places = [
        each.words
        for each in every_place(content)
        if each.terms.fleksibel is not None and each.terms.fleksibel.criteria_set == criteria_set.key
    ]
    return f"Bruges af {join_words(places)}." if places else "Bruges ikke endnu."


EDITOR = PartEditor(
    part=Part.criteria_sets,
    title="Kriterier",
    lead="Kriterierne for fleksibel udlejning. De er offentlige; trin og vilkår siger, hvor de gælder.",
    in_short=in_short,
    page_of=page_of,
    place_of=place_of,
)
