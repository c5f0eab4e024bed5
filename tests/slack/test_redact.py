from __future__ import annotations

import io
import logging

import pytest
from scripted_slack import says
from slack_bolt.async_app import AsyncApp

from bot.slack.client import SlackClient
from bot.slack.redact import Redaction, hold_slack_libraries_at_info, redact, redact_all_logs
from bot.slack.session import open_session

CANARY = "xoxb-c4n4ry-not-a-real-token"
CANARIES = [
    CANARY,
    "xoxe.xoxp-1-c4n4ry",
    "xapp-1-c4n4ry",
    "https://hooks.slack.com/actions/T1/c4n4ry/x",
    "wss://wss.example/link/?ticket=c4n4ry&app_id=1",
]


@pytest.fixture
def log():
    """What a handler at the root writes, with all redaction on, tracebacks included."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    undo = redact_all_logs()
    yield written
    undo()
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("canary", CANARIES)
def test_secrets_are_redacted_wherever_they_stand(log, canary):
    logger = logging.getLogger("some.library")
    logger.warning(f"in the message {canary} and on")
    logger.warning("in the arguments %s and on", {"token": canary})
    try:
        raise LookupError(canary)
    except LookupError:
        logger.exception("in the traceback")
    logger.warning("in an exception: %s", LookupError(canary), stack_info=True)
    assert "c4n4" not in log.getvalue()
    assert log.getvalue().count("[redacted]") >= 4
    assert "LookupError" in log.getvalue()


def test_a_logger_that_does_not_propagate_is_covered_too(log):
    written = io.StringIO()
    logger = logging.getLogger("some.lonely.library")
    logger.propagate = False
    logger.addHandler(logging.StreamHandler(written))
    logger.error("token=%s", CANARY)
    assert written.getvalue() == "token=[redacted]\n"


def test_what_holds_no_secret_is_left_alone(log):
    record = logging.getLogRecordFactory()("x", logging.INFO, "x.py", 1, "%d of %d", (1, 2), None)
    assert (record.msg, record.args) == ("%d of %d", (1, 2))
    assert redact("xylophone, xoxo and fox-trot") == "xylophone, xoxo and fox-trot"


def test_the_filter_alone_does_it_on_one_handler():
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "%s", (CANARY,), None)
    assert Redaction().filter(record)
    assert record.getMessage() == "[redacted]"


def test_undoing_leaves_the_logs_as_they_were():
    before = logging.getLogRecordFactory()
    redact_all_logs()()
    assert logging.getLogRecordFactory() is before


async def test_the_libraries_of_slack_say_no_more_than_info(log, slack):
    async with open_session() as session:
        client = SlackClient(session, CANARY, slack.api_url)
        AsyncApp(client=client.web, signing_secret="c4n4ry", request_verification_enabled=False)
        hold_slack_libraries_at_info()
        slack.will(says({"ok": True, "team": {"name": "what somebody typed"}}))
        await client.team_info()
    assert "typed" not in log.getvalue()
    assert "c4n4ry" not in log.getvalue()
    names = [
        name for name in logging.root.manager.loggerDict if name.startswith(("slack_bolt.", "slack_sdk."))
    ]
    assert len(names) > 3
    assert {logging.getLogger(name).isEnabledFor(logging.DEBUG) for name in names} == {False}
