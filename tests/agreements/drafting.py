"""The agreement and the amendment that the tests of drafts begin."""

from dataclasses import replace
from datetime import date

from agreements.actions.agreements import Amendment
from agreements.actions.amendments import create_amendment
from agreements.actions.drafts import Head, NewAgreement
from agreements.terms import AgreementKind

HEAD = Head(
    name="Fælles udlejningsaftale 2028–2031",
    from_date=date(2028, 1, 1),
    to_date=date(2031, 12, 31),
    includes_fleksibel_udlejning=True,
)
AMENDMENT = Amendment(from_date=date(2027, 1, 1), reason="Kvoten på gult sænkes")


def new(municipality, *, kind=AgreementKind.framework, organisation=None, **changes):
    return NewAgreement(municipality, kind, organisation, replace(HEAD, **changes))


def begun(world, **fields):
    return create_amendment(agreement=world.version.agreement, amendment=replace(AMENDMENT, **fields))
