"""Every closed list has a Danish word for each member, here or on a model, and no word stands for two."""

from enum import StrEnum
from inspect import getmembers, isclass
from typing import get_args

import pytest
from django.apps import apps

from agreements import terms
from agreements.content.rules import Rule
from agreements.content.terms import Quota
from agreements.wording import lists
from udlejning.lib.comparison import Operator

ENUMS = [
    Operator,
    *(
        value
        for _, value in getmembers(terms, isclass)
        if issubclass(value, StrEnum) and value is not StrEnum
    ),
]
LISTS = {name: value for name, value in vars(lists).items() if name.isupper() and isinstance(value, dict)}
ON_MODELS = [
    dict(field.flatchoices)
    for model in apps.get_models()
    for field in model._meta.fields
    if field.flatchoices
]


def members_of(union, discriminator):
    return {member.model_fields[discriminator].default for member in get_args(get_args(union)[0])}


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_member_of_every_closed_list_has_a_word(enum):
    assert [words for words in (*LISTS.values(), *ON_MODELS) if set(words) == set(enum)] != []


@pytest.mark.parametrize("name", LISTS)
def test_no_word_is_empty_or_stands_for_two_members(name):
    words = list(LISTS[name].values())

    assert all(words)
    assert len(set(words)) == len(words)


def test_every_type_of_rule_and_mode_of_quota_has_a_word():
    assert set(lists.RULE_TYPES) == members_of(Rule, "type")
    assert set(lists.QUOTA_MODES) == members_of(Quota, "mode")


def test_a_select_gets_stored_values_with_their_words_in_order():
    assert lists.choices(lists.FLEKSIBEL_MODES) == [
        ("none", "ingen"),
        ("optional", "mulig"),
        ("required", "krævet"),
    ]


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a eller b"), (["a", "b", "c"], "a, b eller c")]
)
def test_a_choice_between_words_is_said_with_eller(words, said):
    assert lists.either(words) == said


@pytest.mark.parametrize(("name", "said"), [("Dømte", "dømte"), ("LBF-tal", "LBF-tal"), ("", "")])
def test_a_name_begins_with_a_small_letter_inside_a_sentence(name, said):
    assert lists.inside(name) == said


@pytest.mark.parametrize(
    ("text", "said"), [("Send det. ", "Send det."), ("Send det", "Send det."), ("  ", "")]
)
def test_what_people_wrote_ends_with_one_full_stop(text, said):
    assert lists.ended(text) == said
