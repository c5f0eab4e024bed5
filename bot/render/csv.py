"""Values separated by commas, as RFC 4180 has them, that no spreadsheet program takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from bot.render.formulas import acts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARK = "\ufeff"
"""Without it Excel reads another encoding."""

PIECES = re.compile(r"(\n|;)")
"""Where a spreadsheet program that expects semicolons would see a new cell, in spite of the quotes."""


def written(job: Mapping[str, Any]) -> bytes:
    """All tables below one another, as wide as the widest; a column says which group a row belongs to."""
    width = max(len(line) for line in _lines(job))
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in _lines(job):
        writer.writerow([*map(harmless, line), *[""] * (width - len(line))])
    return (MARK + out.getvalue()).encode("utf-8")


def _lines(job: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for number, table in enumerate(job["tables"]):
        if number:
            yield [""]
        has_groups = any(group["title"] for group in table["groups"])
        yield [*([table["group_head"]] if has_groups else []), *table["heads"]]
        for group in table["groups"]:
            for row in group["rows"]:
                values = [cell.get("day") or cell["text"] for cell in row]
                yield [*([group["title"]] if has_groups else []), *values]


def harmless(text: str) -> str:
    """With an apostrophe before whatever a spreadsheet program could take for the beginning of a formula."""
    return "".join(f"'{piece}" if acts(piece) else piece for piece in PIECES.split(text))
