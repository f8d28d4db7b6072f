"""PURE: an agreement's content composed into a document ready to print, for one reader.

Order: parties and period; purpose and goals; the themes in the agreement's order, each structured part in
words right after the theme it belongs to; the parts without such a theme; decisions; signatures; annexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agreements.catalogue.themes import theme_entry
from agreements.content.cooperation import Theme
from agreements.content.document import Content
from agreements.documents.annexes import Source, annex_texts, reads_whole, signing, undivided
from agreements.documents.blocks import AgreementDocument
from agreements.documents.inputs import Head, Names, Parties, Reader, ReaderKind, Standing
from agreements.documents.sections import sections, theme_text, theme_title
from agreements.terms import AnnexKind
from agreements.wording.rules import IndicatorName
from udlejning.lib.danish import join_words, long_date, long_period


def compose(
    *,
    content: Content,
    head: Head,
    parties: Parties,
    standings: Sequence[Standing],
    indicators: Mapping[str, IndicatorName],
    reader: Reader,
) -> AgreementDocument:
    """Return the agreement as the reader may see it.

    `content` is what holds (with what an individual agreement inherits), `standings` say where departments
    stand on the day, and `indicators` are Danish names by key. An annex that the reader may not see says that
    it is left out; where the parties stand in such an annex, no signature or decision names them either.
    """
    names = _names(content, standings, indicators)
    source = Source(content, parties, tuple(standings), names, reader)
    return AgreementDocument(
        title=head.title,
        subtitle=_period(head),
        municipality=head.municipality,
        status_line=head.status_line,
        printed_on=head.printed_on,
        parties=signing(source),
        sections=sections(source, head),
        annexes=annex_texts(source),
        missing=_notes(source, head),
    )


def _names(content: Content, standings: Sequence[Standing], indicators: Mapping[str, IndicatorName]) -> Names:
    return Names(
        indicators=indicators,
        departments={each.key: f"{each.department} ({each.key})" for each in standings},
        steps={step.key: step.name for each in content.staircases or () for step in each.steps},
        criteria_sets={each.key: each.name for each in content.criteria_sets or ()},
    )


def _period(head: Head) -> str:
    if head.from_date is None:
        return "Perioden er ikke aftalt endnu"
    if head.to_date is None:
        return f"Fra {long_date(head.from_date)}"
    return long_period(head.from_date, head.to_date)


def _notes(source: Source, head: Head) -> tuple[str, ...]:
    if not head.is_draft or source.reader.kind is ReaderKind.public:
        return ()
    # The notes of the head may name parties that have not decided.
    given = head.missing if reads_whole(source.content, AnnexKind.parties, source.reader) else ()
    return (*given, *_missing(source.content))


def _missing(content: Content) -> Iterator[str]:
    for theme in content.themes or ():
        yield from _missing_in(theme)
    yield from undivided(content)


def _missing_in(theme: Theme) -> Iterator[str]:
    entry = theme_entry(theme.key)
    if not theme_text(theme):
        yield f"{theme_title(theme)}: der er ingen tekst."
    elif not theme.text and entry is not None:
        blanks = [field.label for field in entry.fields if not theme.fields.get(field.key, "").strip()]
        if blanks:
            yield f"{theme_title(theme)}: udfyld {join_words([f'»{label}«' for label in blanks])}."
