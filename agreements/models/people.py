"""The people who log in, and what each is at which party."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from agreements.access import MUNICIPAL_ROLES, Access, Role, RoleAt
from agreements.models.parties import HousingOrganisation, Municipality
from udlejning.lib.trail import recorded


@recorded(exclude=["password", "last_login", "calendar_key"])
class User(AbstractUser):
    """A person with a login. What she may see and do follows from her memberships."""

    calendar_key = models.UUIDField(
        "nøgle til kalenderen", null=True, blank=True, unique=True, editable=False
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "bruger"
        verbose_name_plural = "brugere"

    @cached_property
    def access(self) -> Access:
        """The person's memberships, read once per request."""
        roles = self.memberships.values_list("role", "municipality_id", "organisation_id")
        return Access(
            is_system_administrator=self.is_superuser,
            roles=tuple(
                RoleAt(Role(role), municipality, organisation) for role, municipality, organisation in roles
            ),
        )


class RoleChoice(models.TextChoices):
    ALLOCATION_OFFICER = Role.allocation_officer.value, "medarbejder i boliganvisningen"
    AGREEMENT_ADMINISTRATOR = Role.agreement_administrator.value, "aftaleadministrator"
    ORGANISATION_STAFF = Role.organisation_staff.value, "medarbejder i boligorganisation"
    READER = Role.reader.value, "læser (politiker eller ledelse)"


@recorded()
class Membership(models.Model):
    """What a person is at one party: a municipality or a housing organisation."""

    user = models.ForeignKey(
        User, verbose_name="bruger", on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField("rolle", max_length=30, choices=RoleChoice.choices)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="kommune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Udfyldes for kommunens medarbejdere og for politikere.",
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Udfyldes for boligorganisationens medarbejdere og bestyrelse.",
    )

    class Meta:
        verbose_name = "tilknytning"
        verbose_name_plural = "tilknytninger"
        constraints = [
            models.CheckConstraint(
                name="membership_at_exactly_one_party",
                condition=Q(municipality__isnull=False, organisation__isnull=True)
                | Q(municipality__isnull=True, organisation__isnull=False),
                violation_error_message="Vælg enten en kommune eller en boligorganisation, ikke begge.",
            ),
            models.CheckConstraint(
                name="membership_role_fits_party",
                condition=Q(role=Role.reader.value)
                | Q(role__in=sorted(MUNICIPAL_ROLES), municipality__isnull=False)
                | Q(role=Role.organisation_staff.value, organisation__isnull=False),
                violation_error_message="Rollen passer ikke til parten: kommunens roller kræver en kommune, "
                "organisationens en boligorganisation.",
            ),
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "role", "municipality", "organisation"],
                nulls_distinct=False,
                violation_error_message="Brugeren har allerede den rolle hos parten.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
