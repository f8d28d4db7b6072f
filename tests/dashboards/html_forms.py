"""Reads a form out of a page as a browser does, so that a test can send what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class _Select:
    name: str
    options: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        return next((value for value, is_chosen in self.options if is_chosen), self.options[0][0])


class _Reader(HTMLParser):
    """Collects what the form of an id would send, without its buttons."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.is_inside = form_id, False
        self.sent: list[tuple[str, str]] = []
        self.select: _Select | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag, attrs) -> None:
        said = dict(attrs)
        if tag == "form":
            self.is_inside = said.get("id") == self.form_id
        if not self.is_inside:
            return
        if tag == "input":
            self.input(said)
        elif tag == "select":
            self.select = _Select(said["name"])
        elif tag == "option" and self.select is not None:
            self.select.options.append((said.get("value", ""), "selected" in said))
        elif tag == "textarea":
            self.textarea = said["name"]
            self.sent.append((said["name"], ""))

    def input(self, said) -> None:
        is_box = said.get("type") in ("checkbox", "radio")
        if "name" in said and (not is_box or "checked" in said):
            self.sent.append((said["name"], said.get("value", "on" if is_box else "")))

    def handle_data(self, data) -> None:
        if self.textarea is not None:
            name, text = self.sent[-1]
            self.sent[-1] = (name, text + data)

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "select" and self.select is not None:
            self.sent.append((self.select.name, self.select.chosen))
            self.select = None
        elif tag == "textarea" and self.textarea is not None:
            name, text = self.sent[-1]
            self.sent[-1] = (name, text.removeprefix("\n"))
            self.textarea = None


def form_on(response, form_id: str = "piece-form", **changes) -> dict[str, list[str]]:
    """What the form on the page sends when it is saved as it is shown, apart from the changes."""
    reader = _Reader(form_id)
    reader.feed(response.content.decode())
    assert reader.sent, f"the page has no form {form_id}"
    sent: dict[str, list[str]] = {}
    for name, value in reader.sent:
        sent.setdefault(name, []).append(value)
    changed = {name: value if isinstance(value, list) else [str(value)] for name, value in changes.items()}
    return {**sent, **changed}
