import django.db.models.deletion
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0005_drop_old_terms'),
        ('monitoring', '0002_keep_what_is_referred_to'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='placement',
            name='adopted_placement_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placement',
            name='placement_references_exist',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placement',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placement',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='placement',
            name='placement_once_per_run',
        ),
        migrations.RemoveConstraint(
            model_name='placement',
            name='placement_one_in_force',
        ),
        migrations.RemoveConstraint(
            model_name='placement',
            name='placement_one_override',
        ),
        migrations.AddField(
            model_name='placement',
            name='staircase',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='agreements.staircase', verbose_name='trappe', null=True),
        ),
        migrations.AddField(
            model_name='placementevent',
            name='staircase',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.staircase', verbose_name='trappe', null=True),
        ),
    ]
