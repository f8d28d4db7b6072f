"""Forms over the cooperation: whom to call, the forums with their members, and who delivers which figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict

from agreements.content.cooperation import Contact, Delivery, Forum, Member
from agreements.forms.drafts import OpenDraft
from agreements.forms.fields import NAME, line_field, offer, one_of, some_of, whole_number, with_said
from agreements.forms.layout import Group, Grow
from agreements.forms.pieces import PieceForm, rows_wanted
from agreements.forms.words import text_field
from agreements.terms import ForumLevel
from agreements.wording.lists import FORUM_LEVELS, choices

MEMBERS, CONTACTS = "medlem", "kontakt"
EMPTY_IS_GONE = "En række, der er helt tom, kommer ikke med."


class RowsForm(PieceForm):
    """A form with rows that can grow: each row has the same fields, and one that is empty is left out."""

    def add_rows(
        self, name: str, fields: Callable[[], Mapping[str, forms.Field]], said: Sequence[Mapping[str, Any]]
    ) -> list[list[str]]:
        """Add as many rows as are wanted, filled in with what is said, and return their fields' names.

        The first of the fields is what a row is called and must be filled in where any other is.
        """
        first = next(iter(fields()))
        wanted = rows_wanted(
            self.data if self.is_bound else None, name, said=len(said), least=1, field=_named(name, first)
        )
        rows = []
        for number in range(wanted):
            for field_name, field in fields().items():
                self.fields[_named(name, field_name)(number)] = field
            for field_name, value in (said[number] if number < len(said) else {}).items():
                self.initial[_named(name, field_name)(number)] = value
            rows.append([_named(name, field_name)(number) for field_name in fields()])
        return rows

    def filled_rows(self, rows: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a valid form where something was typed, by the names of their own fields."""
        for row in rows:
            typed = {name.split("-")[-1]: self.cleaned_data.get(name) for name in row}
            if any(typed.values()):
                yield typed

    def check_rows(self, rows: Sequence[Sequence[str]], lacking: str) -> None:
        """Find fault with each row that has something but its first field; `lacking` says what to do."""
        for first, *others in rows:
            is_lacking = not self.cleaned_data.get(first) and first not in self.errors
            if is_lacking and any(self.cleaned_data.get(name) for name in others):
                self.add_error(first, lacking)


class ContactsForm(RowsForm):
    """The contacts, in the order they are called."""

    def __init__(self, data: QueryDict | None, *, said: Sequence[Contact] = ()) -> None:
        super().__init__(data)
        self._rows = self.add_rows(CONTACTS, _contact_fields, [each.model_dump() for each in said])
        self.lay_out(
            *(
                Group(f"Kontakt {number}", row[0], row[1], Row(row[2], row[3]), row[4])
                for number, row in enumerate(self._rows, start=1)
            ),
            Grow(CONTACTS, "Flere kontakter"),
        )

    def clean(self) -> dict[str, Any]:
        self.check_rows(self._rows, "Skriv, hvem det er.")
        return self.cleaned_data

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts of a valid form."""
        return tuple(Contact(**row) for row in self.filled_rows(self._rows))


class ForumForm(RowsForm):
    """A forum with its members."""

    name = line_field("Navn", required=True, max_length=NAME, help_text="Fx »Boligforum«.")
    level = one_of("Niveau", choices(FORUM_LEVELS))
    meetings_a_year = whole_number("Møder om året", highest=365)
    rhythm = line_field("Tidspunkt", help_text="Fx »første torsdag i kvartalet«.")
    tasks = text_field("Opgaver", help_text="Hvad forummet drøfter og beslutter.")

    def __init__(
        self, data: QueryDict | None, *, said: Forum | None = None, level: ForumLevel | None = None
    ) -> None:
        new = {"level": level.value if level is not None else ""}
        super().__init__(data, initial=forum_in_fields(said) if said is not None else new)
        members = [each.model_dump() for each in said.members] if said is not None else []
        self._rows = self.add_rows(MEMBERS, _member_fields, members)
        self.lay_out(
            "name",
            "level",
            Row("meetings_a_year", "rhythm"),
            "tasks",
            Group("Medlemmer", *(Row(*row) for row in self._rows), hint=EMPTY_IS_GONE),
            Grow(MEMBERS, "Flere medlemmer"),
        )

    def clean(self) -> dict[str, Any]:
        self.check_rows(self._rows, "Skriv navnet eller posten.")
        return self.cleaned_data

    def piece(self, key: str) -> Forum:
        """Return what was typed as a forum."""
        typed = self.cleaned_data
        return Forum(
            key=key,
            name=typed["name"],
            level=ForumLevel(typed["level"]),
            members=tuple(Member(**row) for row in self.filled_rows(self._rows)),
            meetings_a_year=typed["meetings_a_year"],
            rhythm=typed["rhythm"],
            tasks=typed["tasks"],
        )


class DeliveryForm(PieceForm):
    """Which figures somebody delivers."""

    what = line_field("Leverance", required=True, help_text="Fx »nøgletal for afdelingerne«.")
    delivered_by = line_field("Leveres af", required=True)
    delivered_to = line_field("Leveres til")
    when = line_field("Tidspunkt", help_text="Fx »1. september«.")
    indicators = some_of("Nøgletal i leverancen")

    def __init__(self, data: QueryDict | None, *, draft: OpenDraft, said: Delivery | None = None) -> None:
        super().__init__(data, initial=delivery_in_fields(said) if said is not None else None)
        registered = [(key, each.name) for key, each in draft.indicators.items()]
        offer(self.fields["indicators"], with_said(registered, said.indicators if said is not None else ()))
        self.lay_out("what", "delivered_by", "delivered_to", "when", "indicators")

    def piece(self, key: str) -> Delivery:
        """Return what was typed as a delivery."""
        typed = self.cleaned_data
        words = ("what", "delivered_by", "delivered_to", "when")
        return Delivery(
            key=key, **{name: typed[name] for name in words}, indicators=tuple(typed["indicators"])
        )


def forum_in_fields(forum: Forum) -> dict[str, Any]:
    """Return a forum as the first values of its fields; the members have rows of their own."""
    return {
        "name": forum.name,
        "level": forum.level.value,
        "meetings_a_year": forum.meetings_a_year,
        "rhythm": forum.rhythm,
        "tasks": forum.tasks,
    }


def delivery_in_fields(delivery: Delivery) -> dict[str, Any]:
    """Return a delivery as the first values of its fields."""
    return {**delivery.model_dump(exclude={"key"}), "indicators": list(delivery.indicators)}


def _named(rows: str, field: str) -> Callable[[int], str]:
    return lambda number: f"{rows}-{number}-{field}"


def _contact_fields() -> dict[str, forms.Field]:
    return {
        "name": line_field("Navn", max_length=NAME, help_text="En person eller et kontor."),
        "role": line_field("Rolle", help_text="Fx »kommunens ene indgang«."),
        "phone": line_field("Telefon", widget=forms.TextInput(attrs={"type": "tel"})),
        "email": line_field("Mail", widget=forms.TextInput(attrs={"type": "email"})),
        "stands_in": line_field("Ved fravær"),
    }


def _member_fields() -> dict[str, forms.Field]:
    return {
        "name": line_field("Navn eller post", max_length=NAME),
        "party": line_field("For hvem"),
        "is_chair": forms.BooleanField(label="Formand", required=False),
    }
