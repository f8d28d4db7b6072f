"""Lets a vacancy name the deviation that decided where it went."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0007_deviations_can_be_taken_back'),
        ('anvisning', '0003_vacancy_without_step'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='vacancy_route_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='vacancy',
            name='deviation',
            field=models.ForeignKey(blank=True, help_text='Den afvigelse, der afgjorde, hvor boligen går hen. Tomt, hvor aftalen selv gjorde.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='agreements.deviation', verbose_name='afvigelse'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='deviation',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Den afvigelse, der afgjorde, hvor boligen går hen. Tomt, hvor aftalen selv gjorde.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.deviation', verbose_name='afvigelse'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='vacancy_route_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."step_id" IS DISTINCT FROM (NEW."step_id") OR OLD."deviation_id" IS DISTINCT FROM (NEW."deviation_id") OR OLD."route" IS DISTINCT FROM (NEW."route") OR OLD."route_reason" IS DISTINCT FROM (NEW."route_reason") OR OLD."route_text" IS DISTINCT FROM (NEW."route_text") OR OLD."quota_since" IS DISTINCT FROM (NEW."quota_since") OR OLD."quota_number" IS DISTINCT FROM (NEW."quota_number") OR OLD."quota_had" IS DISTINCT FROM (NEW."quota_had") OR OLD."quota_due" IS DISTINCT FROM (NEW."quota_due") OR OLD."quota_share" IS DISTINCT FROM (NEW."quota_share") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."reported_date" IS DISTINCT FROM (NEW."reported_date"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3466f5f0fce9acede4cfd42fd54c8fec9ad52c82', operation='UPDATE', pgid='pgtrigger_vacancy_route_is_frozen_1e896', table='anvisning_vacancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "anvisning_vacancyevent" ("address", "area_m2", "available_date", "batch_id", "department_id", "deposit", "deviation_id", "dwelling_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota_due", "quota_had", "quota_number", "quota_share", "quota_since", "reference", "rent", "reported_at", "reported_by_id", "reported_date", "rooms", "route", "route_reason", "route_text", "step_id", "version_id") SELECT new_values."address", new_values."area_m2", new_values."available_date", new_values."batch_id", new_values."department_id", new_values."deposit", new_values."deviation_id", new_values."dwelling_type", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quota_due", new_values."quota_had", new_values."quota_number", new_values."quota_share", new_values."quota_since", new_values."reference", new_values."rent", new_values."reported_at", new_values."reported_by_id", new_values."reported_date", new_values."rooms", new_values."route", new_values."route_reason", new_values."route_text", new_values."step_id", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e5a690a3e6bb6537a984de4b24a2daa2039dc69b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38196', referencing='REFERENCING NEW TABLE AS new_values ', table='anvisning_vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "anvisning_vacancyevent" ("address", "area_m2", "available_date", "batch_id", "department_id", "deposit", "deviation_id", "dwelling_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota_due", "quota_had", "quota_number", "quota_share", "quota_since", "reference", "rent", "reported_at", "reported_by_id", "reported_date", "rooms", "route", "route_reason", "route_text", "step_id", "version_id") SELECT new_values."address", new_values."area_m2", new_values."available_date", new_values."batch_id", new_values."department_id", new_values."deposit", new_values."deviation_id", new_values."dwelling_type", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quota_due", new_values."quota_had", new_values."quota_number", new_values."quota_share", new_values."quota_since", new_values."reference", new_values."rent", new_values."reported_at", new_values."reported_by_id", new_values."reported_date", new_values."rooms", new_values."route", new_values."route_reason", new_values."route_text", new_values."step_id", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3f411407602dc529e5c8ba472729bf1d35056200', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_397c7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='anvisning_vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "anvisning_vacancyevent" ("address", "area_m2", "available_date", "batch_id", "department_id", "deposit", "deviation_id", "dwelling_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota_due", "quota_had", "quota_number", "quota_share", "quota_since", "reference", "rent", "reported_at", "reported_by_id", "reported_date", "rooms", "route", "route_reason", "route_text", "step_id", "version_id") SELECT old_values."address", old_values."area_m2", old_values."available_date", old_values."batch_id", old_values."department_id", old_values."deposit", old_values."deviation_id", old_values."dwelling_type", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quota_due", old_values."quota_had", old_values."quota_number", old_values."quota_share", old_values."quota_since", old_values."reference", old_values."rent", old_values."reported_at", old_values."reported_by_id", old_values."reported_date", old_values."rooms", old_values."route", old_values."route_reason", old_values."route_text", old_values."step_id", old_values."version_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0efbac54cda97df0a3b1ac86266ba58cb7790267', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d120', referencing='REFERENCING OLD TABLE AS old_values ', table='anvisning_vacancy', when='AFTER')),
        ),
    ]
