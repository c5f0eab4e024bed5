"""A file as tables of finished words: what a spreadsheet, a list of values and a document have in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.export import Standing


class TableKind(StrEnum):
    CHECKLIST = "checklist"
    FOLLOW_UPS = "follow_ups"
    COMMENTS = "comments"


@dataclass(frozen=True)
class Cell:
    """``day``: a cell that is a date; ``text`` is the same day in words. ``standing`` gives it a colour;
    ``text`` names the colour. ``repeats``: it says what the cell above says, for whoever reads a row alone.
    """

    text: str = ""
    standing: Standing | None = None
    day: date | None = None
    repeats: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Rows that belong together, below a title; ``heads`` are what its columns are called there."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """``heads`` are what the columns of all its groups are called; ``group_head`` what a group itself is."""

    kind: TableKind
    title: str
    group_head: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Document:
    """``facts`` stand below the title. ``page`` is how pages are numbered, with ``{page}`` and ``{pages}`` in
    it. ``language`` as HTML writes it: ``en``, ``pt-BR``.
    """

    title: str
    facts: tuple[str, ...]
    made_on: date
    language: str
    page: str
    tables: tuple[Table, ...]
