from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.blocks.help import NAMES
from bot.listeners import COMMAND, EVENTS
from bot.manifest import OPTIONAL_SCOPES, SCOPES, WrongAddress, manifest, written

FILE = Path(__file__).parents[2] / "manifest.json"

SCOPES_OF_EVENTS = {
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "user_change": {"users:read"},
    "channel_archive": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "channel_rename": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "group_rename": {"groups:read"},
    "app_home_opened": set(),
}
"""What Slack asks for before it sends an event."""

BOTH = pytest.mark.parametrize("url", [None, "https://socmob.example.org"])


def test_the_file_is_what_the_app_needs_now():
    assert FILE.read_text("utf-8") == written(manifest()), "run: socmob manifest > manifest.json"


@BOTH
def test_it_asks_for_the_events_and_the_command_that_are_listened_to(url):
    content = manifest(url)
    subscribed = content["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(subscribed) == sorted(EVENTS)
    (command,) = content["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert command["should_escape"] is True, "people and channels would come as plain names"
    assert {word.strip("[]") for word in command["usage_hint"].split(" | ")} <= set(NAMES)
    assert content["settings"]["interactivity"]["is_enabled"] is True


def test_every_event_has_its_permission_among_the_required_ones():
    scopes = manifest()["oauth_config"]["scopes"]
    assert (scopes["bot"], scopes["bot_optional"]) == (list(SCOPES), list(OPTIONAL_SCOPES))
    for event in EVENTS:
        assert set(scopes["bot"]) >= SCOPES_OF_EVENTS[event], event


def test_it_asks_for_no_more_than_it_needs():
    needed = {"chat:write", "commands", "users:read", "channels:read", "groups:read", "files:write"}
    assert set(SCOPES) == needed | {"im:write"}
    assert set(OPTIONAL_SCOPES) == {"channels:history", "groups:history", "im:history"}


@BOTH
def test_nobody_writes_to_the_app_in_vain_and_its_tokens_last(url):
    content = manifest(url)
    assert content["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }
    assert content["settings"]["org_deploy_enabled"] is False
    assert content["settings"]["token_rotation_enabled"] is False


def test_socket_mode_has_no_address():
    content = manifest()
    assert content["settings"]["socket_mode_enabled"] is True
    assert "http" not in json.dumps(content)


@pytest.mark.parametrize(
    "url",
    [
        "https://socmob.example.org",
        "https://socmob.example.org/",
        "https://socmob.example.org/slack/events",
    ],
)
def test_over_https_everything_comes_to_one_address(url):
    content = manifest(url)
    settings = content["settings"]
    assert settings["socket_mode_enabled"] is False
    assert {
        content["features"]["slash_commands"][0]["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    } == {"https://socmob.example.org/slack/events"}


def test_an_address_may_have_a_path_in_front():
    settings = manifest("https://example.org/apps/socmob/")["settings"]
    assert settings["interactivity"]["request_url"] == "https://example.org/apps/socmob/slack/events"


@pytest.mark.parametrize(
    "url", ["http://example.org", "example.org", "https://", "https://a.example/?b=c", "https://a:port/", ""]
)
def test_slack_cannot_come_to_any_other_address(url):
    with pytest.raises(WrongAddress):
        manifest(url)


@BOTH
def test_it_keeps_to_slacks_limits(url):
    content = manifest(url)
    about, features, settings = (
        content["display_information"],
        content["features"],
        content["settings"],
    )
    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert 1 <= len(features["bot_user"]["display_name"]) <= 80
    assert 1 <= len(features["slash_commands"]) <= 50
    for command in features["slash_commands"]:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert 1 <= len(command["description"]) <= 2000
        assert 1 <= len(command["usage_hint"]) <= 1000
    events = settings["event_subscriptions"]["bot_events"]
    assert len(events) == len(set(events)) <= 100
    for scopes in content["oauth_config"]["scopes"].values():
        assert len(scopes) == len(set(scopes)) <= 255
        assert all(len(scope) <= 50 for scope in scopes)
