from __future__ import annotations

import pytest
from scripted_slack import drops, redirects_to, refuses, says, says_text
from yarl import URL

from bot.slack.addresses import is_slack
from bot.slack.failures import ForeignAddress, TooLate, Unclear

SLACK = URL("https://slack.com/api/")
SANDBOX = URL("http://127.0.0.1:3100/api/")


async def test_an_answer_says_both_of_its_choices_and_carries_no_token(client, slack):
    slack.will(says_text("ok"))
    await client.respond(f"{slack.url}/respond/1", "Saved", [{"type": "divider"}])
    (request,) = slack.received
    assert request.path == "/respond/1"
    assert "Authorization" not in request.headers
    assert request.json == {
        "text": "Saved",
        "blocks": [{"type": "divider"}],
        "response_type": "ephemeral",
        "replace_original": False,
    }


async def test_an_answer_may_replace_the_original(client, slack):
    slack.will(says({"ok": True}))
    await client.respond(f"{slack.url}/r", "Done", response_type="in_channel", replace_original=True)
    assert slack.received[0].json["replace_original"] is True
    assert slack.received[0].json["response_type"] == "in_channel"


@pytest.mark.parametrize(
    ("step", "failure"),
    [
        (says_text("expired", status=404), TooLate),
        (says({"ok": False, "error": "used_url"}, status=404), TooLate),
        (refuses("expired_url"), TooLate),
        (says_text("oops", status=502), Unclear),
        (drops, Unclear),
        (redirects_to("http://127.0.0.1:9/"), Unclear),
    ],
)
async def test_failures(client, slack, step, failure):
    slack.will(step)
    with pytest.raises(failure):
        await client.respond(f"{slack.url}/r", "Saved")
    assert len(slack.received) == 1


async def test_nothing_is_sent_to_anybody_else(client, slack):
    port = URL(slack.url).port
    with pytest.raises(ForeignAddress) as caught:
        await client.respond(f"http://localhost:{port}/secret", "Saved")
    assert slack.received == []
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "api", "ours"),
    [
        ("https://hooks.slack.com/actions/T1/2/3", SLACK, True),
        ("https://slack.com/x", SLACK, True),
        ("https://files.slack.com/upload/v1/x", SLACK, True),
        ("https://hooks.slack.com:443/x", SLACK, True),
        ("http://hooks.slack.com/x", SLACK, False),
        ("https://hooks.slack.com:8443/x", SLACK, False),
        ("https://hooks.slack.com.evil.example/x", SLACK, False),
        ("https://evil.example/hooks.slack.com", SLACK, False),
        ("https://hooks.slack.com@evil.example/x", SLACK, False),
        ("https://user@hooks.slack.com/x", SLACK, False),
        ("https://hooks.slack.com\\@evil.example/x", SLACK, False),
        ("http://127.0.0.1:3100/x", SLACK, False),
        ("https://169.254.169.254/x", SLACK, False),
        ("https://[::1]/x", SLACK, False),
        ("https://[broken/x", SLACK, False),
        ("https://hooks.slack.com:port/x", SLACK, False),
        ("/x", SLACK, False),
        ("", SLACK, False),
        ("file:///etc/passwd", SANDBOX, False),
        ("http://127.0.0.1:3100/x", SANDBOX, True),
        ("http://127.0.0.1:3200/x", SANDBOX, True),
        ("https://hooks.slack.com/x", SANDBOX, False),
        ("http://10.0.0.1/x", SANDBOX, False),
        ("http://localhost:3100/x", URL("http://localhost:3100/api/"), True),
    ],
)
def test_which_addresses_are_slacks(address, api, ours):
    assert is_slack(address, api) is ours
