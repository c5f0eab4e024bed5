"""The checklist's own terms: found by what a person typed, and in what a question says."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from bot.domain.checklist import plain

if TYPE_CHECKING:
    from bot.domain.checklist import Area, Checklist, Question, Term

CLOSE_ENOUGH = 0.5
MOST_NEAR = 3


def find(checklist: Checklist, words: str) -> list[Term]:
    """Terms that a person may mean: the one that is named so, else those that have it in their name."""
    wanted = plain(words)
    if not wanted:
        return []
    exact = [term for term in checklist.glossary if wanted in (plain(term.term), plain(term.id))]
    return exact or [term for term in checklist.glossary if wanted in plain(term.term)]


def nearest(checklist: Checklist, words: str) -> list[Term]:
    """Terms that are spelled most like ``words``, the nearest first; none where none is near enough."""
    by_name = {plain(term.term): term for term in checklist.glossary}
    names = difflib.get_close_matches(plain(words), by_name, n=MOST_NEAR, cutoff=CLOSE_ENOUGH)
    return [by_name[name] for name in names]


def used_in(checklist: Checklist, text: str) -> list[Term]:
    """The terms that stand in a text as whole words, whatever their case, in the order of the text.

    The longest counts: where *social mobility plan* is a term, it does not hold *social mobility* as well.
    """
    by_name = {_folded(term.term): term for term in checklist.glossary}
    if not by_name:
        return []
    longest_first = sorted(by_name, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    found = (by_name[match.group()] for match in pattern.finditer(_folded(text)))
    return list(dict.fromkeys(found))


def of_question(checklist: Checklist, question: Question) -> list[Term]:
    """The terms that the checklist names for a question, then those that its words use."""
    by_id = {term.id: term for term in checklist.glossary}
    named = [by_id[term_id] for term_id in question.terms if term_id in by_id]
    return list(dict.fromkeys([*named, *used_in(checklist, f"{question.text}\n{question.green_example}")]))


def questions_with(checklist: Checklist, term: Term) -> list[tuple[Area, Question]]:
    """The questions that a term helps to read, in the checklist's order."""
    return [
        (area, question)
        for area in checklist.areas
        for question in area.questions
        if term in of_question(checklist, question)
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
