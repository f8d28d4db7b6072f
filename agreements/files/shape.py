"""PURE: what the layout wants at a place: which piece, list or kind of value. Read off the pieces themselves.

A union's member is told by its field `mode` or `type`.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from agreements.content.base import Piece

Shape: TypeAlias = Any
"""The annotation of a field or of a list's items; None where nothing is known of the place."""

KINDS = ("mode", "type")
"""The fields that say which of several pieces stands at a place."""


def kinds_of_value(shape: Shape) -> tuple[Shape, ...]:
    """Return what may stand there, None apart: the members of a union, else the shape itself."""
    origin: Any = get_origin(shape)
    if origin is Annotated:
        return kinds_of_value(get_args(shape)[0])
    if origin in {Union, UnionType}:
        return tuple(kind for member in get_args(shape) for kind in kinds_of_value(member))
    return () if shape in {None, NoneType} else (shape,)


def pieces(shape: Shape) -> tuple[type[Piece], ...]:
    """Return which pieces may stand there."""
    kinds = kinds_of_value(shape)
    return tuple(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Piece))


def piece_for(shape: Shape, said: Iterable[str]) -> type[Piece] | None:
    """Return the piece that stands there: the only one, or the one whose kind (`mode`, `type`) is said."""
    possible = pieces(shape)
    if len(possible) < 2:
        return possible[0] if possible else None
    names = set(said)
    return next((piece for piece in possible if kind_of(piece) in names), None)


def kind_of(piece: type[Piece]) -> str:
    """Return what a piece of a union calls itself: `share`, `k_of_n`; empty where it stands alone."""
    fields = piece.model_fields
    return next((str(fields[name].default) for name in KINDS if name in fields), "")


def field_shape(shape: Shape, piece: type[Piece] | None, name: str) -> Shape:
    """Return the shape of a named field: of the piece, or of a list of named numbers (`parameters`)."""
    if piece is not None:
        known = piece.model_fields.get(name)
        return None if known is None else known.annotation
    return next((get_args(kind)[1] for kind in kinds_of_value(shape) if _is(kind, dict)), None)


def item_shape(shape: Shape) -> Shape:
    """Return the shape of a list's items."""
    return next((get_args(kind)[0] for kind in kinds_of_value(shape) if _is(kind, tuple)), None)


def _is(shape: Shape, container: type) -> bool:
    origin: Any = get_origin(shape)
    return origin is container
