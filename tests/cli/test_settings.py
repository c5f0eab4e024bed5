from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import CHECKLIST, SettingsError, read_database_settings, read_settings

LEAST = {"SLACK_BOT_TOKEN": "xoxb-sandbox-not-a-real-token", "SLACK_SIGNING_SECRET": "not-a-real-secret"}


def problems(**environ: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read_settings(LEAST | environ)
    return refused.value.problems


def test_what_is_not_set_has_its_usual_value():
    settings = read_settings(LEAST)
    assert settings.slack_bot_token.get_secret_value() == "xoxb-sandbox-not-a-real-token"
    assert settings.slack_signing_secret is not None
    assert settings.slack_signing_secret.get_secret_value() == "not-a-real-secret"
    assert settings.slack_app_token is None
    assert settings.database_url == "sqlite:///socmob.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.checklist == CHECKLIST
    assert CHECKLIST.is_file()
    assert settings.tick_seconds == 2
    assert settings.keep_answers_days == 90
    assert settings.log_level == "INFO"


def test_everything_can_be_set():
    settings = read_settings(
        {
            "SLACK_BOT_TOKEN": " xoxb-sandbox-not-a-real-token\n",
            "SLACK_APP_TOKEN": "xapp-sandbox-not-a-real-token",
            "DATABASE_URL": "postgres://socmob:secret@db.example:5432/socmob?sslmode=require",
            "PORT": "8080",
            "HOST": "0.0.0.0",
            "SLACK_API_URL": "http://127.0.0.1:9000/api",
            "SOCMOB_CHECKLIST": "~/ours.json",
            "SOCMOB_TICK_SECONDS": "0.5",
            "SOCMOB_KEEP_ANSWERS_DAYS": "30",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings.slack_app_token is not None
    assert settings.slack_app_token.get_secret_value() == "xapp-sandbox-not-a-real-token"
    assert settings.slack_signing_secret is None
    assert settings.database_url == "postgres://socmob:secret@db.example:5432/socmob?sslmode=require"
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)
    assert settings.slack_api_url == "http://127.0.0.1:9000/api/"
    assert settings.checklist == Path.home() / "ours.json"
    assert settings.tick_seconds == 0.5
    assert settings.keep_answers_days == 30
    assert settings.log_level == "DEBUG"


def test_an_empty_variable_counts_as_unset():
    empty = dict.fromkeys(("SLACK_APP_TOKEN", "DATABASE_URL", "PORT", "LOG_LEVEL", "SOCMOB_CHECKLIST"), " ")
    assert read_settings(LEAST | empty) == read_settings(LEAST)


def test_variables_of_bolt_and_of_others_change_nothing():
    others = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "not-a-real-secret",
        "SLACK_VERIFICATION_TOKEN": "not-a-real-token",
        "slack_app_token": "xapp-sandbox-not-a-real-token",
        "CHECKLIST": "elsewhere.json",
    }
    assert read_settings(LEAST | others) == read_settings(LEAST)


def test_the_process_s_own_environment_is_not_looked_at(monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-sandbox-not-a-real-token")
    monkeypatch.setenv("PORT", "1")
    settings = read_settings(LEAST)
    assert settings.slack_app_token is None
    assert settings.port == 3000


def test_every_problem_is_told_at_once_without_a_value():
    with pytest.raises(SettingsError) as refused:
        read_settings(
            {
                "SLACK_BOT_TOKEN": "xapp-in-the-wrong-place",
                "DATABASE_URL": "mysql://socmob:not-to-be-shown@db.example/socmob",
                "PORT": "65536",
                "LOG_LEVEL": "LOUD",
            }
        )
    told = refused.value.problems
    named = {problem.split()[0] for problem in told}
    assert named == {"SLACK_BOT_TOKEN", "DATABASE_URL", "PORT", "LOG_LEVEL", "Neither"}
    assert len(told) == 5
    assert str(refused.value) == "\n".join(told)
    for value in ("in-the-wrong-place", "not-to-be-shown"):
        assert value not in str(refused.value)
    # Nor does what led to it show one.
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_without_anything_it_says_what_to_copy_from_where():
    with pytest.raises(SettingsError) as refused:
        read_settings({})
    token, way_in = refused.value.problems
    assert token.startswith("SLACK_BOT_TOKEN is not set. ")
    assert "OAuth & Permissions" in token
    assert "SLACK_APP_TOKEN" in way_in
    assert "SLACK_SIGNING_SECRET" in way_in


@pytest.mark.parametrize("name", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
def test_one_way_in_is_enough(name):
    read_settings({"SLACK_BOT_TOKEN": LEAST["SLACK_BOT_TOKEN"], name: "xapp-sandbox-not-a-real-token"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-of-a-person"),
        ("SLACK_BOT_TOKEN", '"xoxb-in-quotes"'),
        ("SLACK_BOT_TOKEN", "xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-two\nlines"),
        ("SLACK_APP_TOKEN", "xoxb-not-an-app-token"),
        ("DATABASE_URL", "socmob.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite://socmob.db"),
        ("DATABASE_URL", "sqlite:socmob.db"),
        ("DATABASE_URL", "postgres://"),
        ("DATABASE_URL", "postgresql:///socmob"),
        ("DATABASE_URL", "postgresql://db.example:port/socmob"),
        ("DATABASE_URL", "postgresql://[db/socmob"),
        ("DATABASE_URL", "postgresql+asyncpg://db.example/socmob"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("SLACK_API_URL", "http://slack.com/api/"),
        ("SLACK_API_URL", "slack.com/api/"),
        ("SLACK_API_URL", "https:///api/"),
        ("SLACK_API_URL", "https://slack.com/api/?team=T1"),
        ("SLACK_API_URL", "https://me:secret@slack.com/api/"),
        ("SLACK_API_URL", "https://slack.com:port/api/"),
        ("SOCMOB_KEEP_ANSWERS_DAYS", "0"),
        ("SOCMOB_KEEP_ANSWERS_DAYS", "3651"),
        ("SOCMOB_KEEP_ANSWERS_DAYS", "ninety"),
        ("SOCMOB_TICK_SECONDS", "0"),
        ("SOCMOB_TICK_SECONDS", "inf"),
        ("SOCMOB_TICK_SECONDS", "nan"),
        ("SOCMOB_TICK_SECONDS", "two"),
        ("LOG_LEVEL", "TRACE"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(name, value):
    (problem,) = problems(**{name: value})
    assert problem.startswith(f"{name} must be ")
    assert problem.endswith(".")
    assert "\n" not in problem


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///socmob.db",
        "sqlite:////var/lib/socmob/socmob.db",
        "postgres://u:p@db.example/socmob",
        "postgresql://db.example",
        "postgresql+psycopg://u@[::1]:5432/socmob",
    ],
)
def test_databases_that_can_be_used(url):
    assert read_settings(LEAST | {"DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize("host", ["127.0.0.1:3001", "localhost", "[::1]:3001"])
def test_a_slack_on_this_machine_needs_no_tls(host):
    assert (
        read_settings(LEAST | {"SLACK_API_URL": f"http://{host}/api//"}).slack_api_url
        == f"http://{host}/api/"
    )


def test_nothing_secret_shows_when_settings_are_printed_and_nothing_can_be_changed():
    settings = read_settings(
        LEAST
        | {
            "SLACK_APP_TOKEN": "xapp-sandbox-not-a-real-token",
            "DATABASE_URL": "postgres://u:not-a-real-password@h/d",
        }
    )
    for shown in (repr(settings), str(settings)):
        assert "not-a-real" not in shown
    with pytest.raises(ValidationError):
        settings.port = 1


def test_a_migration_needs_no_token():
    settings = read_database_settings({"DATABASE_URL": "sqlite:///a.db", "SLACK_BOT_TOKEN": "wrong"})
    assert (settings.database_url, settings.log_level) == ("sqlite:///a.db", "INFO")
    with pytest.raises(SettingsError, match="DATABASE_URL must be"):
        read_database_settings({"DATABASE_URL": "oracle://a"})
