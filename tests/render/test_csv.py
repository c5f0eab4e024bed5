"""The file of plain values, read by the standard library; and that no spreadsheet program computes any."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.export import ExportFormat
from bot.render.csv import harmless
from bot.render.csv import written as make
from bot.render.formulas import acts
from bot.render.texts import clean
from tests.render import export_examples as examples
from tests.render.made import made

ACTING = "=+-@＝＋－＠﹦﹢﹣﹫"
BLANKS = [
    chr(code) for code in range(0x3001) if chr(code).isspace() or unicodedata.category(chr(code)) == "Cf"
]
BEGINNINGS = st.text(st.sampled_from([*BLANKS, *map(chr, range(32)), "\x7f"]), max_size=4)


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def test_it_is_the_checklists_table_then_the_follow_up_questions() -> None:
    rows = read(made(examples.usual(), ExportFormat.CSV))
    heads = ["Section", "Area", "Recommendation", "Current status", "Next step or Action", "Due date"]
    assert rows[0] == heads
    assert rows[1] == [
        "Internal advocacy",
        "Social mobility understanding",
        "Do our people know what social mobility means?",
        "Red",
        "Write a page of prompts for managers\nOwner: Ben Carter.",
        "2026-12-08",
    ]
    blank = rows.index([""] * 6)
    assert rows[blank + 1] == ["Follow-up question", "Area", "Answers", "Due date", "", ""]
    assert ["What are our quick wins?", "", "The hashtags\nOwner: Ben Carter.", "2026-12-15", "", ""] in rows
    assert {row[3] for row in rows[1:blank] if row[1] in ("Leaders", "Data")} == {"Not revealed"}
    assert not any("Never mind" in cell for row in rows for cell in row)


def test_it_is_what_rfc_4180_has() -> None:
    content = made(examples.with_comments(), ExportFormat.CSV)
    assert content.endswith(b'"\r\n')
    assert len({len(row) for row in read(content)}) == 1
    outside_of_quotes = re.sub(rb'"(?:[^"]|"")*"', b"", content.removeprefix(b"\xef\xbb\xbf"))
    assert set(outside_of_quotes) <= set(b",\r\n")


def test_each_row_says_all_by_itself() -> None:
    rows = read(made(examples.usual(), ExportFormat.CSV))
    first = [row[:4] for row in rows if row[2] == "Do our people know what social mobility means?"]
    assert len(first) == 2
    assert first[0] == first[1]


@given(BEGINNINGS, st.sampled_from(ACTING), st.text(max_size=20))
@example("", "=", "1+1")
@example("\u200b\u3000", "＝", "1+1")
@example("\t", "=", "cmd|' /C calc'!A0")
def test_nothing_acts_whatever_stands_before_it(before: str, acting: str, after: str) -> None:
    assert acts(before + acting + after)
    told = harmless(before + acting + after)
    assert "'" in told
    assert not any(map(acts, re.split(r"[;\n]", told)))


@given(st.text(max_size=60))
def test_no_cell_acts_however_a_program_parts_the_line(text: str) -> None:
    """With commas, as it is meant; or with semicolons, as in many countries: then quotes do not hold."""
    told = harmless(clean(text))
    for piece in re.split(r"[;\n]", told):
        assert not acts(piece)
    assert told.replace("'", "") == clean(text).replace("'", "")


@pytest.mark.parametrize(
    "text", ["", "Red", "2026-12-08", "'quoted'", "a = b", "5 - 3", "a@b", "#1", "مرحبا -1"]
)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_an_apostrophe_is_all_that_is_added() -> None:
    assert harmless("=1+1") == "'=1+1"
    assert harmless("first;=1+1") == "first;'=1+1"
    assert harmless("list:\n- one") == "list:\n'- one"


def test_a_review_in_any_script_comes_back_as_it_was() -> None:
    rows = read(made(examples.strange(), ExportFormat.CSV))
    steps = [row[4] for row in rows if row[4:] and row[4].startswith(examples.CHARACTERS[1])]
    assert steps
    assert steps[0].startswith(examples.CHARACTERS[1] * 20)


def test_it_takes_any_width() -> None:
    table = {"group_head": "G", "heads": ["A"], "groups": [{"title": "", "rows": [[{"text": "x"}]]}]}
    assert read(make({"tables": [table, {**table, "heads": ["B", "C"]}]})) == [
        ["A", ""],
        ["x", ""],
        ["", ""],
        ["B", "C"],
        ["x", ""],
    ]
