"""Keeps what measurements and placements refer to without a foreign key (docs/decisions/0006)."""

from django.db import migrations

REFERENCES = (
    ("agreements_department", "monitoring_measurement", "department_id"),
    ("agreements_indicator", "monitoring_measurement", "indicator_id"),
    ("agreements_importbatch", "monitoring_measurement", "batch_id"),
    ("agreements_department", "monitoring_placement", "department_id"),
    ("monitoring_placementrun", "monitoring_placement", "run_id"),
    ("agreements_agreementversion", "monitoring_placement", "version_id"),
)


def statements(referred, referring, column):
    """Return SQL that refuses to delete referred rows still in use, and its reverse."""
    name = f"{referring}_{column}_kept"
    create = f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM {referring} r JOIN old_rows o ON r.{column} = o.id) THEN
                RAISE EXCEPTION 'row of % is still in use by {referring}', TG_TABLE_NAME
                    USING ERRCODE = 'foreign_key_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {name} AFTER DELETE ON {referred} REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION {name}();
    """
    return create, f"DROP TRIGGER {name} ON {referred}; DROP FUNCTION {name}();"


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunSQL(*statements(*reference)) for reference in REFERENCES]
