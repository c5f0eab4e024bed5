"""Channels side by side: a table and the same in words, nothing that ranks."""

from __future__ import annotations

import pytest

from bot.blocks import compare, compare_words, ids
from bot.blocks.text import escape
from bot.domain.comparison import MOST_CHANNELS, page
from bot.domain.status import Counts
from tests.blocks.message_checks import action_ids, element, fits, words
from tests.render.compare_examples import AREAS, usual, worst


def table(message):
    (found,) = [block for block in message.blocks if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in found["rows"]]


def test_areas_in_rows_channels_in_columns() -> None:
    comparison = usual(3)
    message = compare.message(comparison)
    header, *rows = table(message)
    assert header == ["Area", *(f"#{one.name}" for one in comparison.channels)]
    assert [row[0] for row in rows] == [area.name for area in AREAS]
    assert rows[0][2] == compare_words.cell(comparison.channels[1].counts[AREAS[0].id])
    assert message.text.startswith("3 channels side by side. ")
    fits(message)


def test_the_text_says_every_cell() -> None:
    comparison = usual(MOST_CHANNELS)
    text = compare.message(comparison).text
    for area in comparison.areas:
        [line, *_] = [line for line in text.splitlines() if line.startswith(f"{escape(area.name)}: ")]
        for channel in comparison.channels:
            counts = channel.counts[area.id]
            for number, word in ((counts.red, "Red"), (counts.amber, "Amber"), (counts.green, "Green")):
                said = line.split(f"<#{channel.channel_id}> ")[1].split(";")[0]
                assert (f"{word} {number}" in said) == bool(number)


def test_where_slack_takes_no_table_sections_say_the_same() -> None:
    comparison = usual(3)
    plain, message = compare.plain(comparison), compare.message(comparison)
    assert plain.text == message.text
    assert all(block["type"] != "table" for block in plain.blocks)
    for area in comparison.areas:
        for channel in comparison.channels:
            assert f"<#{channel.channel_id}> {compare_words.cell(channel.counts[area.id])}" in words(plain)
    fits(plain)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(1, 0, 3, 1, 7), "Red 1, Green 3, 1 not applicable, 2 to agree"),
        (Counts(amber=2, questions=2), "Amber 2"),
        (Counts(questions=4), "nothing agreed"),
        (Counts(not_applicable=2, questions=2), "2 not applicable"),
        (None, "not asked there"),
    ],
)
def test_a_cell_in_words(counts: Counts | None, said: str) -> None:
    assert compare_words.cell(counts) == said


def test_strengths_and_gaps_are_named_by_area_with_their_whole() -> None:
    comparison = usual(3)
    lines = list(compare_words.in_few_words(comparison))
    area = comparison.areas[0]
    for one in comparison.gaps(area):
        counts = one.counts[area.id]
        assert f"#{one.name} ({counts.red} of {counts.agreed} Red)" in lines[0]
    assert lines[0].startswith(f"{area.name}: ")
    said = words(compare.message(comparison))
    assert "it is no ranking" in said
    assert not {"best", "worst", "rank ", "score"} & set(said.lower().split())


@pytest.mark.parametrize("first", [0, 5, 25])
@pytest.mark.parametrize("render", [compare.message, compare.plain])
def test_the_worst_fits(first: int, render) -> None:
    shown = page(worst(30), first)
    message = render(shown)
    fits(message, in_full=False)
    for area in shown.areas:
        assert f"\n{area.name}: " in message.text
    for one in shown.channels:
        assert message.text.count(f"<#{one.channel_id}>") >= len(shown.areas)
    assert len(compare_words.alt_text(shown)) <= 1000


def test_the_pages_are_reached_by_buttons() -> None:
    first, middle, last = (compare.message(page(worst(12), start)) for start in (0, 5, 10))
    assert action_ids(first) == [ids.COMPARE_PICTURE, ids.COMPARE_LATER]
    assert action_ids(middle) == [ids.COMPARE_PICTURE, ids.COMPARE_EARLIER, ids.COMPARE_LATER]
    assert action_ids(last) == [ids.COMPARE_PICTURE, ids.COMPARE_EARLIER]
    assert element(middle, ids.COMPARE_LATER)["value"] == "10"
    assert middle.text.startswith("Channels 6 to 10 of 12. ")


def test_with_fewer_than_two_channels_it_says_what_to_do() -> None:
    one, none = compare_words.too_few(channels=1), compare_words.too_few(channels=0)
    assert "only one channel that you are in" in one.text
    assert "`/socmob start` begins a review" in none.text
    fits(one)
    fits(none)
