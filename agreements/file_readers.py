"""PURE: what of an agreement's file a reader may see, by the same rules as the printed agreement.

Who may read an annex is decided in `agreements.documents.annexes`; here is what stands in it, in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agreements.content.cooperation import Annex
from agreements.content.document import Content
from agreements.content.staircases import Staircase
from agreements.content.terms import AgreedTerms
from agreements.documents.annexes import may_read, may_read_kind, reads_whole
from agreements.documents.inputs import Reader, ReaderKind
from agreements.files.layout import AgreementFile, DecisionLine, DeviationLine, VersionText
from agreements.files.writing import write_agreement_file
from agreements.terms import AnnexKind, DecidingBody
from udlejning.lib.danish import join_words

CUT = """\
# Udskrevet til en part. {what} er ikke med, fordi det er fortroligt eller kun vedrører andre.
# Filen kan derfor ikke bruges til at læse hele aftalen ind igen.
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """A file as a reader may see it, and the Danish names of what was taken out."""

    file: AgreementFile
    taken_out: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return it as YAML, which says at the top what was taken out."""
        written = write_agreement_file(self.file)
        if not self.taken_out:
            return written
        what = join_words(self.taken_out)
        return CUT.format(what=what[:1].upper() + what[1:]) + written


def cut_for(file: AgreementFile, reader: Reader) -> Cut:
    """Return the file as the reader may see it; the municipality sees all."""
    if reader.kind is ReaderKind.municipality:
        return Cut(file, ())
    parties_whole = all(_reads_parties(version, reader) for version in file.versions)
    parties = tuple(line for line in file.parties if parties_whole or reader.reads_for(line.organisation))
    cut = file.model_copy(
        update={
            "parties": parties,
            "versions": tuple(_version(each, reader, parties_whole) for each in file.versions),
            "deviations": tuple(each for each in file.deviations if _concerns(each, reader)),
        }
    )
    return Cut(cut, tuple(_taken_out(file, cut)))


def _reads_parties(version: VersionText, reader: Reader) -> bool:
    return reads_whole(version.content, AnnexKind.parties, reader)


def _concerns(deviation: DeviationLine, reader: Reader) -> bool:
    return deviation.department is None or reader.owns(deviation.department)


def _version(version: VersionText, reader: Reader, parties_whole: bool) -> VersionText:
    decisions = tuple(each for each in version.decisions if parties_whole or _is_ours(each, reader))
    content = version.content.model_copy(
        update={
            "terms": _terms(version.content, reader),
            "staircases": _staircases(version.content, reader),
            "criteria_sets": _criteria_sets(version.content, reader),
            "cooperation": _cooperation(version.content, reader),
            "annexes": _annexes(version.content, reader),
        }
    )
    return version.model_copy(update={"decisions": decisions, "content": content})


def _is_ours(decision: DecisionLine, reader: Reader) -> bool:
    return decision.body is not DecidingBody.board or reader.reads_for(decision.organisation or "")


def _terms(content: Content, reader: Reader) -> AgreedTerms | None:
    terms = content.terms
    if terms is None or reads_whole(content, AnnexKind.terms, reader):
        return terms
    special = tuple(
        each.model_copy(update={"departments": tuple(filter(reader.owns, each.departments))})
        for each in terms.special
        if not each.departments or any(map(reader.owns, each.departments))
    )
    return terms.model_copy(update={"special": special})


def _staircases(content: Content, reader: Reader) -> tuple[Staircase, ...] | None:
    if content.staircases is None or may_read_kind(content, AnnexKind.data_basis, reader):
        return content.staircases
    return tuple(
        staircase.model_copy(
            update={"steps": tuple(step.model_copy(update={"rules": ()}) for step in staircase.steps)}
        )
        for staircase in content.staircases
    )


def _criteria_sets(content: Content, reader: Reader) -> object:
    return content.criteria_sets if may_read_kind(content, AnnexKind.criteria, reader) else None


def _cooperation(content: Content, reader: Reader) -> object:
    together = content.cooperation
    if together is None or may_read_kind(content, AnnexKind.data_basis, reader):
        return together
    return together.model_copy(update={"deliveries": ()})


def _annexes(content: Content, reader: Reader) -> tuple[Annex, ...] | None:
    if content.annexes is None:
        return None
    return tuple(
        annex if may_read(annex, reader) else annex.model_copy(update={"text": ""})
        for annex in content.annexes
    )


def _taken_out(whole: AgreementFile, cut: AgreementFile) -> Iterator[str]:
    pairs = list(zip(whole.versions, cut.versions, strict=True))
    if whole.parties != cut.parties:
        yield "andre parter"
    if any(before.decisions != after.decisions for before, after in pairs):
        yield "andre bestyrelsers beslutninger"
    if whole.deviations != cut.deviations:
        yield "afvigelser i andres afdelinger"
    for name, words in (
        ("terms", "vilkår for andres afdelinger"),
        ("staircases", "regler for indplacering"),
        ("criteria_sets", "kriterier"),
        ("cooperation", "levering af data"),
        ("annexes", "fortrolige bilags tekst"),
    ):
        if any(getattr(before.content, name) != getattr(after.content, name) for before, after in pairs):
            yield words
