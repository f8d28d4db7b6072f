"""What the forms over the parts in words share: text, days, and a piece shown as it will be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from agreements.forms.drafts import OrganisationDepartments
from agreements.forms.fields import LINE, UNKNOWN
from agreements.forms.pieces import PieceForm

TEXT = 20_000
"""The longest a text can be."""
SHOW = "vis"
"""The button that shows what is typed as it will be read; nothing is stored by it."""
NOT_YET = "endnu"
"""A key for a piece that is only shown."""


class TextField(forms.CharField):
    """Text of several lines. Browsers send two characters for a line break; the content holds one."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - Django's own
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class LongLineField(forms.CharField):
    """A line that is often long: shown over several lines, and kept as one."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - Django's own
        return " ".join((super().to_python(value) or "").split())


def long_line_field(label: str, **options: Any) -> LongLineField:  # noqa: ANN401 - a field's own options
    """Return a field for a long line of words."""
    options.setdefault("required", False)
    return LongLineField(label=label, max_length=LINE, widget=forms.Textarea(attrs={"rows": 2}), **options)


def text_field(label: str, *, rows: int = 4, **options: Any) -> TextField:  # noqa: ANN401 - a field's own options
    """Return a field for a text of so many lines in sight."""
    options.setdefault("required", False)
    options.setdefault("max_length", TEXT)
    return TextField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def day_field(label: str, **options: Any) -> forms.DateField:  # noqa: ANN401 - a field's own options
    """Return a field for a date."""
    options.setdefault("required", False)
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


class ReadForm(PieceForm):
    """A form whose piece stands beside it as it will be read; `said` is what it says already, None if new.

    A press of SHOW shows the form again with what was typed, and what it comes to: nothing is stored.
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        said: Any,  # noqa: ANN401 - a piece of the form's own kind
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.said = said

    def is_valid(self) -> bool:
        return SHOW not in self.data and super().is_valid()

    @property
    def shown(self) -> Any:  # noqa: ANN401 - a piece of the form's own kind
        """Return the piece as typed where that is sound, else as stored; None where there is neither."""
        if not self.is_bound or self.is_growing or self.errors:
            return self.said
        return self.piece(self.said.key if self.said is not None else NOT_YET)

    def piece(self, key: str) -> Any:  # noqa: ANN401 - a piece of the form's own kind
        """Return what was typed as a piece of the content."""
        raise NotImplementedError


def departments_among(
    register: Iterable[OrganisationDepartments], said: Collection[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the departments to choose among, by organisation, with those said that the register lacks."""
    groups = [(each.organisation, list(each.departments)) for each in register]
    known = {key for _, departments in groups for key, _ in departments}
    lost = [(key, key) for key in said if key not in known]
    return [*groups, (f"Afdelinger, der {UNKNOWN}", lost)] if lost else groups
