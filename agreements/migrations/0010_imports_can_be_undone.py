"""Lets an import be undone: when, by whom and why. Its figures stay; they only count no longer."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0009_more_indicators'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='importbatch',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='fortrudt'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_batches', to=settings.AUTH_USER_MODEL, verbose_name='fortrudt af'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='undone_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='hvorfor den blev fortrudt'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='fortrudt'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='undone_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='fortrudt af'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='undone_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='hvorfor den blev fortrudt'),
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='status',
            field=models.CharField(choices=[('previewed', 'ikke indlæst endnu'), ('committed', 'indlæst'), ('discarded', 'kasseret'), ('undone', 'fortrudt')], default='previewed', max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='importbatchevent',
            name='status',
            field=models.CharField(choices=[('previewed', 'ikke indlæst endnu'), ('committed', 'indlæst'), ('discarded', 'kasseret'), ('undone', 'fortrudt')], default='previewed', max_length=10, verbose_name='status'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_importbatchevent" ("committed_at", "file", "file_name", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "sha256", "status", "stored_rows", "unchanged_rows", "undone_at", "undone_by_id", "undone_reason", "uploaded_at", "uploaded_by_id") SELECT new_values."committed_at", new_values."file", new_values."file_name", new_values."id", new_values."kind", new_values."municipality_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference_date", new_values."sha256", new_values."status", new_values."stored_rows", new_values."unchanged_rows", new_values."undone_at", new_values."undone_by_id", new_values."undone_reason", new_values."uploaded_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6cbccdc713f1989e21dfd9406a0524872c34076b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3c5b4', referencing='REFERENCING NEW TABLE AS new_values ', table='agreements_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_importbatchevent" ("committed_at", "file", "file_name", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "sha256", "status", "stored_rows", "unchanged_rows", "undone_at", "undone_by_id", "undone_reason", "uploaded_at", "uploaded_by_id") SELECT new_values."committed_at", new_values."file", new_values."file_name", new_values."id", new_values."kind", new_values."municipality_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference_date", new_values."sha256", new_values."status", new_values."stored_rows", new_values."unchanged_rows", new_values."undone_at", new_values."undone_by_id", new_values."undone_reason", new_values."uploaded_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3909118f03836fc00d2863de1ae8416479a442ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f613f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='agreements_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_importbatchevent" ("committed_at", "file", "file_name", "id", "kind", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "sha256", "status", "stored_rows", "unchanged_rows", "undone_at", "undone_by_id", "undone_reason", "uploaded_at", "uploaded_by_id") SELECT old_values."committed_at", old_values."file", old_values."file_name", old_values."id", old_values."kind", old_values."municipality_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference_date", old_values."sha256", old_values."status", old_values."stored_rows", old_values."unchanged_rows", old_values."undone_at", old_values."undone_by_id", old_values."undone_reason", old_values."uploaded_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dd8e2dd9593b14d4687734a7ab0e1573740b6748', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_beb79', referencing='REFERENCING OLD TABLE AS old_values ', table='agreements_importbatch', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'undone'), _negated=True), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_reason', ''), _negated=True)), _connector='OR'), name='import_undone_has_reason', violation_error_message='En fortrudt fil skal have tidspunkt, person og begrundelse.'),
        ),
    ]
