"""The form for a file, and the words that go with one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.blocks import export_form, export_words, ids
from bot.domain.answers import Choice
from bot.domain.errors import NotOurs
from bot.domain.export import ExportFormat
from bot.domain.reviews import ReviewState
from tests.blocks.block_checks import element, fits, words
from tests.render import export_examples as examples

ON = date(2026, 12, 7)
LONG = examples.replace(examples.REVIEW, title="<&> " * 200)


def filled(form: dict[str, Any], to: str = "pdf", where: str = "me", ticked: tuple[str, ...] = ()) -> Any:
    values = {
        "format": {"format": {"selected_option": {"value": to}}},
        "where": {"where": {"selected_option": {"value": where}}},
        "comments": {"comments": {"selected_options": [{"value": one} for one in ticked]}},
    }
    return {**form, "state": {"values": values}}


@pytest.mark.parametrize("is_facilitator", [False, True])
def test_it_fits(is_facilitator: bool) -> None:
    fits(export_form.view(LONG, is_facilitator=is_facilitator))


def test_it_begins_with_a_spreadsheet_for_oneself_without_comments() -> None:
    form = export_form.view(examples.REVIEW, is_facilitator=True)
    assert element(form, "format")["initial_option"]["value"] == "xlsx"
    assert element(form, "where")["initial_option"]["value"] == "me"
    assert "initial_options" not in element(form, "comments")
    assert "Include comments" not in words(export_form.view(examples.REVIEW, is_facilitator=False))


def test_what_is_filled_in_is_read() -> None:
    form = export_form.view(examples.REVIEW, is_facilitator=True)
    assert export_form.read(filled(form)) == (1, ExportFormat.PDF, False, False)
    assert export_form.read(filled(form, "csv", "channel", ("comments",))) == (
        1,
        ExportFormat.CSV,
        True,
        True,
    )


def test_what_is_none_of_ours_is_refused() -> None:
    form = export_form.view(examples.REVIEW, is_facilitator=True)
    with pytest.raises(NotOurs):
        export_form.read(filled(form, "exe"))
    with pytest.raises(NotOurs):
        export_form.read({**filled(form), "private_metadata": "1; DROP"})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Spring review", "Spring review 2026-12-07.xlsx"),
        ("../../etc/passwd\x00", "etc passwd 2026-12-07.xlsx"),
        ('a:b*c?"<>|\\/', "a b c 2026-12-07.xlsx"),
        ("D&I (north) – été", "D&I (north) été 2026-12-07.xlsx"),
        ("مراجعة الربيع", "مراجعة الربيع 2026-12-07.xlsx"),
        ("हिंदी समीक्षा", "हिंदी समीक्षा 2026-12-07.xlsx"),
        ("\u202egnp.exe 🙂", "gnp.exe 2026-12-07.xlsx"),
        ("...", "Review 2026-12-07.xlsx"),
        ("long " * 40, f"{('long ' * 16).strip()} 2026-12-07.xlsx"),
    ],
)
def test_names_of_files_are_readable_and_taken_everywhere(title: str, name: str) -> None:
    review = examples.replace(examples.REVIEW, title=title)
    assert export_words.file_name(review, ExportFormat.XLSX, ON) == name


def test_the_message_says_in_words_what_is_in_the_file() -> None:
    said = export_words.comment(examples.with_comments(), ExportFormat.PDF, "U1")
    assert said == (
        "*Spring review* as a document. "
        "22 of 38 agreed: Red 5, Amber 11, Green 6, 4 not applicable, 16 to agree. "
        "Comments are included, without names. Shared by <@U1>."
    )


def test_what_people_typed_is_no_markup() -> None:
    said = export_words.comment(examples.usual(review=LONG), ExportFormat.CSV, None)
    assert "<&>" not in said
    assert len(said) < 3500
    assert len(export_words.description(examples.usual(review=LONG), ON)) <= 1000


def test_a_closed_review_has_nothing_left_to_agree() -> None:
    closed = examples.replace(examples.REVIEW, state=ReviewState.CLOSED)
    first = examples.CHECKLIST.areas[0].questions[0]
    said = export_words.comment(
        examples.usual(review=closed, agreed={first.id: Choice.RED}), ExportFormat.CSV, None
    )
    assert "1 of 42 agreed: Red 1, Amber 0, Green 0, 41 not agreed." in said


@pytest.mark.parametrize("to", ExportFormat)
def test_that_it_is_being_made_is_said_for_each_format(to: ExportFormat) -> None:
    assert export_words.making(to, None).text.endswith("You will find it in your messages with me.")
    assert "<#C1>" in export_words.making(to, "C1").text
    assert export_words.button(7)["action_id"] == ids.REVIEW_EXPORT
