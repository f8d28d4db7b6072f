"""PURE: the annexes of an agreement, each for the reader it is printed for.

Who may read what is decided here and nowhere else: an annex is printed whole, with the reader's own rows, or
not at all, and then the document says that it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from agreements.content.cooperation import Annex
from agreements.content.document import Content
from agreements.content.rules import Condition, CountRule, IndicatorRule, PersistenceRule, PointsRule, Rule
from agreements.content.terms import AgreedTerms
from agreements.documents.blocks import (
    AnnexText,
    Block,
    DataTable,
    DrawnStep,
    Paragraph,
    SignatureLine,
    StaircasePicture,
    Subheading,
)
from agreements.documents.chapters import (
    criteria_blocks,
    delivery_blocks,
    rules_blocks,
    step_facts,
    step_terms_blocks,
    step_with_colour,
    table_blocks,
    terms_blocks,
    text_blocks,
)
from agreements.documents.inputs import Names, Parties, Reader, ReaderKind, Standing
from agreements.terms import AnnexKind, Confidentiality
from agreements.wording.lists import CONFIDENTIALITY
from agreements.wording.rules import named
from udlejning.lib.danish import long_date

BY_ORGANISATION = (AnnexKind.departments_by_step, AnnexKind.terms, AnnexKind.parties)
"""The annexes whose rows belong to organisations; the others cannot be divided."""
NOT_PLACED = "Ikke indplaceret"


@dataclass(frozen=True, slots=True)
class Source:
    """All that the annexes are made from."""

    content: Content
    parties: Parties
    standings: tuple[Standing, ...]
    names: Names
    reader: Reader


def may_read(annex: Annex, reader: Reader) -> bool:
    """Return whether the reader may see the annex, or at least its own rows in it.

    Where each party sees its own rows only, but there is nothing to divide by, no party sees it: what was
    meant to be kept back is not shown because the annex is of another kind.
    """
    if annex.confidentiality is Confidentiality.public or reader.kind is ReaderKind.municipality:
        return True
    if reader.kind is ReaderKind.public:
        return False
    return annex.confidentiality is Confidentiality.parties or annex.kind in BY_ORGANISATION


def may_read_kind(content: Content, kind: AnnexKind, reader: Reader) -> bool:
    """Return whether the reader may see what annexes of the kind hold; true where there is no such annex."""
    annexes = [annex for annex in content.annexes or () if annex.kind is kind]
    return not annexes or any(may_read(annex, reader) for annex in annexes)


def reads_whole(content: Content, kind: AnnexKind, reader: Reader) -> bool:
    """Return whether the reader may see all that annexes of the kind hold, and not just its own rows."""
    own_rows = any(
        annex.kind is kind and annex.confidentiality is Confidentiality.own_rows
        for annex in content.annexes or ()
    )
    return may_read_kind(content, kind, reader) and (not own_rows or reader.kind is ReaderKind.municipality)


def signing(source: Source) -> tuple[SignatureLine, ...]:
    """Return the parties whose signatures the reader may see: as in the annex of parties, if there is one."""
    if not may_read_kind(source.content, AnnexKind.parties, source.reader):
        return ()
    whole = reads_whole(source.content, AnnexKind.parties, source.reader)
    return (source if whole else _own(source)).parties.present


def annex_texts(source: Source) -> tuple[AnnexText, ...]:
    """Return the annexes in the agreement's order, numbered from 1."""
    return tuple(
        _annex_text(annex, str(place), source)
        for place, annex in enumerate(source.content.annexes or (), start=1)
    )


def undivided(content: Content) -> tuple[str, ...]:
    """Return a note on each annex that is to show own rows only, but has no rows to divide."""
    return tuple(
        f"Bilag {place} kan ikke deles op efter boligorganisation og vises kun for kommunen."
        for place, annex in enumerate(content.annexes or (), start=1)
        if annex.confidentiality is Confidentiality.own_rows and annex.kind not in BY_ORGANISATION
    )


def party_table(parties: Sequence[SignatureLine], caption: str, signed: str = "") -> tuple[Block, ...]:
    """Return the parties as a table; `signed` heads the column of adoption, left out if empty."""
    rows = tuple(
        (party.name, party.cvr, "\n".join(party.also_for), party.signed if signed else "")
        for party in parties
    )
    return table_blocks(("Part", "CVR-nr.", "Omfatter også", signed), rows, caption)


def _annex_text(annex: Annex, number: str, source: Source) -> AnnexText:
    return AnnexText(
        number=number,
        title=annex.title,
        confidentiality=CONFIDENTIALITY[annex.confidentiality].capitalize() + ".",
        blocks=_blocks(annex, source)
        if may_read(annex, source.reader)
        else (Paragraph(f"Bilag {number} er fortroligt og er udeladt."),),
    )


def _blocks(annex: Annex, source: Source) -> tuple[Block, ...]:
    own_rows = annex.confidentiality is Confidentiality.own_rows
    return (*text_blocks(annex.text), *_WRITTEN[annex.kind](_own(source) if own_rows else source))


def _own(source: Source) -> Source:
    """Return the source with the reader's own rows only; the municipality, everyone's counterpart, stays."""
    reader, terms = source.reader, source.content.terms
    return replace(
        source,
        content=source.content.model_copy(update={"terms": terms and _own_terms(terms, reader)}),
        parties=Parties(
            _own_parties(source.parties.present, reader), _own_parties(source.parties.former, reader)
        ),
        standings=tuple(standing for standing in source.standings if reader.owns(standing.key)),
    )


def _own_terms(terms: AgreedTerms, reader: Reader) -> AgreedTerms:
    special = (
        each.model_copy(update={"departments": tuple(filter(reader.owns, each.departments))})
        for each in terms.special
        if not each.departments or any(map(reader.owns, each.departments))
    )
    return terms.model_copy(update={"special": tuple(special)})


def _own_parties(parties: Sequence[SignatureLine], reader: Reader) -> tuple[SignatureLine, ...]:
    return tuple(
        party
        for party in parties
        if not party.organisations or any(map(reader.reads_for, party.organisations))
    )


def _departments_by_step(source: Source) -> Iterator[Block]:
    staircases = dict.fromkeys(standing.staircase for standing in source.standings)
    for staircase in staircases:
        order = {
            step.name: place
            for each in source.content.staircases or ()
            if each.name == staircase
            for place, step in enumerate(each.steps)
        }
        standings = [standing for standing in source.standings if standing.staircase == staircase]
        standings.sort(key=lambda each: (order.get(each.step, len(order)), each.organisation, each.key))
        yield DataTable(
            header=("Trin", "Boligorganisation", "Afdeling", "LBF-nr.", "Siden"),
            rows=tuple(_standing_row(standing) for standing in standings),
            caption=f"Afdelinger på {staircase}" if staircase else "Afdelinger efter trin",
        )
    if not staircases:
        yield Paragraph("Der er ingen afdelinger at vise.")


def _standing_row(standing: Standing) -> tuple[str, ...]:
    return (
        step_with_colour(standing.step, standing.colour) if standing.step else NOT_PLACED,
        standing.organisation,
        standing.department,
        standing.key,
        long_date(standing.since) if standing.since else "",
    )


def _terms(source: Source) -> Iterator[Block]:
    if source.content.terms is not None:
        yield from terms_blocks(source.content.terms, source.names)
    if source.content.staircases:
        yield Subheading("På trinnene")
        yield from step_terms_blocks(source.content.staircases, source.names)


def _criteria(source: Source) -> Iterator[Block]:
    yield from criteria_blocks(source.content.criteria_sets or ())


def _parties(source: Source) -> Iterator[Block]:
    yield from party_table(source.parties.present, "Parter", "Vedtagelse")
    yield from party_table(source.parties.former, "Tidligere parter", "Udtrådt")


def _staircase_picture(source: Source) -> Iterator[Block]:
    tells_terms = may_read_kind(source.content, AnnexKind.terms, source.reader)
    for staircase in source.content.staircases or ():
        yield StaircasePicture(
            caption=staircase.name,
            steps=tuple(
                DrawnStep(
                    step.name, step.colour, step.shape, step_facts(step, source.names) if tells_terms else ()
                )
                for step in staircase.steps
            ),
        )


def _data_basis(source: Source) -> Iterator[Block]:
    staircases = source.content.staircases or ()
    if staircases:
        yield Subheading("Regler for indplacering")
        yield from rules_blocks(staircases, source.names)
    keys = dict.fromkeys(
        key for each in staircases for step in each.steps for rule in step.rules for key in _indicators(rule)
    )
    if keys:
        yield Subheading("Nøgletal")
        rows = tuple(
            (words.name, words.unit or "antal")
            for words in (named(key, source.names.indicators) for key in keys)
        )
        yield DataTable(("Nøgletal", "Enhed"), rows, "Nøgletal i reglerne")
    if source.content.cooperation is not None and source.content.cooperation.deliveries:
        yield Subheading("Hvem leverer")
        yield from delivery_blocks(source.content.cooperation, source.names)


def _text(_source: Source) -> Iterator[Block]:
    return iter(())


def _indicators(rule: Rule) -> tuple[str, ...]:
    match rule:
        case IndicatorRule():
            return (rule.condition.indicator,)
        case CountRule():
            conditions: tuple[Condition, ...] = (*rule.preconditions, *rule.conditions)
            return tuple(condition.indicator for condition in conditions)
        case PointsRule():
            return tuple(item.indicator for item in rule.items)
        case PersistenceRule():
            return _indicators(rule.rule)
    return ()


Written: TypeAlias = Callable[[Source], Iterator[Block]]
_WRITTEN: Mapping[AnnexKind, Written] = {
    AnnexKind.departments_by_step: _departments_by_step,
    AnnexKind.terms: _terms,
    AnnexKind.criteria: _criteria,
    AnnexKind.parties: _parties,
    AnnexKind.staircase_picture: _staircase_picture,
    AnnexKind.data_basis: _data_basis,
    AnnexKind.text: _text,
}
