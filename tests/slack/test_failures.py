from __future__ import annotations

import logging
import ssl

import aiohttp
import pytest

from bot.slack import failures
from bot.slack.classify import Reply, classify
from bot.slack.failures import CAUSES, SlackFailure, Unknown

CODES = {
    "RateLimited": "ratelimited rate_limited",
    "Disconnected": "invalid_auth not_authed account_inactive token_revoked token_expired org_login_required",
    "MissingScope": "missing_scope",
    "WorkspaceClosed": "team_access_not_granted team_not_found team_added_to_org ekm_access_denied",
    "Unclear": "fatal_error internal_error service_unavailable request_timeout "
    "duplicate_channel_not_found duplicate_message_not_found",
    "NotInChannel": "not_in_channel channel_not_found",
    "Archived": "is_archived",
    "NotAllowed": "restricted_action restricted_action_read_only_channel no_permission "
    "restricted_action_thread_only_channel restricted_action_non_threadable_channel "
    "restricted_action_thread_locked "
    "message_limit_exceeded cannot_reply_to_message",
    "NoDirectMessages": "messages_tab_disabled cannot_dm_bot",
    "WrongPayload": "invalid_blocks invalid_blocks_format invalid_attachments msg_blocks_too_long "
    "msg_too_long no_text view_too_large",
    "WrongMetadata": "metadata_too_large invalid_metadata_format invalid_metadata_schema "
    "metadata_must_be_sent_from_app",
    "MessageGone": "message_not_found",
    "MessageFrozen": "cant_update_message edit_window_closed is_inactive block_mismatch "
    "streaming_state_conflict",
    "PersonElsewhere": "user_not_in_channel",
    "PersonGone": "user_disabled user_not_found user_not_visible invalid_user_combination too_many_users",
    "PagingLost": "invalid_cursor fetch_members_failed",
    "TooLate": "expired_trigger_id exchanged_trigger_id invalid_trigger_id push_limit_reached "
    "duplicate_external_id",
    "Overtaken": "hash_conflict not_found",
    "NoHome": "not_enabled",
    "FileRefused": "file_not_found posting_to_channel_denied channels_limit_exceeded",
    "InstallRefused": "invalid_code code_already_used bad_redirect_uri invalid_client_id",
}
PAIRS = [(code, name) for name, codes in CODES.items() for code in codes.split()]


@pytest.mark.parametrize(("code", "name"), PAIRS)
def test_each_code_of_slack_has_its_cause(code, name):
    failure = classify(Reply(200, {}, {"ok": False, "error": code}), "some.method")
    assert type(failure).__name__ == name
    assert failure.method == "some.method"


def test_no_code_has_two_causes():
    codes = [code for cause in CAUSES for code in cause.codes]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("cause", CAUSES)
def test_a_cause_says_one_thing_and_what_the_app_does(cause):
    assert [cause.permanent, cause.ambiguous, cause.disconnected].count(True) <= 1
    assert cause.retry_after is None or not cause.permanent
    assert cause.__doc__ != SlackFailure.__doc__
    assert cause.__doc__.count(".") >= 2


def test_an_unknown_code_is_permanent_and_logged(caplog):
    failure = classify(Reply(200, {}, {"ok": False, "error": "never_heard_of"}), "chat.update")
    assert type(failure) is Unknown
    assert failure.permanent
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "chat.update" in caplog.text
    assert "never_heard_of" in caplog.text


def connector_error(kind, error):
    return kind(aiohttp.client_reqrep.ConnectionKey("slack.com", 443, True, True, None, None, None), error)


NEVER_SENT = [
    connector_error(aiohttp.ClientConnectorError, ConnectionRefusedError()),
    connector_error(aiohttp.ClientConnectorDNSError, OSError()),
    connector_error(aiohttp.ClientConnectorSSLError, ssl.SSLError()),
    connector_error(aiohttp.ClientConnectorCertificateError, ssl.SSLCertVerificationError()),
    connector_error(aiohttp.ClientProxyConnectionError, OSError()),
    aiohttp.ConnectionTimeoutError(),
]
MAY_BE_SENT = [
    TimeoutError(),
    TimeoutError(),
    ConnectionResetError(),
    aiohttp.ServerDisconnectedError(),
    aiohttp.SocketTimeoutError(),
    aiohttp.ServerTimeoutError(),
    aiohttp.ClientOSError(104, "reset"),
    aiohttp.ClientConnectionResetError(),
    aiohttp.ClientPayloadError(),
]


@pytest.mark.parametrize("error", NEVER_SENT, ids=repr)
def test_without_a_connection_nothing_was_sent(error):
    assert type(classify(error)) is failures.NotSent


@pytest.mark.parametrize("error", MAY_BE_SENT, ids=repr)
def test_with_one_nobody_knows(error):
    assert type(classify(error)) is failures.Unclear


def test_the_text_of_an_error_is_not_repeated():
    assert "secret" not in str(classify(aiohttp.InvalidURL("https://hooks.slack.com/secret")))


def test_a_failure_stays_what_it_is():
    failure = failures.Archived("is_archived", "chat.postMessage")
    assert classify(failure) is failure


@pytest.mark.parametrize(
    "metadata", [None, [], "x", {"messages": None}, {"messages": "x"}, {"messages": [1]}]
)
def test_odd_details_do_no_harm(metadata):
    body = {"ok": False, "error": "invalid_blocks", "response_metadata": metadata}
    assert type(classify(Reply(200, {}, body))) is failures.WrongPayload


@pytest.mark.parametrize("code", [None, 5, [], {}])
def test_a_code_that_is_no_word_is_no_answer(code):
    assert type(classify(Reply(200, {}, {"ok": False, "error": code}))) is failures.Unclear
