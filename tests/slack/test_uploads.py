from __future__ import annotations

import json

import pytest
from scripted_slack import drops, hangs, refuses, says, says_text

from bot.slack.failures import FileRefused, ForeignAddress, NotSent, SlackFailure, Unclear

CHART = b"\x89PNG" + b"\0" * 2_000_000
DONE = says({"ok": True, "files": [{"id": "F1", "title": "Status"}]})


def place(slack, url=None):
    return says({"ok": True, "upload_url": url or f"{slack.url}/upload/1", "file_id": "F1"})


async def share(client):
    return await client.upload(
        "C1", CHART, filename="status.png", title="Status", alt_text="5 of 10 agreed", comment="Here"
    )


async def test_a_file_goes_up_in_three_steps(client, slack):
    slack.will(place(slack), says_text("OK"), DONE)
    assert (await share(client))["id"] == "F1"
    asked, brought, completed = slack.received
    assert asked.query["length"] == str(len(CHART))
    assert asked.query["alt_txt"] == "5 of 10 agreed"
    assert brought.body == CHART
    assert "Authorization" not in brought.headers
    arguments = completed.query
    assert json.loads(arguments["files"]) == [{"id": "F1", "title": "Status"}]
    assert (arguments["channel_id"], arguments["initial_comment"]) == ("C1", "Here")


@pytest.mark.parametrize("step", [drops, hangs, says_text("oops", status=500)])
async def test_before_the_last_step_nothing_is_ambiguous(client, slack, step):
    slack.will(step)
    with pytest.raises(NotSent):
        await share(client)
    slack.will(place(slack), step)
    with pytest.raises(NotSent):
        await share(client)


@pytest.mark.parametrize("step", [drops, says({"ok": True}), says({"ok": True, "files": []})])
async def test_the_last_step_may_be(client, slack, step):
    slack.will(place(slack), says_text("OK"), step)
    with pytest.raises(Unclear):
        await share(client)


async def test_a_refusal_keeps_its_cause(client, slack):
    slack.will(place(slack), says_text("OK"), refuses("posting_to_channel_denied"))
    with pytest.raises(FileRefused):
        await share(client)


async def test_the_file_goes_nowhere_else(client, slack):
    slack.will(place(slack, "http://localhost:9/upload"))
    with pytest.raises(ForeignAddress) as caught:
        await share(client)
    assert isinstance(caught.value, SlackFailure)
    assert len(slack.received) == 1
