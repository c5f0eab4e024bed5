"""The README tells what there is: commands, variables, rules, pictures, and how the tests are run."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest

from bot.blocks import help
from bot.blocks.text import WORDS
from bot.cli import main
from bot.domain.answers import AGREEMENT, FEWEST_RATINGS, RATINGS, SHOWN_FROM
from bot.manifest import OPTIONAL_SCOPES
from bot.settings import Settings

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text("utf-8")
LARGEST_PICTURE = 300_000


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    under = re.split(r"^#+ ", README.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in under.splitlines() if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines[2:]]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


def shell_command(heading: str) -> str:
    """The first one under a heading."""
    return README.partition(f"# {heading}\n")[2].partition("```sh\n")[2].partition("\n```")[0]


def default_in_words(name: str) -> str:
    field = next(field for field in Settings.model_fields.values() if field.alias == name)
    if field.is_required():
        return "needed"
    if field.default in (None, ()):
        return "none"
    if isinstance(field.default, Path):
        return f"`{field.default.relative_to(CHECKOUT)}`"
    return f"`{field.default:g}`" if isinstance(field.default, float) else f"`{field.default}`"


def test_the_commands_that_people_type():
    assert [(typed, does) for typed, does in rows("Use it")] == [
        (f"`/socmob {usage}`", does) for usage, does in help.COMMANDS
    ]


def test_the_commands_that_operators_type():
    told = [command for command, _ in rows("Operate it")]
    assert sorted(told) == sorted(f"`socmob {name}`" for name in main.commands)


def test_every_variable_stands_there_with_its_default():
    told = [(variable.strip("`"), default) for variable, default, _ in rows("Configuration")]
    assert [name for name, _ in told] == [field.alias for field in Settings.model_fields.values()]
    assert told == [(name, default_in_words(name)) for name, _ in told]


def test_the_tests_are_run_as_in_a_clean_clone():
    *_, last = (CHECKOUT / ".ci" / "run").read_text().splitlines()
    assert shell_command("Test it") == last


def test_trying_it_is_set_up_as_testing_it_is():
    tried = shell_command("Try it").replace("requirements.txt", "requirements-dev.txt")
    assert tried.replace(".venv/bin/socmob demo", ".venv/bin/python -m pytest") == shell_command("Test it")


def test_what_the_colours_mean():
    scale = json.loads((CHECKOUT / "checklist.json").read_text("utf-8"))["scale"]
    told = dict(map(tuple, rows("What the colours mean")))
    assert {WORDS[rating]: scale[rating]["meaning"] for rating in RATINGS}.items() <= told.items()


def test_the_rules_of_a_proposal_are_those_of_the_code():
    proposed = {does: when for when, does in rows("How a proposal is made")}
    assert proposed["*Not applicable* is proposed"] == (
        f"at least {AGREEMENT:.0%} are *Not applicable*, and at least {FEWEST_RATINGS}"
    )
    assert proposed["that rating is proposed"] == f"at least {AGREEMENT:.0%} of the ratings agree"
    assert f"fewer than {FEWEST_RATINGS} are ratings" in proposed["discuss: too few ratings"]
    assert f"Where fewer than {SHOWN_FROM} people rated a question" in README


def test_the_optional_permissions_are_named():
    assert all(f"`{scope}`" in README for scope in OPTIONAL_SCOPES)


def test_the_rooms_are_those_of_the_house():
    told = [room.strip("`") for room, _, _ in rows("The house")]
    assert sorted(told) == sorted(found.parent.name for found in (CHECKOUT / "bot").glob("*/__init__.py"))


def test_no_room_imports_from_another_than_it_says():
    told = {room.strip("`"): set(re.findall(r"`(\w+)`", imports)) for room, _, imports in rows("The house")}
    found = {room: set[str]() for room in told}
    for room in told:
        for path in (CHECKOUT / "bot" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot."):
                    found[room].add((node.module or "").split(".")[1])
    assert {room: others & told.keys() - {room} for room, others in found.items()} == told


@pytest.mark.parametrize("path", re.findall(r"`([a-z_]+/[a-z_]+\.py)`", README))
def test_what_it_sends_readers_to_is_there(path):
    assert (CHECKOUT / "bot" / path).is_file()


@pytest.mark.parametrize("path", re.findall(r'<img src="([^"]+)"', README))
def test_each_picture_is_there_and_small(path):
    assert 0 < (CHECKOUT / path).stat().st_size < LARGEST_PICTURE


def test_the_kinds_of_tests_that_it_names_are_known():
    config = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    markers = {marker.partition(":")[0] for marker in config["tool"]["pytest"]["ini_options"]["markers"]}
    named = set(re.findall(r'-m "?(?:not )?([a-z]+)"?`', README)) | set(re.findall(r"`--([a-z]+)`", README))
    assert named == markers
