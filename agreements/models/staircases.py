"""The staircase of a version: its steps with rules (indicator, operator, threshold) and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from agreements.models.agreement import AgreementVersion
from agreements.terms import FleksibelMode, ShieldedQuota, StepColour
from udlejning.lib.comparison import Operator
from udlejning.lib.locks import LockedWhere
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class StepColourChoice(models.TextChoices):
    RED = StepColour.red.value, "rød"
    ORANGE = StepColour.orange.value, "orange"
    YELLOW = StepColour.yellow.value, "gul"
    GREEN = StepColour.green.value, "grøn"


class FleksibelModeChoice(models.TextChoices):
    NONE = FleksibelMode.none.value, "ingen"
    OPTIONAL = FleksibelMode.optional.value, "mulig"
    REQUIRED = FleksibelMode.required.value, "krævet"


class ShieldedQuotaChoice(models.TextChoices):
    LAPSES = ShieldedQuota.lapses.value, "bortfalder: boligerne tæller ikke med i kvoten"
    OWED = ShieldedQuota.owed.value, "skyldes: kommunens ture gives senere, når der igen må indmeldes"


class OperatorChoice(models.TextChoices):
    ABOVE = Operator.above.value, "over (>)"
    AT_LEAST = Operator.at_least.value, "mindst (≥)"
    BELOW = Operator.below.value, "under (<)"
    AT_MOST = Operator.at_most.value, "højst (≤)"


class IndicatorUnit(models.TextChoices):
    PERCENT = "percent", "procent"
    COUNT = "count", "antal"
    INDEX = "index", "procent af regionen"
    MONEY = "money", "kroner"


class Indicator(models.Model):
    """A key figure per department: its name, unit and what it is measured on. The register is seeded."""

    key = models.SlugField("nøgle", max_length=60, unique=True)
    name = models.CharField("navn", max_length=120)
    unit = models.CharField("enhed", max_length=10, choices=IndicatorUnit.choices)
    population = models.CharField("opgjort for", max_length=200, blank=True)
    source = models.CharField("kilde", max_length=200, blank=True)
    label_fragments = models.JSONField(
        "kendes på",
        default=list,
        blank=True,
        help_text="Ord i en kolonneoverskrift, som viser, at kolonnen er dette nøgletal.",
    )
    order = models.PositiveSmallIntegerField("rækkefølge", default=100)

    class Meta:
        verbose_name = "nøgletal"
        verbose_name_plural = "nøgletal"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name


class StaircaseQuerySet(models.QuerySet["Staircase"]):
    def visible_to(self, user: User) -> StaircaseQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(user))


@recorded()
class Staircase(models.Model):
    """The ordered steps of one agreement version."""

    version = models.OneToOneField(
        AgreementVersion, verbose_name="version", on_delete=models.CASCADE, related_name="staircase"
    )
    name = models.CharField("navn", max_length=100, default="Trappen")

    objects = StaircaseQuerySet.as_manager()

    class Meta:
        verbose_name = "trappe"
        verbose_name_plural = "trapper"
        triggers = [
            LockedWhere(
                name="staircase_locked_with_version",
                found="SELECT 1 FROM agreements_agreementversion v "
                "WHERE v.id = {row}.version_id AND v.status = 'adopted'",
            )
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class Step(models.Model):
    """One level of the staircase: the rule that leads to it and the terms that follow from it."""

    staircase = models.ForeignKey(
        Staircase, verbose_name="trappe", on_delete=models.CASCADE, related_name="steps"
    )
    order = models.PositiveSmallIntegerField(
        "rækkefølge",
        help_text="Trinnene prøves i denne orden, det strengeste først. Det første, der passer, gælder.",
    )
    name = models.CharField("navn", max_length=40, help_text="Fx rød.")
    colour = models.CharField("farve", max_length=10, choices=StepColourChoice.choices)
    required_conditions = models.PositiveSmallIntegerField(
        "så mange betingelser skal være opfyldt",
        default=1,
        help_text="Fx 1 af 1, 2 af 4. Trinnet uden betingelser får resten og skal stå sidst.",
    )
    may_report = models.BooleanField("afdelingen må melde boliger ind")
    may_allocate = models.BooleanField("kommunen må anvise hertil")
    quota_share = models.DecimalField(
        "kommunens andel (pct. af ledige boliger)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Fx 25 for hver fjerde bolig, 12,5 for hver ottende.",
    )
    shielded_quota = models.CharField(
        "kvoten, når trinnet ikke må melde ind", max_length=10, choices=ShieldedQuotaChoice.choices
    )
    fleksibel_mode = models.CharField(
        "fleksibel udlejning", max_length=10, choices=FleksibelModeChoice.choices
    )
    fleksibel_share = models.DecimalField(
        "andel, der udlejes fleksibelt (pct.)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    clause = models.CharField("klausul", max_length=40, blank=True, help_text="Hvor det står, fx § 4.2.")

    class Meta:
        verbose_name = "trin"
        verbose_name_plural = "trin"
        ordering = ["staircase", "order"]
        constraints = [
            models.UniqueConstraint(
                name="step_order_once",
                fields=["staircase", "order"],
                violation_error_message="Trappen har allerede et trin med den rækkefølge.",
            ),
            models.UniqueConstraint(
                name="step_name_once",
                fields=["staircase", "name"],
                violation_error_message="Trappen har allerede et trin med det navn.",
            ),
            models.CheckConstraint(
                name="step_quota_share_percent",
                condition=Q(quota_share__gte=0, quota_share__lte=100),
                violation_error_message="Kommunens andel skal ligge mellem 0 og 100 pct.",
            ),
            models.CheckConstraint(
                name="step_fleksibel_share_with_mode",
                condition=Q(fleksibel_share__isnull=True)
                | (Q(fleksibel_share__gte=0, fleksibel_share__lte=100) & ~Q(fleksibel_mode="none")),
                violation_error_message="Andelen skal ligge mellem 0 og 100 pct., "
                "og fleksibel udlejning skal være mulig eller krævet.",
            ),
            models.CheckConstraint(
                name="step_shares_within_hundred",
                condition=Q(fleksibel_share__isnull=True)
                | Q(quota_share__lte=100 - models.F("fleksibel_share")),
                violation_error_message="Kommunens andel og den fleksible andel kan ikke "
                "give mere end 100 pct.",
            ),
        ]
        triggers = [
            LockedWhere(
                name="step_locked_with_version",
                found="SELECT 1 FROM agreements_staircase s JOIN agreements_agreementversion v "
                "ON v.id = s.version_id WHERE s.id = {row}.staircase_id AND v.status = 'adopted'",
            )
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class StepCondition(models.Model):
    """One condition of a step's rule: an indicator, an operator and a threshold."""

    step = models.ForeignKey(Step, verbose_name="trin", on_delete=models.CASCADE, related_name="conditions")
    indicator = models.ForeignKey(
        Indicator, verbose_name="nøgletal", on_delete=models.PROTECT, related_name="conditions"
    )
    operator = models.CharField("er", max_length=10, choices=OperatorChoice.choices)
    threshold = models.DecimalField("grænseværdi", max_digits=14, decimal_places=4)
    is_precondition = models.BooleanField(
        "forudsætning",
        default=False,
        help_text="Skal altid være opfyldt, ud over det antal betingelser trinnet kræver.",
    )

    class Meta:
        verbose_name = "betingelse"
        verbose_name_plural = "betingelser"
        ordering = ["step", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="condition_once",
                fields=["step", "indicator", "operator"],
                violation_error_message="Trinnet har allerede en betingelse med det nøgletal.",
            )
        ]
        triggers = [
            LockedWhere(
                name="condition_locked_with_version",
                found="SELECT 1 FROM agreements_step t JOIN agreements_staircase s ON s.id = t.staircase_id "
                "JOIN agreements_agreementversion v ON v.id = s.version_id "
                "WHERE t.id = {row}.step_id AND v.status = 'adopted'",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.get_operator_display()} {self.threshold.normalize():f}"
