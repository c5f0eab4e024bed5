"""Reading a checklist: validated by pydantic, every problem named by its place in the file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.domain import checklist as domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Meaning = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]

SHOWN_PROBLEMS = 20


class ChecklistError(ValueError):
    """The checklist cannot be used. ``problems``: each ``place: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        shown = problems[:SHOWN_PROBLEMS]
        if len(problems) > len(shown):
            shown = [*shown, f"and {len(problems) - len(shown)} more"]
        super().__init__("The checklist cannot be used:\n" + "\n".join(f"  {line}" for line in shown))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Question(_Part):
    id: Id
    short: Annotated[Line, Field(max_length=45)]
    text: Text
    green_example: Text
    terms: list[Id] = []
    prompt: Line | None = None
    reversed_from_source: bool = False


class _Area(_Part):
    id: Id
    title: Line
    short: Annotated[Line, Field(max_length=24)]
    questions: Annotated[list[_Question], Field(min_length=1, max_length=12)]


class _Section(_Part):
    id: Id
    title: Line
    step_label: Line
    areas: Annotated[list[_Area], Field(min_length=1, max_length=20)]


class _FollowUp(_Part):
    id: Id
    text: Text
    per: Annotated[str, StringConstraints(pattern=r"^area$")] | None = None
    computed: Annotated[str, StringConstraints(pattern=r"^rag-counts$")] | None = None


class _Essential(_Part):
    id: Id
    section: Id
    title: Line
    points: Annotated[list[Line], Field(min_length=1)]
    questions: Annotated[list[Id], Field(min_length=1)]


class _Term(_Part):
    id: Id
    term: Line
    definition: LongText


class _Scale(_Part):
    class Colour(_Part):
        label: Line
        meaning: Meaning

    red: Colour
    amber: Colour
    green: Colour


class _CaseStudy(_Part):
    title: Line
    internal: list[Text]
    external: list[Text]
    lessons: list[Text]
    commitments: list[Text]


class _Checklist(_Part):
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Line
    summary: Text
    source: Text
    introduction: Annotated[list[Text], Field(min_length=1)]
    scale: _Scale
    sections: Annotated[list[_Section], Field(min_length=1)]
    follow_ups: list[_FollowUp]
    essentials_intro: Text
    essentials: list[_Essential]
    glossary: list[_Term]
    case_study: _CaseStudy


def load_checklist(path: Path) -> tuple[domain.Checklist, dict[str, Any]]:
    """The checklist in a file, and its content as it stands there. Raises ChecklistError or OSError."""
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise ChecklistError([f"{path.name}: is not JSON ({error})"]) from error
    except RecursionError as error:
        raise ChecklistError([f"{path.name}: is nested too deeply"]) from error
    return parse_checklist(content), content


def parse_checklist(content: Any) -> domain.Checklist:
    """Raises ChecklistError with all problems at once."""
    try:
        model = _Checklist.model_validate(content)
    except ValidationError as error:
        raise ChecklistError([f"{_place(e['loc'])}: {e['msg']}" for e in error.errors()]) from error
    problems = list(_cross_check(model))
    if problems:
        raise ChecklistError(problems)
    return _domain(model)


def content_hash(content: Any) -> str:
    """Names a wording: the same content has the same hash, whatever the file's spacing."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _place(location: tuple[int | str, ...]) -> str:
    """``sections[0].areas[2].questions[1].id``"""
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else part
    return place or "checklist"


def _cross_check(checklist: _Checklist) -> Iterator[str]:
    """What no single field can tell: ids that repeat, and references to what is not there."""
    areas = [
        (f"sections[{s}].areas[{a}]", area)
        for s, section in enumerate(checklist.sections)
        for a, area in enumerate(section.areas)
    ]
    questions = [
        (f"{place}.questions[{q}]", question)
        for place, area in areas
        for q, question in enumerate(area.questions)
    ]
    sections = [(f"sections[{s}]", section) for s, section in enumerate(checklist.sections)]
    terms = [(f"glossary[{t}]", term) for t, term in enumerate(checklist.glossary)]
    essentials = [(f"essentials[{e}]", essential) for e, essential in enumerate(checklist.essentials)]
    follow_ups = [(f"follow_ups[{f}]", follow_up) for f, follow_up in enumerate(checklist.follow_ups)]
    for parts in (sections, areas, questions, terms, essentials, follow_ups):
        yield from _repeats("id", ((place, part.id) for place, part in parts))
    yield from _repeats("short", ((place, area.short) for place, area in areas))

    term_ids = {term.id for _, term in terms}
    question_ids = {question.id for _, question in questions}
    section_ids = {section.id for _, section in sections}
    for place, question in questions:
        for t, term_id in enumerate(question.terms):
            if term_id not in term_ids:
                yield f"{place}.terms[{t}]: the glossary has no term {term_id!r}"
    for place, essential in essentials:
        if essential.section not in section_ids:
            yield f"{place}.section: there is no section {essential.section!r}"
        for q, question_id in enumerate(essential.questions):
            if question_id not in question_ids:
                yield f"{place}.questions[{q}]: there is no question {question_id!r}"


def _repeats(field: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    places = list(values)
    counts = Counter(value for _, value in places)
    first: dict[str, str] = {}
    for place, value in places:
        if counts[value] > 1 and first.setdefault(value, place) != place:
            yield f"{place}.{field}: {value!r} stands already at {first[value]}.{field}"


def _domain(model: _Checklist) -> domain.Checklist:
    return domain.Checklist(
        id=model.id,
        version=model.version,
        title=model.title,
        summary=model.summary,
        source=model.source,
        introduction=tuple(model.introduction),
        scale=domain.Meanings(
            red=model.scale.red.meaning, amber=model.scale.amber.meaning, green=model.scale.green.meaning
        ),
        sections=tuple(
            domain.Section(
                section.id,
                section.title,
                section.step_label,
                tuple(
                    domain.Area(area.id, area.title, area.short, tuple(map(_question, area.questions)))
                    for area in section.areas
                ),
            )
            for section in model.sections
        ),
        follow_ups=tuple(domain.FollowUp(f.id, f.text, f.per, f.computed) for f in model.follow_ups),
        essentials_intro=model.essentials_intro,
        essentials=tuple(
            domain.Essential(e.id, e.section, e.title, tuple(e.points), tuple(e.questions))
            for e in model.essentials
        ),
        glossary=tuple(domain.Term(t.id, t.term, t.definition) for t in model.glossary),
        case_study=domain.CaseStudy(
            model.case_study.title,
            tuple(model.case_study.internal),
            tuple(model.case_study.external),
            tuple(model.case_study.lessons),
            tuple(model.case_study.commitments),
        ),
    )


def _question(model: _Question) -> domain.Question:
    return domain.Question(
        id=model.id,
        short=model.short,
        text=model.text,
        green_example=model.green_example,
        terms=tuple(model.terms),
        prompt=model.prompt,
        reversed_from_source=model.reversed_from_source,
    )
