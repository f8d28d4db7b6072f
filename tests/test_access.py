"""Every URL × every role × own and other party. An address without an expectation here fails.

A line holds one letter a person, in the order of PEOPLE: `y` she gets the page (or may do it), `f` forbidden
(403), `n` the row does not exist for her (404). The first word is for a row of Bo's organisation in Anna's
municipality, the second for one of another organisation elsewhere. A page without a row has one word.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.models import (
    AgreementFile,
    CoverageExtension,
    Deviation,
    ImportBatch,
    PreparationStep,
    User,
)
from anvisning.actions.vacancies import NewVacancy, report_vacancy
from anvisning.models import Notice
from tests import contents
from tests import factories as make

PEOPLE = ("anna", "agreement_administrator", "bo", "carla", "dorte", "system_administrator")
ANSWERS = {"y": range(200, 400), "f": range(403, 404), "n": range(404, 405)}
TODAY = date(2026, 11, 19)


@dataclass(frozen=True)
class Expected:
    """What each person meets at an address; `row` names the object whose key the address takes.

    `more` is what the address takes besides the key.
    """

    own: str
    other: str = ""
    row: str = ""
    method: str = "get"
    more: tuple[object, ...] = ()


def page(own: str, method: str = "get") -> Expected:
    return Expected(own=own, method=method)


def row(name: str, own: str, other: str = "nnnnny", method: str = "get", more=()) -> Expected:
    return Expected(own=own, other=other, row=name, method=method, more=more)


def written(name: str) -> Expected:
    """A page on which the agreement administrator of the municipality writes."""
    return row(name, "fyfffy")


def done(name: str) -> Expected:
    """The same, done by a button."""
    return row(name, "fyfffy", method="post")


EXPECTED = {
    # the front door
    "dashboards:home": page("yyyyyy"),
    "dashboards:search": page("yyyyyy"),
    "dashboards:demo_file_list": page("nnnnnn"),
    "dashboards:demo_file": Expected("nnnnnn", row="file_name"),
    "style_guide": page("nnnnny"),
    "style_guide_chart": Expected("nnnnny", more=("linje", "svg")),
    "dashboards:calendar": page("yyyyyy"),
    "dashboards:calendar_renew": page("yyyyyy", method="post"),
    "dashboards:calendar_stop": page("yyyyyy", method="post"),
    "dashboards:what_holds_index": page("yyyyyy"),
    "dashboards:what_holds_export": page("yyyyyy"),
    "dashboards:what_holds": row("department", "yyynyy"),
    "dashboards:version_adopt_now": done("draft"),
    "dashboards:agreement_word": row("draft", "yyyyyy"),
    "dashboards:agreement_pdf": row("draft", "yyyyyy"),
    "dashboards:editor": written("draft"),
    "dashboards:editor_part": row("draft", "fyfffy", more=("terms",)),
    "dashboards:editor_piece": row("draft", "fyfffy", more=("staircases", (contents.STAIRCASE,))),
    "dashboards:editor_preview": row("draft", "fyfffy", more=("terms",)),
    # agreements
    "agreements:agreement_list": page("yyyyyy"),
    "agreements:agreement_detail": row("agreement", "yyyyyy"),
    "agreements:agreement_create": page("fyfffy"),
    "agreements:agreement_edit": written("agreement"),
    "agreements:agreement_renegotiation": written("agreement"),
    "agreements:agreement_terms": row("agreement", "yyyyyy"),
    "agreements:agreement_history": row("agreement", "yyyyyy"),
    "agreements:agreement_file": row("agreement", "yyyyyy"),
    "agreements:agreement_file_import": page("fyfffy"),
    "agreements:agreement_file_check": row("agreement_batch", "fyfnfy"),
    "agreements:agreement_file_store": row("agreement_batch", "fyfnfy", method="post"),
    "agreements:agreement_file_discard": row("agreement_batch", "fyfnfy", method="post"),
    "agreements:party_list": row("agreement", "yyyyyy"),
    "agreements:party_create": written("agreement"),
    "agreements:party_paste": written("agreement"),
    "agreements:party_invite_all": done("agreement"),
    "agreements:party_edit": written("party"),
    "agreements:party_leave": written("party"),
    "agreements:party_stay": done("party"),
    "agreements:party_remove": done("party"),
    "agreements:coverage": row("agreement", "yyyyyy"),
    "agreements:extension_create": written("agreement"),
    "agreements:extension_end": written("extension"),
    "agreements:amendment_create": written("agreement"),
    "agreements:version_list": row("agreement", "yyyyyy"),
    "agreements:version_detail": row("draft", "yyyyyy"),
    "agreements:version_terms": row("draft", "yyyyyy"),
    "agreements:version_edit": written("draft"),
    "agreements:version_discard": written("draft"),
    "agreements:version_adopt": row("draft", "yyyyyy"),
    "agreements:decision_create": written("draft"),
    "agreements:decision_edit": written("decision"),
    "agreements:preparation": row("agreement", "yyyyyy"),
    "agreements:preparation_begin": done("agreement"),
    "agreements:preparation_skip": done("agreement"),
    "agreements:preparation_step_create": written("agreement"),
    "agreements:preparation_step_edit": written("preparation_step"),
    "agreements:preparation_step_finish": done("preparation_step"),
    "agreements:preparation_step_move": done("preparation_step"),
    "agreements:preparation_step_remove": done("preparation_step"),
    "agreements:file_list": row("agreement", "yyyyyy"),
    "agreements:file_download": row("file", "yyyyyy"),
    "agreements:file_remove": done("file"),
    "agreements:deviation_list": page("yyyyyy"),
    "agreements:deviation_export": page("yyyyyy"),
    "agreements:deviation_create": written("agreement"),
    "agreements:deviation_detail": row("deviation", "yyynyy"),
    "agreements:deviation_end": row("deviation", "fyfnfy"),
    "agreements:deviation_cancel": row("deviation", "fyfnfy"),
    "agreements:department_list": page("yyyyyy"),
    "agreements:department_export": page("yyyyyy"),
    "agreements:organisation_list": page("yyyyyy"),
    "agreements:organisation_detail": row("organisation", "yyynyy"),
    "agreements:area_list": page("yyyyyy"),
    "agreements:register_import": page("fyfffy"),
    "agreements:register_template": page("fyfffy"),
    "agreements:register_preview": row("register_batch", "fyfnfy"),
    "agreements:register_store": row("register_batch", "fyfnfy", method="post"),
    "agreements:register_discard": row("register_batch", "fyfnfy", method="post"),
    # monitoring
    "monitoring:overview": page("yyyyyy"),
    "monitoring:overview_export": page("yyyyyy"),
    "monitoring:department_detail": row("department", "yyynyy"),
    "monitoring:placement_override": row("department", "fyfnfy"),
    "monitoring:placement_by_hand": row("placement", "yynnfy"),
    "monitoring:designation_list": page("yyffyy"),
    "monitoring:import_list": page("yyffyy"),
    "monitoring:import_create": page("yyfffy"),
    "monitoring:import_template": page("yyfffy"),
    "monitoring:import_preview": row("criteria_batch", "yyfnfy"),
    "monitoring:import_commit": row("criteria_batch", "yyfnfy", method="post"),
    "monitoring:import_discard": row("criteria_batch", "yyfnfy", method="post"),
    "monitoring:import_undo": row("criteria_batch", "yyfnfy", method="post"),
    "monitoring:run_list": page("yyffyy"),
    "monitoring:run_create": page("yyfffy"),
    "monitoring:run_detail": row("run", "yynnyy"),
    "monitoring:run_adopt": row("run", "fynnfy"),
    "monitoring:run_discard": row("run", "yynnfy", method="post"),
    # anvisning
    "anvisning:vacancy_list": page("yyyyyy"),
    "anvisning:vacancy_export": page("yyyyyy"),
    "anvisning:vacancy_create": page("ffyyfy"),
    "anvisning:vacancy_detail": row("vacancy", "yyynyy"),
    "anvisning:vacancy_import": page("ffyyfy"),
    "anvisning:vacancy_import_template": page("ffyyfy"),
    "anvisning:vacancy_import_preview": row("vacancy_batch", "ffynfy"),
    "anvisning:vacancy_import_commit": row("vacancy_batch", "ffynfy", method="post"),
    "anvisning:vacancy_import_discard": row("vacancy_batch", "ffynfy", method="post"),
    "anvisning:offer_list": page("yyyyyy"),
    "anvisning:offer_export": page("yyyyyy"),
    "anvisning:offer_detail": row("offer", "yyynyy"),
    "anvisning:offer_accept": row("offer", "yffnfy", method="post"),
    "anvisning:offer_decline": row("offer", "yffnfy", method="post"),
    "anvisning:offer_override": row("offer", "yffnfy", method="post"),
    "anvisning:quota_list": page("yyyyyy"),
    "anvisning:quota_export": page("yyyyyy"),
    "anvisning:quota_detail": row("department", "yyynyy"),
    "anvisning:notice_read": row("notice", "nnynny", method="post"),
}
OPEN_TO_ALL = {
    "login",
    "logout",
    "health",
    "login_elsewhere",
    "dashboards:public_criteria",
    "dashboards:calendar_feed",
}
HAS_ROWS = sorted(name for name, expected in EXPECTED.items() if expected.other)


ADMIN_LISTS = sorted(
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry
)


def every_url(patterns=None, namespace=""):
    """Yield the name of every address but the admin site's; its rows are walked in test_admin_reach.py."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
        elif pattern.namespace != "admin":
            yield from every_url(pattern.url_patterns, pattern.namespace or namespace)


@dataclass(frozen=True)
class Rows:
    """One row of each kind at one party: what the addresses are about."""

    department: object
    organisation: object
    agreement: object
    vacancy: object
    offer: object
    notice: object
    register_batch: ImportBatch
    criteria_batch: ImportBatch
    vacancy_batch: ImportBatch
    run: object
    placement: object
    agreement_batch: ImportBatch
    draft: object
    party: object
    decision: object
    preparation_step: object
    file: object
    deviation: object
    extension: object


def make_rows(version, department, reporter: User) -> Rows:
    """Report four vacancies, so that one is offered, and make one row of everything else."""
    vacancies = [
        report_vacancy(department=department, dwelling=dwelling(number), reported_by=reporter, today=TODAY)
        for number in range(1, 5)
    ]
    run = make.PlacementRunFactory(version=version, made_by=reporter)
    return Rows(
        department=department,
        organisation=department.organisation,
        agreement=version.agreement,
        vacancy=vacancies[3],
        offer=vacancies[3].offer,
        notice=Notice.objects.create(organisation=department.organisation, vacancy=vacancies[3], text="Nyt"),
        register_batch=batch(department, reporter, "register"),
        criteria_batch=batch(department, reporter, "criteria"),
        vacancy_batch=batch(department, reporter, "vacancies"),
        run=run,
        placement=make.PlacementFactory(
            department=department, step=None, version=version, run=run, status="proposed", **UNDECIDED
        ),
        agreement_batch=batch(department, reporter, "agreement"),
        **around_agreement(version, department, reporter),
    )


def around_agreement(version, department, reporter: User) -> dict[str, object]:
    """A draft amendment to the agreement, and a row of each kind that belongs to it."""
    agreement = version.agreement
    amendment = Amendment(from_date=date(2027, 3, 1), reason="Ny grænse")
    draft = begin_amendment(version=version, amendment=amendment)
    return {
        "draft": draft,
        "party": agreement.parties.get(organisation=department.organisation),
        "decision": make.DecisionFactory(version=draft),
        "preparation_step": PreparationStep.objects.create(
            agreement=agreement, order=1, title="Indkald alle"
        ),
        "file": AgreementFile.objects.create(
            agreement=agreement,
            title="Referat",
            file=ContentFile(b"%PDF-1.4", name="referat.pdf"),
            uploaded_by=reporter,
        ),
        "deviation": Deviation.objects.create(
            agreement=agreement,
            department=department,
            terms={"may_report": True},
            from_date=TODAY,
            to_date=date(2027, 1, 31),
            reason="Forsøg",
            decided_by="Styregruppen",
            registered_by=reporter,
        ),
        "extension": CoverageExtension.objects.create(
            agreement=agreement,
            from_date=TODAY,
            to_date=date(2027, 12, 31),
            decided_date=TODAY,
        ),
    }


UNDECIDED = {"from_date": None, "decided_by": None, "decided_at": None, "summary": ""}


def batch(department, reporter: User, kind: str) -> ImportBatch:
    return make.ImportBatchFactory(municipality=department.municipality, kind=kind, uploaded_by=reporter)


def dwelling(number: int) -> NewVacancy:
    return NewVacancy(
        address=f"Møllevang {number}",
        dwelling_type="family",
        rooms=2,
        area_m2=Decimal(58),
        rent=Decimal(4870),
        deposit=None,
        available_date=date(2027, 1, 1),
        reference="",
    )


@pytest.fixture
def own(world, bo, anna, agreement_administrator, carla, dorte, system_administrator) -> Rows:
    return make_rows(world.version, world.bo_department, bo)


@pytest.fixture
def other(own, world) -> Rows:
    """The same at an organisation in another municipality, with an agreement of its own."""
    version = make.adopted(make.version_with(agreement__municipality=world.elsewhere.municipality))
    make.AgreementPartyFactory(agreement=version.agreement, organisation=world.elsewhere.organisation)
    make.PlacementFactory(department=world.elsewhere, step=make.step_of(version, "groen"))
    return make_rows(version, world.elsewhere, make.UserFactory())


def answer(client, username: str, name: str, rows: Rows) -> int:
    """Return the status the person meets at the address for the party's row."""
    user = User.objects.get(
        username={"agreement_administrator": "maja", "system_administrator": "system"}.get(username, username)
    )
    client.force_login(user)
    return asked(client, name, rows).status_code


def asked(client, name: str, rows: Rows):
    expected = EXPECTED[name]
    arguments = list(expected.more) or ["proeve.xlsx"] * bool(expected.row)
    if expected.other:
        arguments = [getattr(rows, expected.row).pk, *expected.more]
    return getattr(client, expected.method)(reverse(name, args=arguments))


def test_every_address_has_an_expectation():
    names = set(every_url())

    assert names - set(EXPECTED) - OPEN_TO_ALL == set()
    assert set(EXPECTED) - names == set()


def met(client, person: str, rows: Rows, names) -> dict[str, str]:
    """Return, as a letter an address, what the person meets; what an address does is taken back again."""
    letters = {}
    for name in names:
        with transaction.atomic():
            status = answer(client, person, name, rows)
            transaction.set_rollback(True)
        letters[name] = next(
            (letter for letter, answers in ANSWERS.items() if status in answers), str(status)
        )
    return letters


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_meets_what_her_role_gives_her(client, own, person):
    place = PEOPLE.index(person)

    assert met(client, person, own, EXPECTED) == {name: each.own[place] for name, each in EXPECTED.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_another_partys_row_does_not_exist(client, other, person):
    place = PEOPLE.index(person)

    assert met(client, person, other, HAS_ROWS) == {name: EXPECTED[name].other[place] for name in HAS_ROWS}


@pytest.mark.parametrize("person", ["anna", "bo", "carla", "dorte"])
def test_the_admin_site_is_closed_to_all_but_those_who_set_agreements_up(client, own, person):
    client.force_login(User.objects.get(username=person))

    reached = {name: client.get(reverse(name)).url.split("?")[0] for name in ("admin:index", *ADMIN_LISTS)}

    assert set(reached.values()) == {"/administration/login/"}


@pytest.mark.parametrize("username", ["maja", "system"])
def test_those_who_set_agreements_up_get_in(client, own, username):
    client.force_login(User.objects.get(username=username))

    reached = {name: client.get(reverse(name)).status_code for name in ("admin:index", *ADMIN_LISTS)}

    assert set(reached.values()) == {200}


def test_nobody_gets_in_without_logging_in(client, own):
    answers = {name: asked(client, name, own) for name in EXPECTED}

    assert {name: each.status_code for name, each in answers.items()} == dict.fromkeys(EXPECTED, 302)
    assert {each.url.split("?")[0] for each in answers.values()} == {"/log-ind/"}
