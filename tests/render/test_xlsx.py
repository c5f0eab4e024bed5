"""The spreadsheet, opened again by another library than the one that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import export_table
from bot.domain.export import ExportFormat, Standing
from bot.domain.export_table import Cell, Document, Group, Table, TableKind
from bot.render import export as jobs
from bot.render import palette, xlsx
from bot.render.texts import clean
from tests.render import export_examples as examples
from tests.render.made import made
from tests.render.test_csv import ACTING, BEGINNINGS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as ReadCell
    from openpyxl.worksheet.worksheet import Worksheet

HEADS = 3
"""The row of the header, counted from 1."""

READABLE = 4.5
"""The least contrast of text that WCAG asks for."""


@pytest.fixture(scope="module")
def content() -> bytes:
    return made(examples.with_comments(), ExportFormat.XLSX)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return opened(content)


@pytest.fixture(scope="module")
def checklist(book: Workbook) -> Worksheet:
    return book["Checklist"]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADS)]


def cell_of(sheet: Worksheet, question: str, column: int) -> ReadCell:
    (row, *_) = [row for row in sheet.iter_rows(min_row=HEADS) if row[1].value == question]
    return row[column - 1]


def at(day: int) -> datetime:
    """In December: a cell holds no time zone."""
    return datetime.fromisoformat(f"2026-12-{day:02}")


def luminance(colour: str) -> float:
    parts = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_its_sheets_and_its_title(book: Workbook) -> None:
    assert book.sheetnames == ["Checklist", "Follow-up questions", "Comments"]
    assert (book.properties.title, book.properties.creator) == ("Spring review", "socmob")
    assert opened(made(examples.usual(), ExportFormat.XLSX)).sheetnames == [
        "Checklist",
        "Follow-up questions",
    ]
    for sheet in book.worksheets:
        assert sheet["A1"].value == "Spring review"
        assert sheet["A2"].value.startswith(
            "22 of 38 agreed: Red 5, Amber 11, Green 6, 4 not applicable, 16 to"
        )
        assert sheet["A2"].value.endswith("As of 7 December 2026.")


def test_the_table_is_the_checklists_own(checklist: Worksheet) -> None:
    found = rows(checklist)
    assert found[0] == ["Area", "Recommendation", "Current status", "Next step or Action", "Due date"]
    assert [row[0] for row in found if row[3] in ("Next step", "Action")] == [
        "Internal advocacy",
        "External advocacy",
    ]
    questions = [question.text for area in examples.CHECKLIST.areas for question in area.questions]
    asked = [row[1] for row in found if row[1] in questions]
    assert list(dict.fromkeys(asked)) == questions
    assert ["", "", "", "Tell the board\nOwner: Ben Carter.", at(13)] == [value or "" for value in found[-1]]


def test_each_status_has_its_colour_and_its_word(checklist: Worksheet) -> None:
    seen: dict[str, set[str]] = {}
    for row in checklist.iter_rows(min_row=HEADS + 1):
        status = row[2]
        if not status.value:
            continue
        fill, ink = status.fill.fgColor.rgb, status.font.color.rgb
        assert contrast(fill, ink) >= READABLE, status.value
        seen.setdefault(status.value, set()).add(fill[-6:].lower())
    assert seen == {
        export_table.STANDINGS[standing]: {palette.STANDINGS[standing].fill[1:]}
        for standing in Standing
        if standing is not Standing.NOT_AGREED
    }
    assert len({next(iter(seen[word])) for word in ("Red", "Amber", "Green")}) == 3


def test_all_that_is_written_can_be_read(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=sheet.max_row):
            for cell in row:
                if cell.value is None:
                    continue
                paper = cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFFFF"
                assert contrast(paper, cell.font.color.rgb) >= READABLE, cell.value


def test_due_dates_are_dates(checklist: Worksheet) -> None:
    due = cell_of(checklist, "Do our people know what social mobility means?", 5)
    assert (due.value, due.is_date, due.number_format) == (at(8), True, "d mmmm yyyy")


def test_next_steps_carry_owner_state_and_evidence_and_no_other_name(book: Workbook) -> None:
    words = [str(value) for sheet in book.worksheets for row in rows(sheet) for value in row if value]
    assert "Ask the university for its data\nOwner: Amina Okafor. In progress." in words
    done = "Write a page of prompts for managers\nOwner: Ben Carter. Done."
    assert f"{done}\nEvidence: https://intranet.example.org/guide" in words
    assert "Invite a speaker\nOwner: somebody who is not here any more." in words
    assert not any("Never mind" in one for one in words)
    assert not any(one in text for text in words for one in ("U1", "U2", "UGONE"))


def test_the_follow_up_questions_with_answers_and_dates(book: Workbook) -> None:
    found = rows(book["Follow-up questions"])
    assert found[0] == ["Follow-up question", "Area", "Answers", "Due date"]
    counts = "How many reds, ambers and greens are there in each area?"
    assert [row[2] for row in found if row[0] == counts and row[1] == "Social mobility understanding"] == [
        "Red 1, Amber 2, Green 1, 1 not applicable, 1 to agree"
    ]
    assert [row[2] for row in found if row[0] == counts and row[1] == "Leaders"] == ["Not revealed"]
    whom = "Who in the organisation do we need to speak with about each area?"
    assert [row[1:] for row in found if row[0] == whom][:2] == [
        ["Social mobility understanding", "Speak with HR\nOwner: Ben Carter.", at(14)],
        ["Normalise the conversation", "Not answered yet", None],
    ]
    wins = [row[2] for row in found if row[0] == "What are our quick wins?"]
    assert wins == ["The hashtags\nOwner: Ben Carter.", "The newsletter\nOwner: Amina Okafor."]


def test_comments_stand_there_only_where_they_were_asked_for(book: Workbook) -> None:
    found = rows(book["Comments"])
    assert [row[2:] for row in found[1:]] == [
        ["Nobody has asked me to.", "https://intranet.example.org/spring"],
        ["The spring training was good.\nMore of it, please.", None],
    ]
    none = opened(made(examples.usual(comments={}), ExportFormat.XLSX))["Comments"]
    assert rows(none)[1][2] == "There are no comments that can be read."


def test_the_header_stays_and_the_print_is_set_up(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == f"A{HEADS + 1}"
        assert sheet.print_title_rows == f"$1:${HEADS}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # which is what it is where nothing is said
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.auto_filter.ref.startswith(f"A{HEADS}:")
        assert "&P" in sheet.oddFooter.right.text


def test_widths_heights_and_wrapping_hold_the_text(checklist: Worksheet) -> None:
    widths = [checklist.column_dimensions[letter].width for letter in "ABCDE"]
    assert min(widths) >= 15
    assert sum(widths) < 190
    for row in checklist.iter_rows(min_row=HEADS + 2):
        if not row[1].value:
            continue
        assert row[1].alignment.wrap_text
        needed = max(
            xlsx.lines_of(str(cell.value or ""), int(width)) for cell, width in zip(row, widths, strict=True)
        )
        assert checklist.row_dimensions[row[0].row].height >= needed * 12


def test_nothing_in_it_acts_or_leads_elsewhere(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        assert not [name for name in names if re.search("vba|external|activeX|embeddings|connections", name)]
        for name in names:
            assert b'Target="http' not in parts.read(name)
        for name in (one for one in names if one.startswith("xl/worksheets/sheet")):
            tags = {
                element.tag.rpartition("}")[2] for element in ElementTree.fromstring(parts.read(name)).iter()
            }
            assert not tags & {"f", "hyperlink", "legacyDrawing", "oleObject"}


def single(text: str, title: str = "Checklist") -> bytes:
    """A sheet with ``text`` everywhere that people's text comes."""
    cells = (Cell(text), Cell(text), Cell(text, Standing.RED), Cell(text), Cell(text))
    table = Table(TableKind.CHECKLIST, title, text, (text,) * 5, (Group(text, (text,) * 5, (cells,)),))
    document = Document(text, (text,), examples.TODAY, "en", "{page} {pages}", (table,))
    return xlsx.written(jobs.job(document, ExportFormat.XLSX))


@given(BEGINNINGS, st.sampled_from(ACTING), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_a_formula_now_or_when_its_cell_is_edited(
    before: str, acting: str, after: str
) -> None:
    given_text = before + acting + after
    cell = opened(single(given_text)).worksheets[0].cell(HEADS + 2, 2)
    assert cell.data_type == "s"
    assert cell.value == clean(given_text)
    assert cell.style.startswith("Normal")
    assert cell.quotePrefix


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    sheet = opened(single(text)).worksheets[0]
    assert (sheet.cell(HEADS + 2, 2).value or "") == clean(text)


@pytest.mark.parametrize(
    "text", ["_x0041_", "<b>&amp;", " spaces ", "\x00\x1b", "\ud800", "\ufffe", "x" * 40_000]
)
def test_what_xml_or_the_program_has_a_meaning_for(text: str) -> None:
    value = opened(single(text)).worksheets[0].cell(HEADS + 2, 2).value or ""
    assert value == (clean(text) if len(text) < 32_767 else "x" * 32_766 + "…")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Checklist", "Checklist"),
        ("=A1!B2", "=A1!B2"),
        ("'[a]:*?/\\b'", "a b"),
        ("long " * 20, "long long long long long long l"),
        ("", "1"),
        ("History", "History 1"),
    ],
)
def test_names_of_sheets_are_taken_by_every_program(title: str, name: str) -> None:
    assert xlsx.sheet_name(title, set()) == name
    assert opened(single("x", title)).sheetnames == [name]


def test_two_sheets_never_have_the_same_name() -> None:
    assert xlsx.sheet_name("CHECKLIST", {"checklist"}) == "CHECKLIST 2"


def test_a_title_with_marks_of_the_printer_stays_text() -> None:
    footer = opened(single("R&D &[File] &P")).worksheets[0].oddFooter.right.text
    assert footer == "&P &N"


def test_the_largest_review() -> None:
    found = rows(opened(made(examples.strange(), ExportFormat.XLSX)).worksheets[0])
    assert sum(isinstance(row[4], datetime) for row in found) == 300
