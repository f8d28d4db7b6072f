"""PURE: which decisions a version of an agreement needs before it can come into force, and which are missing.

The council and each organisation's board decide, unless the agreement has given someone else the mandate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.terms import DecidingBody, DecisionOutcome


def lets_in_force(outcome: DecisionOutcome, *, condition_is_met: bool) -> bool:
    """Return whether a decision lets a version come into force for those who made it."""
    conditional = outcome is DecisionOutcome.conditional and condition_is_met
    return outcome is DecisionOutcome.approved or conditional


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was made. `organisation` is the id whose board it was, None for the municipality's.

    `condition_is_met` says whether what it was made conditional on has come about.
    """

    body: DecidingBody
    organisation: int | None
    outcome: DecisionOutcome
    condition_is_met: bool = False

    @property
    def lets_in_force(self) -> bool:
        """Return whether the decision lets the version come into force for those who made it."""
        return lets_in_force(self.outcome, condition_is_met=self.condition_is_met)


@dataclass(frozen=True, slots=True)
class Needed:
    """A decision that the version needs: whose, and the latest one made, None where there is none yet."""

    body: DecidingBody
    organisation: int | None
    latest: Made | None

    @property
    def is_in(self) -> bool:
        return self.latest is not None and self.latest.lets_in_force


@dataclass(frozen=True, slots=True)
class Chain:
    """Every decision that is needed: the municipality's first, then each party's."""

    needed: tuple[Needed, ...]

    @property
    def missing(self) -> tuple[Needed, ...]:
        return tuple(each for each in self.needed if not each.is_in)

    @property
    def is_complete(self) -> bool:
        """Return whether everyone who must decide has let it come into force."""
        return not self.missing

    @property
    def can_be_partial(self) -> bool:
        """Return whether it can come into force for some: the municipality, and at least one party."""
        municipal = [each for each in self.needed if each.organisation is None]
        boards = [each for each in self.needed if each.organisation is not None]
        return all(each.is_in for each in municipal) and any(each.is_in for each in boards)


def chain_of(
    *, made: Sequence[Made], parties: Sequence[int], needs_council: bool, needs_boards: bool
) -> Chain:
    """Return the decisions needed, each with the latest that was made; `made` is in the order of time.

    Where the council need not decide, a committee with the mandate decides in its place. Boards that need
    not decide are left out.
    """
    municipal = DecidingBody.council if needs_council else DecidingBody.committee
    bodies: list[tuple[DecidingBody, int | None]] = [(municipal, None)]
    if needs_boards:
        bodies += [(DecidingBody.board, party) for party in parties]
    return Chain(tuple(Needed(body, party, _latest(made, body, party)) for body, party in bodies))


def _latest(made: Sequence[Made], body: DecidingBody, organisation: int | None) -> Made | None:
    own = [each for each in made if each.body is body and each.organisation == organisation]
    return own[-1] if own else None
