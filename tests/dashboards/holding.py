"""Situations for the pages that say what holds (an amendment, a listed area), and the page as it is read."""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from agreements.actions.content import store_content
from agreements.content.cooperation import Contact, Cooperation
from agreements.content.criteria import CriteriaSet, Criterion, Exemptions
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms, ClaimOrder, Fleksibel
from agreements.models import AgreementVersion, Area, AreaListing, AreaMembership, Department
from agreements.terms import Claim, CriteriaKind, FleksibelMode, HouseholdTest
from tests import contents
from tests import factories as make

TODAY = date(2026, 11, 19)
COUNCILS = CriteriaSet(
    key="obligatoriske",
    name="Kommunalbestyrelsens kriterier",
    kind=CriteriaKind.obligatory,
    criteria=(
        Criterion(
            key="arbejde",
            kind="job",
            parameters={"hours": Decimal(30)},
            household=HouseholdTest.all_adults,
            documentation="Ansættelseskontrakt og tre lønsedler.",
        ),
    ),
    exemptions=Exemptions(internal_same_department=True),
    documentation_days=5,
    announced_date=date(2025, 2, 1),
)


def rich_content(**terms) -> Content:
    """The tests' agreement with contacts, an order of claims and the council's criteria as well."""
    plain = contents.agreed()
    agreed = AgreedTerms(
        counting=contents.COUNTING,
        deadline=contents.DEADLINE,
        claim_order=ClaimOrder(
            claims=(Claim.anvisning, Claim.internal_department, Claim.waiting_list), clause="§ 6"
        ),
        **terms,
    )
    contact = Contact(name="Anna Holm", role="boligkoordinator", phone="12 34 56 78")
    return plain.model_copy(
        update={
            "terms": agreed,
            "criteria_sets": (contents.CRITERIA, COUNCILS),
            "cooperation": Cooperation(contacts=(contact,)),
        }
    )


def amended(version: AgreementVersion, content: Content, *, from_date: date) -> AgreementVersion:
    """The agreement's next version, adopted, as an amendment from a day."""
    AgreementVersion.objects.filter(pk=version.pk).update(to_date=from_date - timedelta(days=1))
    draft = make.AgreementVersionFactory(
        agreement=version.agreement,
        number=version.number + 1,
        from_date=from_date,
        reason="Kvoten sænkes i grønne afdelinger",
    )
    store_content(version=draft, content=content)
    return make.adopted(draft, on=from_date - timedelta(days=20))


def listed_area(
    department: Department,
    *categories: str,
    plan_from: date | None = None,
    name: str = "Fjordparken",
) -> Area:
    """An area with the department in it, on the lists since 1 December 2024."""
    area = Area.objects.create(
        municipality=department.municipality, name=name, development_plan_from=plan_from
    )
    AreaMembership.objects.create(area=area, department=department, from_date=date(2020, 1, 1))
    for category in categories:
        AreaListing.objects.create(
            area=area,
            category=category,
            from_date=date(2024, 12, 1),
            source="Ministeriets liste 1. december 2024",
        )
    return area


def agree(world, *steps, from_date=date(2026, 1, 1), **changes):
    """Let an amendment say something else from 1 January 2026."""
    content = contents.agreed(*steps).model_copy(update=changes) if steps or changes else rich_content()
    return amended(world.version, content, from_date=from_date)


def with_green(world, **changes):
    """Let the green step, where Bo's department stands, say something else from 1 January 2026."""
    return agree(world, contents.red(), contents.yellow(), contents.green(**changes))


def let(*, mode=FleksibelMode.optional, share, share_is_most=False):
    return Fleksibel(
        mode=mode, share=Decimal(share), share_is_most=share_is_most, criteria_set=contents.CRITERIA.key
    )


def words_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page(client, department, **query) -> str:
    response = client.get(reverse("dashboards:what_holds", args=[department.pk]), query)
    assert response.status_code == 200
    return words_of(response)
