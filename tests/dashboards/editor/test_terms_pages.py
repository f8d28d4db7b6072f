"""The editor's pages of terms: what is stored and what is not, and special terms."""

from agreements.content.terms import EveryNthQuota, NoQuota, Terms
from agreements.terms import Allocation
from tests.dashboards.editing import STAIRCASES, TERMS, address, pressed, said_by, saved, text_of


def test_what_is_typed_is_stored_and_one_stays_at_the_part(maja, draft):
    response = saved(maja, draft, TERMS, quota_mode="every_nth", quota_n="8")

    assert response.url == address(draft, TERMS)
    assert said_by(draft).terms.everywhere.quota == EveryNthQuota(n=8)


def test_one_can_save_and_go_on_to_the_next_part(maja, draft):
    response = saved(maja, draft, TERMS, quota_mode="none", videre="1")

    assert response.url == address(draft, STAIRCASES)
    assert said_by(draft).terms.everywhere.quota == NoQuota()


def test_faults_are_told_and_nothing_is_half_saved(maja, draft):
    before = said_by(draft)

    response = saved(
        maja,
        draft,
        TERMS,
        quota_mode="share",
        quota_share="en fjerdedel",
        deadline_days="7",
        adjustment="Årligt",
    )

    assert response.status_code == 200
    assert "Der er noget, der skal rettes" in text_of(response)
    assert 'value="en fjerdedel"' in text_of(response)
    assert said_by(draft) == before


def test_special_terms_are_added_changed_moved_and_taken_out(maja, draft):
    youth = {"name": "Ungdomsboliger", "dwelling_types": ["youth"], "quota_mode": "none"}
    saved(maja, draft, TERMS, "nye-saerlige", **youth)
    saved(maja, draft, TERMS, "nye-saerlige", **{**youth, "dwelling_types": ["elderly"]})
    saved(maja, draft, TERMS, "ungdomsboliger_2", name="Ældreboliger", may_allocate="no")
    pressed(maja, draft, TERMS, op="ungdomsboliger_2")
    pressed(maja, draft, TERMS, fjern="ungdomsboliger")

    (left,) = said_by(draft).terms.special
    assert (left.key, left.name) == ("ungdomsboliger_2", "Ældreboliger")
    assert left.terms == Terms(quota=NoQuota(), may_allocate=Allocation.no)


def test_special_terms_name_departments_of_any_organisation(maja, draft, world):
    keys = sorted([world.bo_department.lbf_key, world.carla_department.lbf_key])

    saved(maja, draft, TERMS, "nye-saerlige", name="To steder", departments=keys, may_report="no")

    (special,) = said_by(draft).terms.special
    assert sorted(special.departments) == keys
