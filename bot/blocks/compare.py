"""Channels side by side: areas in rows, channels in columns, and where each is strong or has gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import compare_words, ids, kit
from bot.blocks.kit import Message
from bot.blocks.spoken import MOST_CHARACTERS, spoken
from bot.blocks.text import escape_within, truncate
from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.blocks.kit import Block, Element
    from bot.domain.comparison import ComparedArea, ComparedChannel, Comparison

LONGEST_NAME = 60
LONGEST_HEADER = 80
LONGEST_SECTION = 2900


def message(comparison: Comparison) -> Message:
    """With a table; ``plain`` is the same for where Slack takes none."""
    return _message(comparison, [_table(_rows(comparison))])


def plain(comparison: Comparison) -> Message:
    return _message(comparison, _sections(list(_lines(comparison))))


def _message(comparison: Comparison, middle: Sequence[Block]) -> Message:
    title, about = compare_words.heading(comparison), compare_words.what_counts()
    learning = list(_learning(comparison))
    blocks: list[Block] = [kit.section(f"*{title}*\n{about}"), *middle]
    if learning:
        blocks += _sections(learning, t("Where each is strong, where it has gaps"))
    blocks.append(kit.context(compare_words.what_is_meant()))
    blocks.append(kit.actions(*_buttons(comparison)))
    lead = f"{title}. {about}"
    meant = compare_words.what_is_meant()
    cells = list(_lines(comparison))
    if sum(map(len, cells)) + len(cells) + len(meant) + len(lead) >= MOST_CHARACTERS:
        cells = list(_lines(comparison, short=True))
    text = spoken(lead, [*cells, *learning, meant], shorter=[*cells, meant])
    return Message(text, blocks)


def _table(rows: list[list[str]]) -> Block:
    """Plain text; the first row is the header. There can be one in a message, and a workspace may not take
    any yet.
    """
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows],
        "column_settings": [{"is_wrapped": True} for _ in rows[0]],
    }


def _rows(comparison: Comparison) -> list[list[str]]:
    header = [t("Area"), *(truncate(f"#{one.name}", LONGEST_HEADER) for one in comparison.channels)]
    rows = [
        [truncate(area.name, LONGEST_NAME), *(_cell(one, area) for one in comparison.channels)]
        for area in comparison.areas[: compare_words.MOST_AREAS]
    ]
    return [header, *rows]


def _cell(channel: ComparedChannel, area: ComparedArea) -> str:
    return compare_words.cell(channel.counts.get(area.id))


def _lines(comparison: Comparison, *, short: bool = False) -> Iterator[str]:
    """``Data: #one Red 1, Amber 3; #two Green 2.``"""
    told = compare_words.cell_in_letters if short else compare_words.cell
    for area in comparison.areas[: compare_words.MOST_AREAS]:
        name = escape_within(area.name, LONGEST_NAME)
        cells = "; ".join(f"{_channel(one)} {told(one.counts.get(area.id))}" for one in comparison.channels)
        yield t("{area}: {cells}.", area=name, cells=cells)


def _learning(comparison: Comparison) -> Iterator[str]:
    for area in comparison.areas[: compare_words.MOST_AREAS]:
        line = compare_words.strong_and_gaps(
            comparison, area, _channel, escape_within(area.name, LONGEST_NAME)
        )
        if line:
            yield line


def _channel(channel: ComparedChannel) -> str:
    return f"<#{channel.channel_id}>"


def _sections(lines: Sequence[str], title: str | None = None) -> list[Block]:
    """As few sections as hold all the lines."""
    texts, text = [], f"*{title}*" if title else ""
    for line in lines:
        shown = f"• {line}"
        if text and len(text) + len(shown) + 1 > LONGEST_SECTION:
            texts.append(text)
            text = ""
        text = f"{text}\n{shown}" if text else shown
    return [kit.section(one) for one in [*texts, text] if one]


def _buttons(comparison: Comparison) -> Iterator[Element]:
    first = str(comparison.first)
    yield kit.button(
        t("Send me the picture"),
        ids.COMPARE_PICTURE,
        first,
        label=t("Send me this as a picture, privately"),
    )
    if comparison.earlier is not None:
        yield kit.button(
            t("Earlier channels"),
            ids.COMPARE_EARLIER,
            str(comparison.earlier),
            label=t("Earlier channels, by the alphabet"),
        )
    if comparison.later is not None:
        yield kit.button(
            t("Later channels"),
            ids.COMPARE_LATER,
            str(comparison.later),
            label=t("Later channels, by the alphabet"),
        )
