"""The files that platforms read: what they start and set is what there is."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.settings import Settings

CHECKOUT = Path(__file__).parents[2]
VARIABLES = {field.alias for field in Settings.model_fields.values()}
SET_BY_THE_PLATFORM = {"DATABASE_URL", "HOST", "PORT"}
FOR_FEW = {"SLACK_API_URL", "SOCMOB_CHECKLIST", "SOCMOB_TICK_SECONDS"}
"""Nobody who presses the button has to think of these; the README tells of them."""


def processes() -> dict[str, list[str]]:
    lines = (CHECKOUT / "Procfile").read_text().splitlines()
    return {name: shlex.split(command) for name, _, command in (line.partition(": ") for line in lines)}


@pytest.mark.parametrize("name", ["release", "web", "worker"])
def test_the_procfile_starts_what_there_is(name):
    *settings, python, dash_m, module, command = processes()[name]
    assert (python, dash_m, module) == ("python", "-m", "bot.cli")
    assert command == {"release": "migrate", "web": "web", "worker": "worker"}[name]
    assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0
    assert {setting.partition("=")[0] for setting in settings} <= VARIABLES


def test_only_the_web_process_listens_to_the_world():
    assert "HOST=0.0.0.0" in processes()["web"]
    assert "HOST=0.0.0.0" not in processes()["worker"]


def test_app_json_sets_what_is_read_and_runs_what_the_procfile_starts():
    app = json.loads((CHECKOUT / "app.json").read_text("utf-8"))
    assert set(app["env"]) == VARIABLES - SET_BY_THE_PLATFORM - FOR_FEW
    assert all(variable["description"].endswith(".") for variable in app["env"].values())
    assert app["env"]["SLACK_BOT_TOKEN"]["required"] is True
    assert set(app["formation"]) == set(processes()) - {"release"}
    assert any(addon["plan"].startswith("heroku-postgresql:") for addon in app["addons"])
    # Secrets have no value that somebody could leave as it is.
    assert all("value" not in variable for name, variable in app["env"].items() if name.startswith("SLACK_"))
