"""A file of a review: from the value to a job for the child. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.texts import clean

if TYPE_CHECKING:
    from bot.domain.export import ExportFormat
    from bot.domain.export_table import Cell, Document, Group, Table


def job(document: Document, to: ExportFormat) -> dict[str, Any]:
    return {
        "kind": to.value,
        "title": " ".join(clean(document.title).split()),
        "facts": [clean(fact) for fact in document.facts],
        "made_on": document.made_on.isoformat(),
        "language": document.language,
        "page": document.page,
        "tables": [_table(table) for table in document.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": table.kind.value,
        "title": clean(table.title),
        "group_head": clean(table.group_head),
        "heads": [clean(head) for head in table.heads],
        "groups": [_group(group) for group in table.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": clean(group.title),
        "heads": [clean(head) for head in group.heads],
        "rows": [[_cell(cell) for cell in row] for row in group.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    """What goes without saying is left out: a large review has thousands of cells."""
    told: dict[str, Any] = {"text": clean(cell.text)}
    if cell.standing is not None:
        told["standing"] = cell.standing.value
    if cell.day is not None:
        told["day"] = cell.day.isoformat()
    if cell.repeats:
        told["repeats"] = True
    return told
