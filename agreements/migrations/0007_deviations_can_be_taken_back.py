"""Lets a deviation be deleted before its first day, in Danish time; after that it stays."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0006_reminders'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='deviation',
            name='deviation_stays',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deviation',
            trigger=pgtrigger.compiler.Trigger(name='deviation_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.from_date <= (CURRENT_TIMESTAMP AT TIME ZONE 'Europe/Copenhagen')::date)", func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='7be11882b560c11a97b7d920abb82547401b7b61', operation='DELETE', pgid='pgtrigger_deviation_stays_b42cc', table='agreements_deviation', when='BEFORE')),
        ),
    ]
