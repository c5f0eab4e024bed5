"""A document to print and to be read aloud: from the job to what the template sets. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render import palette
from bot.render.texts import breakable, directed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Sequence[Mapping[str, Any]]

SHARES = {"checklist": (16, 33, 12, 26, 13), "follow_ups": (28, 18, 40, 14), "comments": (16, 32, 30, 22)}
"""How the columns of each kind of table share the width of the page."""

KEYS = {"checklist": (1, 2), "follow_ups": (0, 0), "comments": (1, 1)}
"""Of each kind of table the column that tells what a row is about, and the last one of those that are joined
over all rows about the same."""

CHARACTERS = 1.5
"""How many have room in a line for each hundredth of the width."""

MOST_LINES = 24
"""What is not longer is kept on one page: on the next one a colour would stand without its word."""


def laid_out(job: Mapping[str, Any]) -> dict[str, Any]:
    before, _, after = job["page"].partition("{page}")
    between, _, after = after.partition("{pages}")
    return {
        "title": directed(job["title"]),
        "facts": [directed(fact) for fact in job["facts"]],
        "language": job["language"],
        "page": [before, between, after],
        "ink": palette.INK,
        "quiet": palette.QUIET_INK,
        "tables": [_table(table) for table in job["tables"]],
    }


def _table(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": directed(table["title"]),
        "shares": SHARES[table["kind"]],
        "groups": [
            {
                "title": directed(group["title"]) if group["title"] else None,
                "heads": [directed(head) for head in group["heads"]],
                "cells": _cells(table["kind"], group["rows"]),
            }
            for group in table["groups"]
        ],
    }


def _cells(kind: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """One after another, row by row, without those that a tall cell covers."""
    _, last = KEYS[kind]
    return [
        _cell(
            cell,
            tall=len(run) if column <= last else 1,
            breaks=_lines(kind, run) > MOST_LINES,
            is_lead=column == 0,
        )
        for run in _runs(kind, rows)
        for number, row in enumerate(run)
        for column, cell in enumerate(row)
        if number == 0 or column > last
    ]


def _runs(kind: str, rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that follow one another about the same, as many as stand on one page."""
    key, _ = KEYS[kind]
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row[key].get("repeats") and _lines(kind, [*runs[-1], row]) <= MOST_LINES:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _lines(kind: str, run: Sequence[Row]) -> int:
    """How many lines it may take."""
    return sum(
        max(
            sum(1 + int(len(line) / (share * CHARACTERS)) for line in cell["text"].split("\n"))
            for cell, share in zip(row, SHARES[kind], strict=True)
        )
        for row in run
    )


def _cell(cell: Mapping[str, Any], *, tall: int, breaks: bool, is_lead: bool) -> dict[str, Any]:
    lines = [directed(breakable(line)) for line in cell["text"].split("\n")]
    told: dict[str, Any] = {"lines": lines, "tall": tall, "breaks": breaks}
    if cell.get("standing"):
        paint = palette.STANDINGS[cell["standing"]]
        told |= {"fill": paint.fill, "ink": paint.ink}
    elif is_lead:
        told["lead"] = "again" if cell.get("repeats") else "first"
    return told
