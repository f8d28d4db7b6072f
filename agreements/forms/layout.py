"""How forms over an agreement's content are laid out: the rare is folded, the dependent follows its choice.

Parts of crispy's layouts, made of names of fields and of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.layout import Field
from crispy_forms.utils import render_field
from django import forms
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


class Together:
    """Parts of a form, rendered one after the other; what the other classes here are made of."""

    def __init__(self, *fields: object) -> None:
        self.fields = list(fields)

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        """Return the parts as they are shown."""
        return _rendered(self.fields, form, context, template_pack)


class Disclosure(Together):
    """Fields that are rarely used, folded under a title; open where one of them has a fault.

    `said` tells on the closed fold what stands in it, so that nobody has to open it to know.
    """

    def __init__(self, title: str, *fields: object, said: str = "", is_open: bool = False) -> None:
        super().__init__(*fields)
        self.title, self.said, self.is_open = title, said, is_open

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        has_faults = form.is_bound and any(name in form.errors for name in names_in(self.fields))
        return render_to_string(
            "dkfds/layout/disclosure.html",
            {
                "title": self.title,
                "said": self.said,
                "is_open": self.is_open or has_faults,
                "fields": super().render(form, context, template_pack),
            },
        )


class Choice(Together):
    """A choice, and the fields that each of its values brings with it; the others are out of sight.

    `optional_or_required=[...]` is for two values; a select is never `in_a_row`. The style sheet does it
    (static/css/editor.css): a value needs a rule there. Where a browser cannot, all the fields are seen; the
    form reads only the chosen ones.
    """

    def __init__(self, name: str, *, in_a_row: bool = True, **when: Sequence[object]) -> None:
        self.choice: object = inline(name) if in_a_row else name
        self.when = when
        super().__init__(name, *(field for fields in when.values() for field in fields))

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        groups = [
            (value.replace("_or_", " udl-when--"), _rendered(fields, form, context, template_pack))
            for value, fields in self.when.items()
        ]
        return render_to_string(
            "dkfds/layout/depends.html",
            {"choice": _rendered([self.choice], form, context, template_pack), "groups": groups},
        )


class Group(Together):
    """Fields that belong together, under a legend and perhaps a sentence."""

    def __init__(self, legend: str, *fields: object, hint: str = "") -> None:
        super().__init__(*fields)
        self.legend, self.hint = legend, hint

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        fields = super().render(form, context, template_pack)
        return render_to_string(
            "dkfds/layout/group.html", {"legend": self.legend, "hint": self.hint, "fields": fields}
        )


class Grow:
    """The button for more rows of a name; nothing is stored by it."""

    fields: list[object] = []

    def __init__(self, name: str, label: str) -> None:
        self.name, self.label = name, label

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        return render_to_string("dkfds/layout/grow.html", {"name": self.name, "label": self.label})


class GroupedBoxes:
    """Boxes to tick in groups (departments by organisation), each group folded with how many are chosen."""

    def __init__(self, name: str) -> None:
        self.fields: list[object] = [name]
        self.name = name

    def render(self, form: forms.Form, context: Context, template_pack: str = "") -> SafeString:
        field = form[self.name]
        form.rendered_fields.add(self.name)  # type: ignore[attr-defined]  # crispy's own mark
        chosen = {str(value) for value in field.value() or ()}
        groups = [
            (
                label,
                [(key, words, key in chosen) for key, words in options_],
                len(chosen & dict(options_).keys()),
            )
            for label, options_ in getattr(form.fields[self.name], "choices", ())
        ]
        return render_to_string("dkfds/layout/grouped_boxes.html", {"field": field, "groups": groups})


def inline(name: str) -> object:
    """Return a choice whose options stand side by side."""
    return Field(name, template="dkfds/layout/inline_choices.html")


def names_in(parts: Sequence[object]) -> Iterator[str]:
    """Yield the names of the fields in parts of a layout, however deep."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from names_in(getattr(part, "fields", ()))


def _rendered(
    parts: Sequence[object], form: forms.Form, context: Context | Mapping[str, Any], template_pack: str
) -> SafeString:
    # Each piece was escaped as it was rendered.
    return mark_safe(  # noqa: S308
        "".join(render_field(part, form, context, template_pack=template_pack) for part in parts)
    )
