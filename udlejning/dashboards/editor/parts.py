"""The parts of a draft and how each is edited: EDITORS is the register that the editor's pages are made from.

To add a part, write its pages in a module beside this one and name it in EDITORS:

    EDITORS: dict[Part, PartEditor] = {..., Part.goals: goals.EDITOR}

A `PartEditor` (frame.py) has `part`, `title`, `lead`, `in_short(value)` (one line for the overview; the value
is what holds, never None) and `page_of(data, draft, place) -> Page | None`.

- `data` is request.POST, or None when the page is only looked at. `draft` is an `OpenDraft`
  (agreements/forms/drafts.py): `.own` is what the draft itself says, `.framework` what it builds on (None for
  a framework agreement), `.content` what would hold, `.indicators` and `.departments` the registers.
- `place` is where in the part: () is the part's page; ("almindelige",) a piece; ("almindelige", "job") a
  piece in a piece. Return None for a place that is not there (it becomes a 404). A word with a hyphen
  ("nyt-kriterium") is never a key: use one for "a new one".
- a `Page` has `title` (empty on the part's own page), `form` (a Django form, best a `PieceForm` of
  agreements/forms/pieces.py), and `value()`, which gives THE WHOLE PART as it is to be stored – the form's
  piece put back among the others. `above` are the (label, place) of the pages between the part and this one;
  `after()` is the place to go to when it has been saved (default: the page above); `listings` are lists with
  buttons (up, down, remove), and `left_out()` the keys of the framework's pieces that then do not hold: the
  part's own list has both from `list_page` (frame.py). `beside` is a template shown beside the page in the
  preview's stead: guidance, or the piece as it will be read (`ReadForm` of agreements/forms/words.py).

The frame does the rest: who may, the mark of what was read (`seen`), refusals with what was typed kept, the
buttons, the way up, the preview, the problems of the place. A part that is a list of pieces with keys, each
edited on a page with one form, needs only a `ListPart` and a form class:

    class GoalForm(PieceForm):
        def __init__(self, data, *, draft, piece=None): super().__init__(data, initial=...)
        def piece(self, key: str) -> Goal: ...

    EDITOR = PartEditor(part=Part.goals, title="Mål", lead="…", in_short=..., page_of=pages_of_list(ListPart(
        part=Part.goals, heading="Målene", add_label="Tilføj et mål", empty="Aftalen har ingen mål endnu.",
        row_words=lambda goal: (goal.text, ...), form_of=lambda data, draft, goal: GoalForm(data, draft=draft,
        piece=goal))))

For pieces in pieces (criteria of a set) write `page_of` yourself with `ListForm`, `rows_of`, `with_piece`,
`slug` and `Listing`; staircase_pages.py does so. Shared: fields in agreements/forms/fields.py (shares, whole
numbers, choices, `with_said` for what the content names and the registers lack); layout in
agreements/forms/layout.py (`Disclosure`: what is rarely used is folded; `Choice`: what hangs on a choice is
shown by it; `Group`; `Grow`: the button for more rows, with `rows_wanted` of pieces.py). Templates:
`_form.html` (the page's form with its buttons) and `_lists.html` (the page's listings, then its form if it is
a Django form) are there; a page with its own `template` includes them WITHOUT `only`.
"""

from __future__ import annotations

from agreements.content.document import CONTENT_PARTS
from agreements.terms import Part
from udlejning.dashboards.editor import (
    annexes_pages,
    cooperation_pages,
    criteria_pages,
    goals_pages,
    staircase_pages,
    terms_pages,
    themes_pages,
)
from udlejning.dashboards.editor.frame import PartEditor

EDITORS: dict[Part, PartEditor] = {
    Part.terms: terms_pages.EDITOR,
    Part.staircases: staircase_pages.EDITOR,
    Part.criteria_sets: criteria_pages.EDITOR,
    Part.themes: themes_pages.EDITOR,
    Part.goals: goals_pages.EDITOR,
    Part.cooperation: cooperation_pages.EDITOR,
    Part.annexes: annexes_pages.EDITOR,
}
"""In the order of the steps (CONTENT_PARTS)."""


def editors_in_order() -> tuple[PartEditor, ...]:
    """Return the editors in the order of the agreement's parts."""
    return tuple(EDITORS[part] for part in CONTENT_PARTS if part in EDITORS)
