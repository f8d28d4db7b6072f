"""Locks in the database: what a decision rests on cannot be rewritten, by whatever door."""

from __future__ import annotations

import pgtrigger
from django.db import models


class Frozen(pgtrigger.ReadOnly):  # type: ignore[misc]  # pgtrigger is untyped
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

    def get_condition(self, model: type[models.Model]) -> pgtrigger.Q:
        if not self.fields and not self.exclude:
            self.fields = [field.name for field in model._meta.fields]
        return super().get_condition(model) & self.while_


class LockedWhere(pgtrigger.Trigger):  # type: ignore[misc]  # pgtrigger is untyped
    """Refuses to add, change or delete a row while a query finds something; `{row}` stands for the row."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, name: str, found: str) -> None:
        self.found = found
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF (TG_OP != 'INSERT' AND EXISTS ({self.found.format(row="OLD")}))
                OR (TG_OP != 'DELETE' AND EXISTS ({self.found.format(row="NEW")})) THEN
                RAISE EXCEPTION 'row is locked in % ({self.name})', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """
