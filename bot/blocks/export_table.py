"""What stands in a file of a review, in words: plain text, for nothing in a file is Slack's markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.blocks.text import answer_count, listed
from bot.domain.answers import RATINGS
from bot.domain.days import month
from bot.domain.export import Standing
from bot.domain.export_table import Cell, Document, Group, Table, TableKind
from bot.domain.language import marked, t, tc, tn
from bot.domain.next_steps import StepState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.export import AreaLines, Export, ExportStep, FollowUpLine, SectionLines
    from bot.domain.export_table import Row
    from bot.domain.status import Counts

STANDINGS = {
    Standing.RED: marked("Red"),
    Standing.AMBER: marked("Amber"),
    Standing.GREEN: marked("Green"),
    Standing.NOT_APPLICABLE: marked("Not applicable"),
    Standing.TO_AGREE: marked("To agree"),
    Standing.NOT_AGREED: marked("Not agreed"),
    Standing.NOT_REVEALED: marked("Not revealed"),
}
STATES = {
    StepState.IN_PROGRESS: marked("In progress"),
    StepState.DONE: marked("Done"),
    StepState.WONT_DO: marked("Won't do"),
}
"""That a next step is open goes without saying."""

TAG = re.compile("[a-z]{2,3}(-[A-Z]{2})?")


def document(export: Export, made_on: date) -> Document:
    tables = [_checklist(export), _follow_ups(export)]
    if export.comments is not None:
        tables.append(_comments(export))
    return Document(
        title=export.review.title,
        facts=tuple(facts(export, made_on)),
        made_on=made_on,
        language=_language(),
        page=t("Page {page} of {pages}", page="{page}", pages="{pages}"),
        tables=tuple(table for table in tables if table.groups),
    )


def facts(export: Export, made_on: date) -> Iterator[str]:
    yield standing(export)
    yield t("As of {day}.", day=_day(made_on))


def standing(export: Export) -> str:
    """``31 of 42 agreed: Red 6, Amber 14, Green 11, 11 to agree.``"""
    counts = export.counts
    return t(
        "{agreed} of {total} agreed: {counts}.",
        agreed=counts.agreed,
        total=counts.total,
        counts=_counts(counts, is_open=export.review.is_open),
    )


def _language() -> str:
    """Of the words, for whoever has the file read aloud."""
    tag = tc("the language of the translation, such as de or pt-BR", "en")
    return tag if TAG.fullmatch(tag) else "en"


def _checklist(export: Export) -> Table:
    labels = list(dict.fromkeys(section.step_label for section in export.sections))
    heads = _heads(_either(labels))
    groups = [_section(section) for section in export.sections]
    if export.whole:
        rows = tuple((Cell(), Cell(), Cell(), *_step(step)) for step in export.whole)
        groups.append(Group(t("The review as a whole"), heads, rows))
    return Table(TableKind.CHECKLIST, t("Checklist"), t("Section"), heads, tuple(groups))


def _either(labels: list[str]) -> str:
    if len(labels) == 1:
        return labels[0]
    if len(labels) == 2:
        return t("{one} or {other}", one=labels[0], other=labels[1])
    return t("Next step")


def _heads(steps: str) -> tuple[str, ...]:
    return (t("Area"), t("Recommendation"), t("Current status"), steps, t("Due date"))


def _section(section: SectionLines) -> Group:
    rows = tuple(row for area in section.areas for row in _area(area))
    return Group(section.title, _heads(section.step_label), rows)


def _area(area: AreaLines) -> Iterator[Row]:
    """A row for each next step; what has none has a row all the same."""
    is_first = True
    for line in area.lines:
        words = t("The area as a whole") if line.recommendation is None else line.recommendation
        standing = Cell(t(STANDINGS[line.standing]), line.standing) if line.standing else Cell()
        for number, step in enumerate(line.steps or (None,)):
            again = number > 0
            yield (
                Cell(area.name, repeats=not is_first),
                Cell(words, repeats=again),
                Cell(standing.text, standing.standing, repeats=again),
                *_step(step),
            )
            is_first = False


def _step(step: ExportStep | None) -> tuple[Cell, Cell]:
    if step is None:
        return Cell(), Cell()
    return Cell("\n".join(_step_lines(step))), Cell(_day(step.due_on), day=step.due_on)


def _step_lines(step: ExportStep) -> Iterator[str]:
    yield step.text
    owner = step.owner or t("somebody who is not here any more")
    if step.state in STATES:
        yield t("Owner: {owner}. {state}.", owner=owner, state=t(STATES[step.state]))
    else:
        yield t("Owner: {owner}.", owner=owner)
    if step.evidence_url:
        yield t("Evidence: {link}", link=step.evidence_url)


def _follow_ups(export: Export) -> Table:
    heads = (t("Follow-up question"), t("Area"), t("Answers"), t("Due date"))
    rows: list[Row] = []
    before = None
    for line in export.follow_ups:
        for answer in _answers(export, line):
            rows.append(
                (Cell(line.question, repeats=line.question == before), Cell(line.area or ""), *answer)
            )
            before = line.question
    groups = (Group("", heads, tuple(rows)),) if rows else ()
    title = t("Follow-up questions")
    return Table(TableKind.FOLLOW_UPS, title, t("Section"), heads, groups)


def _answers(export: Export, line: FollowUpLine) -> Iterator[tuple[Cell, Cell]]:
    if line.is_computed:
        is_open = export.review.is_open
        words = _counts(line.counts, is_open=is_open) if line.counts else t(STANDINGS[Standing.NOT_REVEALED])
        yield Cell(words), Cell()
    elif line.answers:
        yield from map(_step, line.answers)
    else:
        yield Cell(t("Not answered yet")), Cell()


def _comments(export: Export) -> Table:
    """Without names, in no author's order."""
    heads = (t("Area"), t("Recommendation"), t("Comments"), t("Evidence"))
    rows: list[Row] = []
    for comment in export.comments or ():
        above = rows[-1] if rows else (Cell(), Cell())
        rows.append(
            (
                Cell(comment.area, repeats=comment.area == above[0].text),
                Cell(comment.recommendation, repeats=comment.recommendation == above[1].text),
                Cell(comment.text),
                Cell(comment.evidence_url or ""),
            )
        )
    if not rows:
        rows.append((Cell(), Cell(), Cell(t("There are no comments that can be read.")), Cell()))
    return Table(TableKind.COMMENTS, t("Comments"), t("Section"), heads, (Group("", heads, tuple(rows)),))


def _counts(counts: Counts, *, is_open: bool) -> str:
    """``Red 1, Amber 3, Green 2, 1 not applicable, 2 to agree``: all three, so that a nought is said too."""
    parts = [answer_count(choice, counts.count(choice)) for choice in RATINGS]
    if counts.not_applicable:
        parts.append(tn("{n} not applicable", "{n} not applicable", counts.not_applicable))
    if counts.to_agree and is_open:
        parts.append(tn("{n} to agree", "{n} to agree", counts.to_agree))
    elif counts.to_agree:
        parts.append(tn("{n} not agreed", "{n} not agreed", counts.to_agree))
    return listed(parts)


def _day(on: date) -> str:
    """``11 December 2026``"""
    return t("{day} {month} {year}", day=on.day, month=month(on), year=on.year)
