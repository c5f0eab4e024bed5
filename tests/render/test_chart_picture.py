"""The picture itself: its size, that text stays text, that colours can be told apart and read on."""

from __future__ import annotations

import itertools
import re
import struct

import pytest

from bot.domain.chart import RagChart
from bot.render import chart as charts
from bot.render.bars import LONGEST_NAME
from bot.render.lengths import lengths
from bot.render.palette import INK, PAGE, PAINTS, QUIET_INK
from bot.render.typeset import typeset
from tests.render.chart_examples import FORTY, HOSTILE_NAMES, USUAL, WORST, one_area

WIDTH = 1600
GLYPH = re.compile(r"<use ")


def made(chart: RagChart, to: str = "png", *, system_fonts: bool = True) -> bytes:
    picture = charts.picture(charts.job(chart))
    return typeset("chart.typ", {"chart": picture}, to=to, system_fonts=system_fonts)  # type: ignore[arg-type]


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert png[12:16] == b"IHDR"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def glyphs(chart: RagChart) -> int:
    return len(GLYPH.findall(made(chart, "svg", system_fonts=False).decode()))


def test_the_usual_picture_is_small() -> None:
    png = made(USUAL)
    width, height = size(png)
    assert width == WIDTH
    assert 1000 < height <= 2000
    assert len(png) < 300_000


@pytest.mark.parametrize("system_fonts", [True, False])
def test_whatever_is_sent_is_drawn_with_any_fonts(system_fonts: bool) -> None:
    png = made(WORST, system_fonts=system_fonts)
    width, height = size(png)
    assert (width, height <= 2000) == (WIDTH, True)
    assert len(png) < 600_000


def test_a_machine_without_fonts_is_played_by_leaving_them_out(monkeypatch: pytest.MonkeyPatch) -> None:
    left_out: list[bool] = []
    monkeypatch.setattr(
        "typst.compile", lambda *_, **given: left_out.append(given["ignore_system_fonts"]) or b""
    )
    made(USUAL)
    made(USUAL, system_fonts=False)
    assert left_out == [False, True]


@pytest.mark.parametrize("chart", [one_area(), FORTY, RagChart("Nothing", ())])
def test_any_number_of_areas_is_drawn(chart: RagChart) -> None:
    width, height = size(made(chart))
    assert (width, height <= 200 + 180 * max(4, len(chart.bars))) == (WIDTH, True)


def test_the_same_chart_makes_the_same_bytes() -> None:
    assert made(WORST) == made(WORST)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_text_and_never_markup(name: str) -> None:
    """Each of its characters is drawn, one glyph for each."""
    drawn = glyphs(one_area(name)) - glyphs(one_area(""))
    assert drawn == len(name.replace(" ", ""))


def test_a_title_and_a_section_are_text_too() -> None:
    hostile = "#panic() *x* ]"
    plain = "apanic() xxx x"
    section = one_area(section=hostile)
    assert glyphs(RagChart(hostile, section.bars)) == glyphs(RagChart(plain, one_area(section=plain).bars))


def test_names_reach_the_template_as_data() -> None:
    job = charts.job(one_area("  a\n\tb\x00c\ud83d  "))
    assert job["sections"][0]["bars"][0]["name"] == "a bc?"
    assert len(charts.job(one_area("x" * 5000))["sections"][0]["bars"][0]["name"]) == LONGEST_NAME


def test_a_name_is_set_in_its_own_direction() -> None:
    rows = charts.picture(charts.job(WORST))["sections"]
    directions = [row["name"]["dir"] for section in rows for row in section["rows"]]
    assert directions == ["ltr"] * 4 + ["rtl"] * 2 + ["ltr"] * 4


def test_both_bars_of_an_area_have_one_scale() -> None:
    row = charts.picture(charts.job(one_area(red=3, amber=3, green=0, to_agree=4, before=(5, 5, 10))))
    [area] = row["sections"][0]["rows"]
    now = [(part["paint"], part["labels"][0], part["length"]) for part in area["now"]]
    half = charts.BAR / 20
    assert now == [
        ("red", "R 3", pytest.approx(3 * half)),
        ("amber", "A 3", pytest.approx(3 * half)),
        ("to_agree", "4 to agree", pytest.approx(4 * half)),
    ]
    assert [part["labels"] for part in area["before"]] == [["R 5"], ["A 5"], ["G 10"]]
    assert sum(part["length"] for part in area["before"]) == pytest.approx(charts.BAR)


def test_what_is_not_applicable_takes_no_length() -> None:
    [area] = charts.picture(charts.job(one_area(not_applicable=90)))["sections"][0]["rows"]
    assert area["left_out"] == "90 not applicable"
    assert sum(part["length"] for part in area["now"]) == pytest.approx(charts.BAR)


def test_a_small_part_has_room_for_its_label() -> None:
    assert lengths([1, 199], [60, 60], 700) == pytest.approx([60, 640])
    assert lengths([0, 199], [60, 60], 700) == pytest.approx([0, 700])
    assert lengths([1, 1], [600, 600], 700) == pytest.approx([350, 350])
    assert lengths([0, 0], [60, 60], 700) == [0, 0]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_everything_written_can_be_read() -> None:
    written = [(paint.ink, ground) for paint in PAINTS.values() for ground in (paint.fill, paint.pattern)]
    for ink, ground in [*written, (INK, PAGE), (QUIET_INK, PAGE)]:
        assert contrast(ink, ground) >= 4.5, (ink, ground)


def test_ratings_are_told_apart_without_their_hues() -> None:
    for one, other in itertools.combinations(PAINTS.values(), 2):
        assert contrast(one.fill, other.fill) >= 1.5, (one, other)
    for paint in PAINTS.values():
        assert contrast(paint.edge, PAGE) >= 3, paint
