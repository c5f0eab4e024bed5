"""What translators work on is complete, and can be taken from the source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.language import template
from tests.language.template import COMMAND, ROOT, TEMPLATE

SAY = {"t": 1, "tn": 2, "tc": 2, "marked": 1}
"""How many of the arguments are taken into the template."""

SOURCES = sorted((ROOT / "bot").rglob("*.py"))
NAMED = [path.relative_to(ROOT).as_posix() for path in SOURCES]


def test_the_template_is_up_to_date() -> None:
    fresh = template.written(template.extracted())
    assert TEMPLATE.read_text(encoding="utf-8") == fresh, f"Words changed. Run:\n{COMMAND}"


def test_the_readme_says_how_it_is_made() -> None:
    assert COMMAND in (ROOT / "README.md").read_text(encoding="utf-8")


def is_constant(said: ast.expr) -> bool:
    if isinstance(said, ast.IfExp):
        return is_constant(said.body) and is_constant(said.orelse)
    return isinstance(said, ast.Name | ast.Attribute | ast.Subscript)


@pytest.mark.parametrize("path", SOURCES, ids=NAMED)
def test_words_are_literal_where_they_are_said(path: Path) -> None:
    """``t(NAME)`` says a constant that is ``marked``; anything else but a literal could not be taken out."""
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAY):
            continue
        for said in node.args[: SAY[node.func.id]]:
            literal = isinstance(said, ast.Constant) and isinstance(said.value, str)
            if not literal and not (node.func.id == "t" and is_constant(said)):
                wrong.append(f"line {node.lineno}: {ast.unparse(said)}")
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=NAMED)
def test_no_words_are_said_within_an_f_string(path: Path) -> None:
    """They would not be found there: before Python 3.12 such a string is one token."""
    inside = [
        f"line {string.lineno}: {ast.unparse(call)}"
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAY
        if any(isinstance(said, ast.Constant) for said in call.args[:1])
    ]
    assert inside == []
