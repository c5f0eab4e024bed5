"""The picture of channels side by side."""

from __future__ import annotations

import re
import struct

import pytest

from bot.domain.comparison import MOST_CHANNELS, page
from bot.render import compare
from bot.render.process import Renderer
from bot.render.typeset import typeset
from tests.render.compare_examples import usual, worst

TITLE, NOTE = "5 channels side by side", "Of the channels that you are in, by the alphabet."
GLYPH = re.compile(r"<use ")


def made(comparison, to: str = "png", *, system_fonts: bool = True) -> bytes:
    drawn = compare.picture(compare.job(comparison, TITLE, NOTE))
    return typeset("compare.typ", {"chart": drawn}, to=to, system_fonts=system_fonts)


@pytest.mark.parametrize("channels", range(1, MOST_CHANNELS + 1))
def test_it_has_the_size_of_what_is_in_it(channels: int) -> None:
    png = made(usual(channels))
    width, height = struct.unpack(">II", png[16:24])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (width, 900 < height < 1500) == (1600, True)
    assert len(png) < 400_000


@pytest.mark.parametrize("first", [0, 5, 10])
@pytest.mark.parametrize("system_fonts", [True, False])
def test_whatever_channels_are_called_it_is_drawn(first: int, system_fonts: bool) -> None:
    png = made(page(worst(30), first), system_fonts=system_fonts)
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height < 3000) == (1600, True)


def test_every_name_and_number_is_drawn_whole() -> None:
    """A glyph for each character: nothing is cut."""
    comparison = usual(3)
    given = compare.job(comparison, TITLE, NOTE)

    def drawn(job) -> int:
        svg = typeset("compare.typ", {"chart": compare.picture(job)}, to="svg", system_fonts=False)
        return len(GLYPH.findall(svg.decode()))

    longer = {**given, "names": [f"{name}-more" for name in given["names"]]}
    assert drawn(longer) - drawn(given) == len("-more") * len(given["names"])


@pytest.mark.parametrize("channels", range(1, MOST_CHANNELS + 1))
def test_the_parts_of_a_bar_fill_it_and_have_room_for_their_labels(channels: int) -> None:
    drawn = compare.picture(
        compare.job(page(worst(30), 0) if channels == 5 else usual(channels), TITLE, NOTE)
    )
    for section in drawn["sections"]:
        for row in section["rows"]:
            for cell in row["cells"]:
                if cell["parts"]:
                    assert sum(part["length"] for part in cell["parts"]) == pytest.approx(drawn["bar"])
                for part in cell["parts"]:
                    assert part["length"] >= len(part["labels"][-1]) * compare.LETTER


def test_a_colour_never_stands_without_its_letter() -> None:
    drawn = compare.picture(compare.job(usual(4), TITLE, NOTE))
    letters = {"red": "R ", "amber": "A ", "green": "G "}
    seen = set()
    for section in drawn["sections"]:
        for part in (part for row in section["rows"] for cell in row["cells"] for part in cell["parts"]):
            seen.add(part["paint"])
            if part["paint"] in letters:
                assert all(label.startswith(letters[part["paint"]]) for label in part["labels"])
    assert seen == {*letters, "to_agree"}


async def test_a_child_makes_it() -> None:
    job = compare.job(usual(2), TITLE, NOTE)
    assert (await Renderer().render(job)).startswith(b"\x89PNG")
