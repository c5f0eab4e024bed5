"""Tables. All cells of one table together may hold ten thousand characters."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.limits.structures import MESSAGE, Items, Kinds, Nullable, Obj, kind
from bot.sandbox.limits.values import FLAG, ID, Num, OneOf, Str
from bot.sandbox.limits.walk import Walk

CELL_CHARACTERS = 10_000

_RAW_TEXT = kind("raw_text", {"text": Str(shown=True)})
# "raw_number" is in the documents, but a workspace was seen to refuse it.
_CELL = Kinds(_RAW_TEXT, RICH_TEXT)
_ROW = Items(_CELL, 1, 20)


def _words(node: Any) -> int:
    """The characters under a cell: its own text, and that of the runs inside it."""
    text = node.get("text", "")
    return len(text) + sum(_words(child) for child in node.get("elements", ()))


def _cells_hold_little(block: dict[str, Any], at: Path, walk: Walk) -> None:
    if sum(_words(cell) for row in block["rows"] for cell in row) > CELL_CHARACTERS:
        walk.report((at, "rows"), f"must be less than {CELL_CHARACTERS + 1} characters in all cells")


def _header_is_plain(block: dict[str, Any], at: Path, walk: Walk) -> None:
    for index, cell in enumerate(block["rows"][0]):
        if cell["type"] != "raw_text":
            walk.report(((((at, "rows"), 0), index), "type"), f"unsupported type: {cell['type']}")


def _names_a_column(block: dict[str, Any], at: Path, walk: Walk) -> None:
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        walk.report((at, "row_header_column_index"), "must be the index of a column")


_COLUMN = Obj({}, {"align": OneOf(("left", "center", "right")), "is_wrapped": FLAG})
TABLE = kind(
    "table",
    {"rows": Items(_ROW, 1, 100)},
    {"block_id": ID, "column_settings": Items(Nullable(_COLUMN), 0, 20)},
    rules=(_cells_hold_little,),
    on=MESSAGE,
)

DATA_TABLE = kind(
    "data_table",
    {"caption": Str(), "rows": Items(_ROW, 2, 101)},
    {"block_id": ID, "page_size": Num(1, 100), "row_header_column_index": Num(0, 19)},
    rules=(_cells_hold_little, _header_is_plain, _names_a_column),
    on=MESSAGE,
)
