"""The checklist: nothing of it is lost, and what is wrong in another one is named by its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checklist_file import ChecklistError, content_hash, load_checklist, parse_checklist
from bot.domain.checklist import Checklist

PATH = Path(__file__).resolve().parents[1] / "checklist.json"
CHECKLIST, RAW = load_checklist(PATH)
QUESTIONS = [
    "meaning-understood",
    "topic-communicated-often",
    "di-communicated-regularly",
    "social-mobility-in-di",
    "success-defined",
    "common-language",
    "behaviours-recognised",
    "leaders-know-their-part",
    "managers-supported",
    "priorities-joined-up",
    "no-competition",
    "intersectionality-driven",
    "inclusive-language",
    "all-backgrounds-united",
    "top-level-commitment",
    "kpis-agreed",
    "co-creation",
    "active-network",
    "network-channels",
    "people-equipped",
    "hashtags-signposted",
    "baseline-data",
    "quantitative-and-qualitative",
    "data-to-management",
    "data-to-employees",
    "targets-publicised",
    "successes-and-failures-shared",
    "board-approved-targets",
    "commitment-channels",
    "leaders-external-presence",
    "leaders-given-stories",
    "spokespeople",
    "speaking-opportunities",
    "external-work-told-internally",
    "open-collaboration",
    "conversations-instigated",
    "staff-connected",
    "sector-change",
    "competitors-as-partners",
    "third-parties",
    "research-contributed",
    "government-engaged",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*RAW, "x"]), inner, max_size=5)
    ),
    max_leaves=10,
)


def changed(*path: Any, to: Any) -> Any:
    content = copy.deepcopy(RAW)
    place = content
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = to
    return content


def problems(content: Any) -> list[str]:
    with pytest.raises(ChecklistError) as error:
        parse_checklist(content)
    return error.value.problems


def is_decided(content: Any) -> bool:
    """Whether it is taken, or refused in words; any other exception is a fault."""
    try:
        return isinstance(parse_checklist(content), Checklist)
    except ChecklistError as error:
        return bool(error.problems)


def test_it_is_whole() -> None:
    assert [question.id for area in CHECKLIST.areas for question in area.questions] == QUESTIONS
    assert (len(CHECKLIST.sections), len(CHECKLIST.areas), CHECKLIST.question_count) == (2, 10, 42)
    parts = (CHECKLIST.follow_ups, CHECKLIST.glossary, CHECKLIST.essentials)
    assert [len(part) for part in parts] == [5, 6, 6]


def test_green_is_always_good() -> None:
    reversed_ = [q.id for area in CHECKLIST.areas for q in area.questions if q.reversed_from_source]
    assert reversed_ == ["priorities-joined-up", "no-competition"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            changed("sections", 0, "areas", 2, "questions", 1, "id", to="Not An Id"),
            "sections[0].areas[2].questions[1].id: ",
        ),
        (changed("sections", 1, "areas", 0, "short", to="x" * 25), "sections[1].areas[0].short: "),
        (changed("scale", "red", "meaning", to="x" * 76), "scale.red.meaning: "),
        (changed("version", to="one"), "version: "),
        (changed("glossary", 3, "surplus", to=1), "glossary[3].surplus: "),
        (changed("sections", to=[]), "sections: "),
        ([], "checklist: "),
        (
            changed("sections", 0, "areas", 2, "questions", 1, "id", to="kpis-agreed"),
            "sections[0].areas[3].questions[1].id: 'kpis-agreed' stands already at "
            "sections[0].areas[2].questions[1].id",
        ),
        (
            changed("sections", 1, "areas", 0, "short", to="Data"),
            "sections[1].areas[0].short: 'Data' stands already at sections[0].areas[5].short",
        ),
        (
            changed("sections", 0, "areas", 0, "questions", 0, "terms", 0, to="nothing"),
            "sections[0].areas[0].questions[0].terms[0]: the glossary has no term 'nothing'",
        ),
        (
            changed("essentials", 5, "questions", 1, to="nothing"),
            "essentials[5].questions[1]: there is no question 'nothing'",
        ),
        (changed("essentials", 0, "section", to="nowhere"), "essentials[0].section: there is no section"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(content: Any, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems(content))


def test_all_problems_are_named_at_once() -> None:
    content = changed("sections", 0, "areas", 1, "short", to="")
    content["version"] = 0
    assert len(problems(content)) == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\x00\xff", "is not JSON"),
        (b"1" * 5000, "is not JSON"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"null", "checklist: "),
    ],
)
def test_a_file_that_is_no_checklist_at_all(tmp_path: Path, content: bytes, problem: str) -> None:
    broken = tmp_path / "mine.json"
    broken.write_bytes(content)
    with pytest.raises(ChecklistError, match=problem):
        load_checklist(broken)


@given(JSON)
def test_any_json_is_a_checklist_or_an_error_in_words(content: Any) -> None:
    assert is_decided(content)


@given(st.sampled_from(sorted(RAW)), JSON)
def test_any_part_can_be_wrong(part: str, value: Any) -> None:
    assert is_decided({**RAW, part: value})


def test_the_hash_names_the_wording_not_the_spacing() -> None:
    assert content_hash(json.loads(json.dumps(RAW, indent=7))) == content_hash(RAW)
    assert content_hash(changed("title", to="Another")) != content_hash(RAW)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("3", ["balance"]),
        ("data", ["data"]),
        ("Commitment", ["internal-commitment", "external-commitment"]),
        ("external: commitment", ["external-commitment"]),
        ("d&i", ["balance"]),
        ("NORMALISE the", ["normalise"]),
        ("0", []),
        ("11", []),
        ("99999999999999999999", []),
        ("٣", ["balance"]),
        ("②", []),
        ("nothing like it", []),
        ("  ", []),
    ],
)
def test_an_area_is_found_by_what_people_type(typed: str, found: list[str]) -> None:
    assert [area.id for area in CHECKLIST.find_areas(typed)] == found


@given(st.text(max_size=20) | st.text("0123456789 ²½③४", max_size=5))
def test_whatever_people_type_names_areas_or_none(typed: str) -> None:
    found = CHECKLIST.find_areas(typed)
    assert found == [area for area in CHECKLIST.areas if area in found]


def test_areas_of_the_same_name_are_told_apart() -> None:
    names = [CHECKLIST.name_of(area.id) for area in CHECKLIST.areas]
    assert len(set(names)) == 10
    assert "External: Commitment" in names


def test_a_question_is_found_by_its_number_or_its_words() -> None:
    area = CHECKLIST.areas[2]
    assert CHECKLIST.find_questions("3.2") == [area.questions[1]]
    for nowhere in ("3.99", "99.1", "3.0", "", "xyzzy"):
        assert CHECKLIST.find_questions(nowhere) == []
    question = area.questions[0]
    assert CHECKLIST.find_questions(question.id) == [question]
    assert CHECKLIST.find_questions(question.short.upper()) == [question]
    assert CHECKLIST.find_questions(area.id) == list(area.questions)
