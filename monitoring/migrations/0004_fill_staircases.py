"""Gives each placement the staircase of its step, or the municipality's one where it has no step."""

from django.db import migrations

FILL = """
    UPDATE monitoring_placement p SET staircase_id = coalesce(
        (SELECT s.staircase_id FROM agreements_step s WHERE s.id = p.step_id),
        (SELECT c.id FROM agreements_agreementversion v
            JOIN agreements_agreement a ON a.id = v.agreement_id
            JOIN agreements_staircase c ON c.municipality_id = a.municipality_id
            WHERE v.id = p.version_id ORDER BY c."order", c.id LIMIT 1)
    );
    UPDATE monitoring_placementevent e SET staircase_id =
        (SELECT p.staircase_id FROM monitoring_placement p WHERE p.id = e.pgh_obj_id);
    DELETE FROM monitoring_placementevent WHERE staircase_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_placements_know_their_staircase")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
