"""A spreadsheet: coloured status cells, real dates, a header that stays, and nothing in it that acts.

The only module that loads the writer, and only the child imports this one.
"""

from __future__ import annotations

import io
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import xlsxwriter

from bot.render import palette
from bot.render.formulas import acts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = {"checklist": (24, 56, 17, 54, 20), "follow_ups": (48, 28, 54, 20), "comments": (24, 50, 60, 40)}
"""Of the columns of each kind of table, in characters."""

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
KEPT_BY_EXCEL = "history"
NOT_IN_NAMES = "[]:*?/\\"
A4 = 9
LINE, ROOM, HIGHEST = 13.0, 5.0, 409.0
"""In points: a line of text, what is around it in a row, and a row as high as it may be."""

FILLED = 0.95
"""How much of a line is filled before a word goes into the next one."""

TITLE, FACTS, HEADS = 0, 1, 2
"""The rows on top of each sheet, which stay when the others move and stand on each printed page."""

BASE = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True, "font_color": palette.INK}
LINES = {"border": 1, "border_color": "#b5b5b5"}
HEAD = {**LINES, "bold": True, "bg_color": "#24313f", "font_color": "#ffffff", "valign": "vcenter"}
GROUP = {"bold": True, "font_size": 12, "bg_color": "#dde3ea", "text_wrap": False, "valign": "vcenter"}
DAY = {"num_format": "d mmmm yyyy", "align": "left"}
FIRST = {"bold": True}
REPEATED = {"font_color": palette.QUIET_INK}
STATUS = {"bold": True, "align": "center"}


def written(job: Mapping[str, Any]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        created = datetime.fromisoformat(job["made_on"])
        book.set_properties({"title": job["title"], "author": "socmob", "created": created})
        formats = Formats(book)
        taken: set[str] = set()
        for table in job["tables"]:
            name = sheet_name(table["title"], taken)
            taken.add(name.casefold())
            Sheet(book.add_worksheet(name), formats, table["kind"]).write(job, table)
    return out.getvalue()


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that every program takes: short, without its special characters, unlike the others."""
    kept = "".join(" " if character in NOT_IN_NAMES else character for character in title)
    kept = " ".join(kept.split()).strip("' ")[:LONGEST_NAME].rstrip()
    if kept and kept.casefold() not in {*taken, KEPT_BY_EXCEL}:
        return kept
    number = len(taken) + 1
    return f"{kept[: LONGEST_NAME - 4]} {number}".strip()


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column that is ``width`` characters wide; rather one too many."""
    return sum(
        max(1, math.ceil(sum(2 if east_asian_width(one) in "WF" else 1 for one in line) / (width * FILLED)))
        for line in text.split("\n")
    )


class Formats:
    """One for each look: a workbook may hold only so many."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, text: str = "", **look: Any) -> Format:
        """``text`` that would act if somebody edited its cell is marked as text for good."""
        if acts(text):
            look["quote_prefix"] = True
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**BASE, **look})
        return self._made[key]


class Sheet:
    def __init__(self, sheet: Worksheet, formats: Formats, kind: str) -> None:
        self._sheet = sheet
        self._formats = formats
        self._widths = WIDTHS[kind]
        self._row = HEADS

    def write(self, job: Mapping[str, Any], table: Mapping[str, Any]) -> None:
        sheet = self._sheet
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        sheet.set_row(TITLE, 24)
        self._text(TITLE, 0, job["title"], bold=True, font_size=16, text_wrap=False, valign="vcenter")
        self._text(FACTS, 0, " ".join(job["facts"]), text_wrap=False, font_color=palette.QUIET_INK)
        sheet.set_row(HEADS, 22)
        for column, head in enumerate(table["heads"]):
            self._text(HEADS, column, head, **HEAD)
        for group in table["groups"]:
            self._group(table, group)
        self._set_up(job)

    def _group(self, table: Mapping[str, Any], group: Mapping[str, Any]) -> None:
        if group["title"]:
            self._row += 1
            self._sheet.set_row(self._row, 22)
            for column, (head, usual) in enumerate(zip(group["heads"], table["heads"], strict=True)):
                here = head if head != usual else ""
                self._text(self._row, column, here if column else group["title"], **GROUP)
        for row in group["rows"]:
            self._row += 1
            for column, cell in enumerate(row):
                self._cell(column, cell)
            self._sheet.set_row(self._row, self._height(row))

    def _cell(self, column: int, cell: Mapping[str, Any]) -> None:
        standing, day = cell.get("standing"), cell.get("day")
        look: dict[str, Any]
        if standing:
            paint = palette.STANDINGS[standing]
            look = {**LINES, **STATUS, "bg_color": paint.fill, "font_color": paint.ink}
        elif column == 0 and len(self._widths) > 1:
            look = {**LINES, **(REPEATED if cell.get("repeats") else FIRST)}
        else:
            look = {**LINES, **(REPEATED if cell.get("repeats") else {})}
        if day:
            on = datetime.fromisoformat(day)
            self._sheet.write_datetime(self._row, column, on, self._formats.of(**look, **DAY))
        else:
            self._text(self._row, column, cell["text"], **look)

    def _text(self, row: int, column: int, text: str, **look: Any) -> None:
        """Never anything but text, whatever it looks like."""
        shown = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
        if shown:
            self._sheet.write_string(row, column, shown, self._formats.of(shown, **look))
        else:
            self._sheet.write_blank(row, column, None, self._formats.of(**look))

    def _height(self, row: Sequence[Mapping[str, Any]]) -> float:
        """Of a row with wrapped text: not every program that opens a file finds it out for itself."""
        lines = max(lines_of(cell["text"], width) for cell, width in zip(row, self._widths, strict=True))
        return min(lines * LINE + ROOM, HIGHEST)

    def _set_up(self, job: Mapping[str, Any]) -> None:
        """What stays on the screen, and how it is printed."""
        sheet, last = self._sheet, len(self._widths) - 1
        sheet.freeze_panes(HEADS + 1, 0)
        sheet.autofilter(HEADS, 0, max(self._row, HEADS + 1), last)
        sheet.repeat_rows(TITLE, HEADS)
        sheet.print_area(0, 0, max(self._row, HEADS), last)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        words = job["page"].replace("&", "&&").format(page="&P", pages="&N")
        sheet.set_footer(f"&R{words}")
        sheet.hide_gridlines(2)
