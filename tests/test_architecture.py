"""Who may import whom, and that importing does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "bot").rglob("*.py"))
ROOMS = {
    "domain": {"domain"},
    "store": {"store", "domain"},
    "blocks": {"blocks", "domain"},
    "slack": {"slack", "blocks", "domain"},
    "front": {"front", "slack"},
    "sandbox": {"sandbox"},
    "listeners": {"listeners", "store", "blocks", "slack", "domain", "render", "services", "homes"},
    "render": {"render", "domain"},
    "jobs": {"jobs", "store", "blocks", "slack", "domain", "render", "services", "homes"},
}
LONGEST_FILE = 330
KNOWS_THE_CLOCK = {"bot/app.py"}
SYSTEM_CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
DRAWERS = {"utils", "helpers", "common", "misc"}
HARMLESS = """
import importlib, socket, sys, threading
def refuse(*_args, **_more): raise AssertionError("importing has an effect")
socket.socket.connect = threading.Thread.start = refuse
for name in sys.argv[1:]: importlib.import_module(name)
"""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def rooms_of(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("bot.")}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_go_one_way(room: str) -> None:
    modules = sorted((ROOT / "bot" / room).rglob("*.py"))
    assert modules
    foreign = {name_of(path): rooms_of(imported(path)) - ROOMS[room] for path in modules}
    assert {name: rooms for name, rooms in foreign.items() if rooms} == {}


def test_the_domain_knows_no_framework() -> None:
    allowed = set(sys.stdlib_module_names) | {"bot"}
    for path in sorted((ROOT / "bot" / "domain").rglob("*.py")):
        assert {name.split(".")[0] for name in imported(path)} <= allowed, name_of(path)


def test_only_the_store_speaks_sqlalchemy() -> None:
    speakers = {name_of(path) for path in MODULES if any(n.split(".")[0] == "sqlalchemy" for n in run(path))}
    assert speakers
    assert {name for name in speakers if not name.startswith("bot/store/")} == set()


@pytest.mark.parametrize(("library", "module"), [("typst", "typeset"), ("xlsxwriter", "xlsx")])
def test_only_the_child_of_render_loads_what_makes_files(library: str, module: str) -> None:
    loading = {name_of(path) for path in MODULES if any(n.split(".")[0] == library for n in imported(path))}
    assert loading == {f"bot/render/{module}.py"}
    leading_there = {name_of(path) for path in MODULES if f"bot.render.{module}" in imported(path)}
    assert leading_there == {"bot/render/__main__.py"}


def test_only_the_rooms_that_send_pictures_and_the_root_import_render() -> None:
    outside = [path for path in MODULES if path.parent == ROOT / "bot"]
    assert {name_of(path) for path in outside if "render" in rooms_of(run(path))} <= {"bot/app.py"}


def run(path: Path) -> set[str]:
    """What a module imports when it runs, not only for its types."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_only_the_composition_root_looks_at_the_clock() -> None:
    """The sandbox is another program: Slack has a clock of its own."""
    looking = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value).rsplit(".", 1)[-1]
                if (owner, node.func.attr) in SYSTEM_CLOCK:
                    looking.add(name_of(path))
    assert {name for name in looking if not name.startswith("bot/sandbox/")} <= KNOWS_THE_CLOCK


def test_importing_has_no_effect() -> None:
    names = [
        name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in MODULES
    ]
    done = subprocess.run(
        [sys.executable, "-c", HARMLESS, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_test_files_have_names_of_their_own() -> None:
    """Of two with one name pytest collects neither in a run of all, though each runs by itself."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, number in names.items() if number > 1] == []


def test_files_are_small_and_no_drawers() -> None:
    long = {name_of(path): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}
    assert {name_of(path) for path in MODULES if path.stem in DRAWERS} == set()
