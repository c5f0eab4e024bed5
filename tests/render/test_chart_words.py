"""What the picture shows is said in words too, for who cannot see it."""

from __future__ import annotations

import pytest

from bot.domain.chart import AreaBar, RagChart, alt_text, in_words, movement, sections, state, total_bar
from tests.render.chart_examples import FORTY, USUAL, WORST, one_area


def bar(red: int, amber: int, green: int, to_agree: int = 0, left_out: int = 0, before=None) -> AreaBar:
    return AreaBar("Data", "Internal", red, amber, green, to_agree, left_out, before)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (
            bar(3, 2, 1, 4, 1, (2, 2, 2)),
            "Red 3 (1 more), Amber 2 (the same), Green 1 (1 fewer), 4 to agree, 1 not applicable",
        ),
        (bar(1, 0, 2), "Red 1, Amber 0, Green 2; nothing was agreed before"),
        (bar(1, 0, 2, before=(0, 0, 0)), "Red 1, Amber 0, Green 2; nothing was agreed before"),
        (bar(0, 0, 0, 5), "5 to agree"),
        (bar(0, 0, 0, 0, 2), "2 not applicable"),
        (bar(0, 0, 0), "no questions"),
        (bar(0, 0, 0, 2, 0, (1, 0, 1)), "Red 0 (1 fewer), Amber 0 (the same), Green 0 (1 fewer), 2 to agree"),
    ],
)
def test_the_state_of_an_area(area: AreaBar, words: str) -> None:
    assert state(area) == words


@pytest.mark.parametrize(
    ("area", "lines"),
    [
        (bar(3, 2, 1, before=(2, 2, 2)), ("Red 1 more", "Green 1 fewer")),
        (bar(2, 2, 2, before=(2, 2, 2)), ("The same",)),
        (bar(2, 2, 2), ("Nothing agreed before",)),
        (bar(0, 0, 0, 3), ("Nothing agreed yet",)),
        (bar(0, 0, 0, 0, 3), ()),
    ],
)
def test_the_movement_of_an_area(area: AreaBar, lines: tuple[str, ...]) -> None:
    assert movement(area) == lines


@pytest.mark.parametrize("chart", [USUAL, WORST, FORTY])
def test_the_words_leave_nothing_out(chart: RagChart) -> None:
    lines = in_words(chart).split("\n")
    assert lines[0] == chart.title
    for area in chart.bars:
        assert f"{area.name}: {state(area)}." in lines
    assert [line for line in lines if line in dict(sections(chart))] == list(dict(sections(chart)))


def test_the_sums_leave_out_where_nothing_was_agreed() -> None:
    assert state(total_bar(USUAL)) == (
        "Red 6 (the same), Amber 14 (2 more), Green 12 (3 more), 7 to agree, 3 not applicable"
    )
    assert total_bar(RagChart("t", (bar(1, 1, 1),))).before is None


def test_a_usual_chart_is_described_in_full_what_slipped_first() -> None:
    text = alt_text(USUAL)
    assert len(text) <= 1000
    assert text.startswith(f"{USUAL.title}: ")
    assert f"All areas: {state(total_bar(USUAL))}." in text
    places = {area.name: text.index(f" {area.name}: {state(area)}.") for area in USUAL.bars}
    assert sorted(places, key=places.__getitem__)[:2] == ["Data", "Collaborate"]


@pytest.mark.parametrize("chart", [WORST, FORTY, RagChart("t" * 2000, FORTY.bars)])
def test_a_description_too_long_ends_with_how_many_are_left_out(chart: RagChart) -> None:
    text = alt_text(chart)
    assert len(text) <= 1000
    told = sum(f" {area.name}: {state(area)}." in text for area in chart.bars)
    assert 0 < told < len(chart.bars)
    assert text.endswith(f" And {len(chart.bars) - told} more areas.")


def test_areas_of_one_name_are_told_apart_by_their_section() -> None:
    areas = (AreaBar("Commitment", s, 1, 0, 0, 0, 0, None) for s in ("Internal", "External"))
    text = alt_text(RagChart("t", tuple(areas)))
    assert "Commitment (Internal): " in text
    assert "Commitment (External): " in text
    assert "Data (Internal" not in alt_text(one_area())
