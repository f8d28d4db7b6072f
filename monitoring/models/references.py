"""Foreign keys asked once a statement: lets tens of thousands of rows in at the speed of COPY."""

from __future__ import annotations

from collections.abc import Mapping

import pgtrigger
from django.db import models

# The lock is the one a foreign key takes: whoever deletes the row at the same moment waits for us.
_CHECK = """
    PERFORM 1 FROM {table} WHERE id IN (SELECT {column} FROM new_rows) FOR KEY SHARE;
    IF EXISTS (SELECT {column} FROM new_rows WHERE {column} IS NOT NULL EXCEPT SELECT id FROM {table}) THEN
        RAISE EXCEPTION '{column} refers to nothing in %', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation';
    END IF;
"""


class ReferencesExist(pgtrigger.Trigger):
    """Refuses new rows whose columns name a row that does not exist, all rows of a statement at once.

    `references` gives each column its table. Stands where a foreign key has `db_constraint=False`: that asks
    row by row, for a national list 130,000 times, half of the time the import may take. What is referred to
    is kept from being deleted by the triggers of migration 0002 (docs/decisions/0006).
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert
    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(new="new_rows")  # type: ignore[no-untyped-call]  # pgtrigger's own

    def __init__(self, *, name: str, references: Mapping[str, str]) -> None:
        self.references = references
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # it is given the class
        """Return the trigger's function."""
        checks = [_CHECK.format(column=column, table=table) for column, table in self.references.items()]
        return f"{''.join(checks)} RETURN NULL;"
