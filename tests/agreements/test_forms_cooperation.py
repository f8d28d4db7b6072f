"""Forms over the cooperation: rows that grow and shrink, and what is stored is what was shown."""

import pytest

from agreements.content.cooperation import Contact, Delivery, Forum, Member
from agreements.content.document import Content
from agreements.forms.cooperation import ContactsForm, DeliveryForm, ForumForm
from agreements.terms import ForumLevel
from tests.agreements.form_posts import draft_of, faults_of, untouched
from tests.agreements.said_in_examples import contents_of_examples, every

ANNA = Contact(
    name="Anna Holm", role="boligkoordinator", phone="12 34 56 78", email="anna@x.example", stands_in="Per"
)
CONTACTS = {"two": (ANNA, Contact(name="Vagten")), "none": ()} | {
    name: content.cooperation.contacts
    for name, content in contents_of_examples().items()
    if content.cooperation is not None
}
FORUM = Forum(
    key="boligforum",
    name="Boligforum",
    level=ForumLevel.officials,
    members=(
        Member(name="Udlejningschefen, Lind Bolig", party="Lind Bolig", is_chair=True),
        Member(name="Anna Holm"),
    ),
    meetings_a_year=4,
    rhythm="første torsdag",
    tasks="Drøfter kvoten.\nIndstiller.",
)
BARE = Forum(key="bar", name="Bar", level=ForumLevel.political)
FORUMS = {"full": FORUM, "bare": BARE, **every("cooperation.forums")}
DELIVERY = Delivery(
    key="tal",
    what="Nøgletal",
    delivered_by="Kommunen",
    delivered_to="Parterne",
    when="1. februar",
    indicators=("residents", "no_longer_there"),
)
DELIVERIES = {"full": DELIVERY, **every("cooperation.deliveries")}


def contacts_form(said=(ANNA,), **changes):
    return ContactsForm(untouched(ContactsForm(None, said=said), **changes), said=said)


def forum_form(said=FORUM, **changes):
    return ForumForm(untouched(ForumForm(None, said=said), **changes), said=said)


@pytest.mark.parametrize("said", CONTACTS.values(), ids=CONTACTS)
def test_contacts_are_stored_as_they_were_shown(said):
    form = contacts_form(said)

    assert faults_of(form) == {}
    assert form.contacts() == said


@pytest.mark.parametrize("said", FORUMS.values(), ids=FORUMS)
def test_a_forum_is_stored_as_it_was_shown(said):
    form = forum_form(said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


@pytest.mark.parametrize("said", DELIVERIES.values(), ids=DELIVERIES)
def test_a_delivery_is_stored_as_it_was_shown(said):
    draft = draft_of(Content())
    form = DeliveryForm(untouched(DeliveryForm(None, draft=draft, said=said)), draft=draft, said=said)

    assert faults_of(form) == {}
    assert sorted(form.piece(said.key).indicators) == sorted(said.indicators)
    assert form.piece(said.key) == said.model_copy(update={"indicators": form.piece(said.key).indicators})


def test_a_row_is_added_in_the_empty_one():
    form = contacts_form(**{"kontakt-1-name": "Vagten", "kontakt-1-phone": "11"})

    assert form.is_valid()
    assert form.contacts() == (ANNA, Contact(name="Vagten", phone="11"))


def test_a_row_that_is_emptied_is_gone():
    emptied = {f"medlem-0-{name}": None for name in ("name", "party", "is_chair")}

    form = forum_form(**emptied | {"medlem-0-name": ""})

    assert form.is_valid()
    assert form.piece("boligforum").members == FORUM.members[1:]


def test_a_row_without_a_name_is_said():
    form = forum_form(**{"medlem-2-party": "Strandbo"})

    assert not form.is_valid()
    assert faults_of(form) == {"medlem-2-name": "Skriv navnet eller posten."}


def test_a_contact_without_a_name_is_said():
    form = contacts_form((), **{"kontakt-0-phone": "12 34 56 78"})

    assert not form.is_valid()
    assert faults_of(form) == {"kontakt-0-name": "Skriv, hvem det er."}


def test_more_rows_keep_what_was_typed():
    form = forum_form(**{"medlem-2-name": "Bo Lund", "flere": "medlem"})

    assert not form.is_valid()
    assert form.errors == {}
    assert form["medlem-2-name"].value() == "Bo Lund"
    assert "medlem-4-name" in form.fields


def test_a_new_forum_stands_at_the_level_it_was_asked_for():
    assert ForumForm(None, level=ForumLevel.practice)["level"].value() == "practice"


def test_a_forum_meets_once_a_day_at_most():
    form = forum_form(meetings_a_year="366")

    assert not form.is_valid()
    assert list(form.errors) == ["meetings_a_year"]
