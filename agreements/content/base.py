"""PURE: what every piece of an agreement's content shares: unknown names and wrong types are refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
"""A piece's own name within the agreement: small letters, digits and underscores; never shown to people."""
DepartmentKey = Annotated[str, StringConstraints(pattern=r"^\d[\d-]*/\d[\d-]*$", max_length=25)]
"""A department by the LBF numbers of organisation and department: `9901/001`. Never by name."""
OrganisationKey = Annotated[str, StringConstraints(pattern=r"^\d[\d-]*$", max_length=12)]
"""A housing organisation by its LBF number."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Line = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=20_000)]
Clause = Annotated[str, StringConstraints(max_length=60)]
"""Where in the agreement something stands: "§ 4.2"; empty where it is not said."""
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4)]
"""A share in percent, 0..100."""
Figure = Annotated[Decimal, Field(max_digits=18, decimal_places=4)]


class Piece(BaseModel):
    """A piece of content: immutable, with nothing in it but what is described."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)
