"""Pieces of the agreements in examples/agreements, for tests that must hold for every one of them."""

from pathlib import Path

from agreements.content.cooperation import Cooperation
from agreements.content.document import Content
from agreements.files.reading import read_agreement_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "agreements"


def contents_of_examples() -> dict[str, Content]:
    """What each version of each example says, by the file's name and the version's number."""
    files = {path.stem: read_agreement_file(path.read_text()) for path in sorted(EXAMPLES.glob("*.yaml"))}
    return {
        f"{name} {version.number}": version.content
        for name, file in files.items()
        for version in file.versions
    }


def every(part: str) -> dict[str, object]:
    """Every piece of a list of the content ("goals", "cooperation.forums"), by example and key."""
    name, _, below = part.partition(".")
    found = {}
    for example, content in contents_of_examples().items():
        holder = (content.cooperation or Cooperation()) if below else content
        for piece in getattr(holder, below or name) or ():
            found[f"{example}: {piece.key}"] = piece
    return found
