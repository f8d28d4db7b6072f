"""Locks in the database: what a decision rests on cannot be rewritten, by whatever door."""

from __future__ import annotations

import pgtrigger
from django.db import models


class Frozen(pgtrigger.ReadOnly):
    """Refuses a change of the fields (all but `exclude`) of rows that were `while_` so before the change."""

    def __init__(
        self,
        *,
        name: str,
        while_: pgtrigger.Q,
        fields: list[str] | None = None,
        exclude: list[str] | None = None,
    ) -> None:
        self.while_ = while_
        super().__init__(name=name, fields=fields, exclude=exclude)

    def get_condition(self, model: models.Model) -> pgtrigger.Condition:
        """Return the condition of the trigger: a field changes, and the row was `while_`."""
        if not self.fields and not self.exclude:
            self.fields = [field.name for field in model._meta.fields]
        change: pgtrigger.Q = super().get_condition(model)  # type: ignore[no-untyped-call]  # pgtrigger's own
        return change & self.while_


class LockedWhere(pgtrigger.Trigger):
    """Refuses to add, change or delete a row while a query finds something; `{row}` stands for the row."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, name: str, found: str) -> None:
        self.found = found
        super().__init__(name=name)

    def get_func(self, model: models.Model) -> str:
        """Return the body of the trigger's function."""
        return f"""
            IF (TG_OP != 'INSERT' AND EXISTS ({self.found.format(row="OLD")}))
                OR (TG_OP != 'DELETE' AND EXISTS ({self.found.format(row="NEW")})) THEN
                RAISE EXCEPTION 'row is locked in % ({self.name})', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """
