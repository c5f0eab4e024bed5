"""The checklist as values: sections, areas, questions, and what explains them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.errors import NoSuchQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Question:
    id: str
    short: str
    text: str
    green_example: str
    terms: tuple[str, ...] = ()
    prompt: str | None = None
    reversed_from_source: bool = False


@dataclass(frozen=True)
class Area:
    """``short`` fits a modal title (24 characters); titles may repeat across sections, shorts may not."""

    id: str
    title: str
    short: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """Raises NoSuchQuestion."""
        return self.questions[self.number(question_id) - 1]

    def number(self, question_id: str) -> int:
        """The question's place in its area, counted from 1. Raises NoSuchQuestion."""
        for number, question in enumerate(self.questions, 1):
            if question.id == question_id:
                return number
        raise NoSuchQuestion


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    step_label: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Term:
    id: str
    term: str
    definition: str


@dataclass(frozen=True)
class FollowUp:
    id: str
    text: str
    per: str | None = None
    computed: str | None = None


@dataclass(frozen=True)
class Essential:
    id: str
    section: str
    title: str
    points: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class CaseStudy:
    title: str
    internal: tuple[str, ...]
    external: tuple[str, ...]
    lessons: tuple[str, ...]
    commitments: tuple[str, ...]


@dataclass(frozen=True)
class Meanings:
    """What each colour means, in the checklist's own words."""

    red: str
    amber: str
    green: str


@dataclass(frozen=True)
class Checklist:
    id: str
    version: int
    title: str
    summary: str
    source: str
    introduction: tuple[str, ...]
    scale: Meanings
    sections: tuple[Section, ...]
    follow_ups: tuple[FollowUp, ...]
    essentials_intro: str
    essentials: tuple[Essential, ...]
    glossary: tuple[Term, ...]
    case_study: CaseStudy

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """All areas in their order."""
        return tuple(area for section in self.sections for area in section.areas)

    @cached_property
    def _areas_by_id(self) -> Mapping[str, tuple[int, Section, Area]]:
        places: dict[str, tuple[int, Section, Area]] = {}
        for section in self.sections:
            for area in section.areas:
                places[area.id] = (len(places) + 1, section, area)
        return MappingProxyType(places)

    @cached_property
    def _area_of_question(self) -> Mapping[str, Area]:
        return MappingProxyType({q.id: area for area in self.areas for q in area.questions})

    def area(self, area_id: str) -> Area:
        """Raises KeyError."""
        return self._areas_by_id[area_id][2]

    def section_of(self, area_id: str) -> Section:
        """Raises KeyError."""
        return self._areas_by_id[area_id][1]

    def area_number(self, area_id: str) -> int:
        """The area's place among all areas, counted from 1. Raises KeyError."""
        return self._areas_by_id[area_id][0]

    def area_of(self, question_id: str) -> Area:
        """The area that holds a question. Raises KeyError."""
        return self._area_of_question[question_id]

    def follow_up(self, follow_up_id: str) -> FollowUp:
        """Raises NoSuchQuestion."""
        found = next((one for one in self.follow_ups if one.id == follow_up_id), None)
        if found is None:
            raise NoSuchQuestion
        return found

    @cached_property
    def question_count(self) -> int:
        return len(self._area_of_question)

    def name_of(self, area_id: str) -> str:
        """The area's title; with its section before it where another area has the same title."""
        area = self.area(area_id)
        twins = sum(1 for other in self.areas if other.title == area.title)
        return area.short if twins > 1 else area.title

    def find_areas(self, words: str) -> list[Area]:
        """Areas that a person may mean by ``words``: its number, its id, or a part of its name.

        An exact name wins over a part of one; several matches come back in the checklist's order.
        """
        wanted = plain(words)
        if not wanted:
            return []
        if wanted.isdecimal():
            if "-" in words:
                return []
            index = int(wanted) - 1 if len(wanted) < 4 else -1
            return [self.areas[index]] if 0 <= index < len(self.areas) else []
        exact = [area for area in self.areas if wanted in map(plain, _names(area))]
        if exact:
            return exact
        return [area for area in self.areas if any(wanted in plain(name) for name in _names(area))]

    def find_questions(self, words: str) -> list[Question]:
        """Questions that a person may mean: ``3.2`` is the second one of the third area, else it is an id or
        a part of the wording; an area stands for all of its questions. In the checklist's order.
        """
        area_number, dot, number = words.strip().partition(".")
        if dot and area_number.isdecimal() and number.isdecimal():
            place = int(number) if len(number) < 4 else 0
            areas = self.find_areas(area_number)
            return [q for area in areas for q in area.questions if place and area.number(q.id) == place]
        wanted = plain(words)
        if not wanted:
            return []
        every = [question for area in self.areas for question in area.questions]
        exact = [q for q in every if wanted in map(plain, _question_names(q))]
        if exact:
            return exact
        found = [q for q in every if any(wanted in plain(name) for name in _question_names(q))]
        areas = self.find_areas(words)
        return [q for q in every if q in found or any(q in area.questions for area in areas)]


def _question_names(question: Question) -> Iterator[str]:
    yield from (question.id, question.short, question.text)


def _names(area: Area) -> Iterator[str]:
    yield from (area.id, area.title, area.short)


def plain(text: str) -> str:
    """Letters and digits in lower case, single spaces: how a person may have typed a name."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold().replace("&", " and ")).split())
