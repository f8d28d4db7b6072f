"""Writes what stood in columns (terms, steps, conditions) as the content of each version, and back again."""

from django.db import migrations

MAIN_STAIRCASE = "trappen"
SHAPES = {"red": "diamond", "orange": "square", "yellow": "triangle", "green": "circle"}

# The trail's rows from before the change are given what the rows themselves were given.
MOVE_TRAIL = (
    "UPDATE agreements_staircaseevent e SET key = s.key, municipality_id = s.municipality_id "
    "FROM agreements_staircase s WHERE s.id = e.pgh_obj_id",
    "DELETE FROM agreements_staircaseevent WHERE municipality_id IS NULL",
    "UPDATE agreements_stepevent e SET key = s.key, shape = s.shape, version_id = s.version_id, "
    "staircase_id = s.staircase_id FROM agreements_step s WHERE s.id = e.pgh_obj_id",
    "DELETE FROM agreements_stepevent WHERE version_id IS NULL",
)
# The trail's rows from after the change have nothing in the old columns, which must be filled again.
FILL_TRAIL = (
    "UPDATE agreements_agreementversionevent SET answer_days = 1, answer_day_kind = 'calendar', "
    "counter_start = 'agreement_start', returned_offers_count = true, quota_dwelling_types = '{family}' "
    "WHERE answer_days IS NULL",
    "UPDATE agreements_stepevent SET may_report = false, may_allocate = false, quota_share = 0, "
    "shielded_quota = 'lapses', fleksibel_mode = 'none' WHERE may_report IS NULL",
    "DELETE FROM agreements_staircaseevent WHERE version_id IS NULL",
)


def key_of(name):
    """Return a name as a key: small ASCII letters, digits and underscores."""
    plain = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    key = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in plain).strip("_")
    return key[:60] or "trin"


def plain(number):
    return format(number.normalize(), "f")


def condition_of(row):
    return {"indicator": row.indicator.key, "operator": row.operator, "threshold": plain(row.threshold)}


def rules_of(step):
    conditions = list(step.conditions.select_related("indicator").order_by("pk"))
    counted = [condition_of(row) for row in conditions if not row.is_precondition]
    gates = [condition_of(row) for row in conditions if row.is_precondition]
    if not conditions:
        return []
    if len(counted) == 1 and not gates:
        return [{"type": "indicator", "condition": counted[0]}]
    return [
        {
            "type": "k_of_n",
            "required": step.required_conditions,
            "conditions": counted or gates,
            "preconditions": gates if counted else [],
        }
    ]


def fleksibel_of(step):
    said = {"mode": step.fleksibel_mode}
    if step.fleksibel_share is not None:
        said["share"] = plain(step.fleksibel_share)
    return said


def step_of(step):
    return {
        "key": key_of(step.name),
        "name": step.name,
        "colour": step.colour,
        "shape": SHAPES.get(step.colour, "circle"),
        "rules": rules_of(step),
        "terms": {
            "may_report": step.may_report,
            "may_allocate": "yes" if step.may_allocate else "no",
            "quota": {"mode": "share", "share": plain(step.quota_share)},
            "when_shielded": step.shielded_quota,
            "fleksibel": fleksibel_of(step),
            "clause": step.clause,
        },
    }


def terms_of(version):
    return {
        "counting": {
            "dwelling_types": version.quota_dwelling_types,
            "start": version.counter_start,
            "returned_counts": version.returned_offers_count,
            "clause": version.quota_clause,
        },
        "deadline": {
            "answer_days": version.answer_days,
            "day_kind": version.answer_day_kind,
            "clause": version.answer_clause,
        },
    }


def write(apps, schema_editor):
    get = apps.get_model
    version_model, staircase_model = get("agreements", "AgreementVersion"), get("agreements", "Staircase")
    get("agreements", "AgreementParty").objects.filter(agreement__status="adopted").update(status="joined")
    kept = {}
    for version in version_model.objects.select_related("agreement").order_by("pk"):
        content = {"schema_version": 1, "terms": terms_of(version)}
        staircase = staircase_model.objects.filter(version=version).first()
        if staircase is not None:
            steps = list(staircase.steps.order_by("order"))
            content["staircases"] = [
                {"key": MAIN_STAIRCASE, "name": staircase.name, "steps": [step_of(step) for step in steps]}
            ]
            main = kept.setdefault(version.agreement.municipality_id, staircase)
            main.municipality_id, main.key, main.order = version.agreement.municipality_id, MAIN_STAIRCASE, 1
            main.version = None
            main.save(update_fields=["municipality", "key", "order", "version"])
            for step in steps:
                step.version, step.staircase, step.key = version, main, key_of(step.name)
                step.shape = SHAPES.get(step.colour, "circle")
                step.save(update_fields=["version", "staircase", "key", "shape"])
        version.content = content
        version.save(update_fields=["content"])
    staircase_model.objects.exclude(pk__in=[row.pk for row in kept.values()]).delete()
    for statement in MOVE_TRAIL:
        schema_editor.execute(statement)


def unwrite(apps, schema_editor):
    """Give each version its own staircase row again. The columns themselves come back with their defaults."""
    get = apps.get_model
    staircase_model, condition_model = get("agreements", "Staircase"), get("agreements", "StepCondition")
    indicators = {row.key: row for row in get("agreements", "Indicator").objects.all()}
    for version in get("agreements", "AgreementVersion").objects.order_by("pk"):
        unwrite_terms(version)
        for said in version.content.get("staircases", [])[:1]:
            staircase = staircase_model.objects.create(version=version, name=said["name"], key=said["key"])
            for step in version.steps.filter(staircase__key=said["key"]):
                own = next(each for each in said["steps"] if each["key"] == step.key)
                step.staircase = staircase
                unwrite_step(step, own)
                for gate, condition in conditions_in(own):
                    condition_model.objects.create(
                        step=step,
                        indicator=indicators[condition["indicator"]],
                        operator=condition["operator"],
                        threshold=condition["threshold"],
                        is_precondition=gate,
                    )
    staircase_model.objects.filter(version=None).delete()
    for statement in FILL_TRAIL:
        schema_editor.execute(statement)


def unwrite_terms(version):
    counting, deadline = version.content["terms"]["counting"], version.content["terms"]["deadline"]
    version.quota_dwelling_types, version.counter_start = counting["dwelling_types"], counting["start"]
    version.returned_offers_count = counting["returned_counts"]
    version.quota_clause, version.answer_clause = counting["clause"], deadline["clause"]
    version.answer_days, version.answer_day_kind = deadline["answer_days"], deadline["day_kind"]
    version.save()


def unwrite_step(step, said):
    terms = said["terms"]
    step.may_report, step.may_allocate = terms["may_report"], terms["may_allocate"] == "yes"
    step.quota_share, step.shielded_quota = terms["quota"]["share"], terms["when_shielded"]
    step.fleksibel_mode = terms["fleksibel"]["mode"]
    step.fleksibel_share = terms["fleksibel"].get("share")
    step.clause = terms["clause"]
    step.required_conditions = next((rule.get("required", 1) for rule in said["rules"]), 1)
    step.save()


def conditions_in(said):
    for rule in said["rules"][:1]:
        if rule["type"] == "indicator":
            yield False, rule["condition"]
        for condition in rule.get("conditions", []):
            yield False, condition
        for condition in rule.get("preconditions", []):
            yield True, condition


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_content_decisions_and_deviations")]

    operations = [migrations.RunPython(write, unwrite)]
