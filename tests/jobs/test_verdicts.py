"""Every word of Slack's for a post, for a look into the history and for a person has a decided outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.deliveries import Delivery, DeliveryKey, DeliveryKind, DeliveryTimes
from bot.jobs import verdicts
from bot.slack.classify import Reply, classify
from bot.slack.failures import CAUSE_OF
from tests.store.reviewing import NOW

TIMES = DeliveryTimes()
POST = "chat.postMessage"
OUTCOMES = {
    "again": (
        "ekm_access_denied fetch_members_failed invalid_cursor not_sent rate_limited ratelimited"
        " team_access_not_granted team_added_to_org team_not_found"
        # Parked: the workspace has to be connected again first.
        " account_inactive invalid_auth no_bot_token not_allowed_token_type not_authed org_login_required"
        " token_expired token_revoked"
    ),
    "check": (
        "duplicate_channel_not_found duplicate_message_not_found fatal_error internal_error request_timeout"
        " service_unavailable unclear"
    ),
    "skipped": "cannot_dm_bot messages_tab_disabled",
    "dead": (
        "missing_scope channel_not_found not_in_channel is_archived cannot_reply_to_message"
        " message_limit_exceeded no_permission restricted_action restricted_action_non_threadable_channel"
        " restricted_action_read_only_channel restricted_action_thread_locked"
        " restricted_action_thread_only_channel invalid_user_combination too_many_users user_disabled"
        " user_not_found user_not_visible invalid_arg_name invalid_arguments invalid_array_arg"
        " invalid_attachments invalid_blocks invalid_blocks_format invalid_form_data invalid_json"
        " invalid_post_type json_not_object missing_post_type msg_blocks_too_long msg_too_long no_text"
        " only_one_table_allowed view_too_large invalid_metadata_format invalid_metadata_schema"
        " metadata_must_be_sent_from_app metadata_too_large message_not_found thread_not_found"
    ),
}
DECIDED = {code: word for word, codes in OUTCOMES.items() for code in codes.split()}
OF_OTHER_METHODS = {
    "user_not_in_channel", "block_mismatch", "cant_update_message", "edit_window_closed", "is_inactive",
    "streaming_state_conflict", "duplicate_external_id", "exchanged_trigger_id", "expired_trigger_id",
    "expired_url", "invalid_trigger_id", "push_limit_reached", "used_url", "hash_conflict", "not_found",
    "not_enabled", "channels_limit_exceeded", "file_not_found", "posting_to_channel_denied",
    "bad_redirect_uri", "code_already_used", "invalid_client_id", "invalid_code", "foreign_address",
}  # fmt: skip


def delivery(recipient_id: str = "C1", **changes) -> Delivery:
    values = {
        "id": "1",
        "workspace_id": "T1",
        "key": DeliveryKey(changes.pop("kind", DeliveryKind.START), "1", recipient_id),
        "attempt": 1,
        "checks": 0,
        "due_at": NOW,
        "first_try_at": NOW,
        "last_try_at": NOW,
        "claimed_at": NOW,
        "direct_channel_id": None,
        "is_repeat": False,
        "is_ambiguous": True,
    }
    return Delivery(**{**values, **changes})


def said(code: str):
    return classify(Reply(200, {}, {"ok": False, "error": code}), POST)


def test_no_word_is_forgotten() -> None:
    assert DECIDED.keys() | OF_OTHER_METHODS == CAUSE_OF.keys()
    assert not DECIDED.keys() & OF_OTHER_METHODS


@pytest.mark.parametrize(("code", "word"), sorted(DECIDED.items()))
def test_what_a_refused_post_comes_to(code: str, word: str) -> None:
    outcome = verdicts.of_post(delivery(), said(code), NOW, TIMES)
    assert outcome.word == word
    if word in ("skipped", "dead"):
        assert outcome.reason == code
    elif word == "check":
        assert outcome.not_before == NOW + TIMES.settle
    else:
        assert outcome.not_before is not None
        assert outcome.not_before > NOW


def test_a_word_that_nobody_knows_ends_it_with_that_word() -> None:
    outcome = verdicts.of_post(delivery(), said("brand_new_refusal"), NOW, TIMES)
    assert (outcome.word, outcome.reason) == ("dead", "brand_new_refusal")


@pytest.mark.parametrize(
    "reply", [Reply(500, {}, None), Reply(200, {}, None), Reply(503, {}, {"ok": False, "error": "x"})]
)
def test_an_answer_that_says_nothing_is_looked_into(reply: Reply) -> None:
    assert verdicts.of_post(delivery(), classify(reply, POST), NOW, TIMES).word == "check"


def test_a_429_waits_as_long_as_slack_says() -> None:
    failure = classify(Reply(429, {"Retry-After": "37"}, None), POST)
    assert verdicts.quiet_for(failure) == timedelta(seconds=37)
    assert verdicts.of_post(delivery(), failure, NOW, TIMES).not_before == NOW + timedelta(seconds=37)


def test_a_file_leaves_nothing_to_ask_for() -> None:
    chart = delivery("U1", kind=DeliveryKind.CHART)
    outcome = verdicts.of_post(chart, said("internal_error"), NOW, TIMES)
    assert (outcome.word, outcome.reason) == ("dead", "ambiguous")


OF_SHARING = (
    *("file_not_found", "posting_to_channel_denied", "channels_limit_exceeded", "not_in_channel"),
    *("channel_not_found", "is_archived", "missing_scope", "restricted_action", "thread_not_found"),
    *("user_disabled", "user_not_found", "user_not_visible", "invalid_user_combination", "too_many_users"),
)


@pytest.mark.parametrize("code", OF_SHARING)
@pytest.mark.parametrize("recipient_id", ["C1", "U1"])
def test_a_picture_that_is_refused_is_given_up_at_once(code: str, recipient_id: str) -> None:
    chart = delivery(recipient_id, kind=DeliveryKind.CHART)
    failure = classify(Reply(200, {}, {"ok": False, "error": code}), "files.completeUploadExternal")
    outcome = verdicts.of_post(chart, failure, NOW, TIMES)
    assert (outcome.word, outcome.reason) == ("dead", code)


@pytest.mark.parametrize("code", ["missing_scope", "channel_not_found", "not_in_channel", "user_disabled"])
def test_a_check_that_is_refused_is_tried_three_times(code: str) -> None:
    words = [
        verdicts.of_check(delivery(checks=checks), said(code), NOW, NOW, TIMES).word for checks in range(3)
    ]
    assert words == ["check", "check", "dead"]


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "invalid_cursor", "team_not_found"])
def test_a_check_that_is_not_answered_has_half_an_hour(code: str) -> None:
    soon = verdicts.of_check(delivery(checks=9), said(code), NOW, NOW, TIMES)
    late = verdicts.of_check(delivery(), said(code), NOW + TIMES.check_limit, NOW, TIMES)
    assert (soon.word, soon.told_nothing, late.word) == ("check", False, "dead")


def test_a_disconnected_workspace_waits_with_its_checks() -> None:
    outcome = verdicts.of_check(
        delivery(checks=9), said("token_revoked"), NOW + timedelta(days=3), NOW, TIMES
    )
    assert outcome.word == "check"


@pytest.mark.parametrize(
    ("kind", "recipient_id", "word"),
    [
        (DeliveryKind.MORNING, "U1", "repeat"),
        (DeliveryKind.OVERDUE, "U1", "repeat"),
        (DeliveryKind.OWNER_GONE, "W1", "repeat"),
        (DeliveryKind.DEADLINE, "U1", "repeat"),
        (DeliveryKind.DEADLINE, "C1", "dead"),
        (DeliveryKind.COMPLETE, "U1", "repeat"),
        (DeliveryKind.DIGEST, "U1", "dead"),
        (DeliveryKind.CHART, "U1", "dead"),
        (DeliveryKind.AREA, "C1", "dead"),
        (DeliveryKind.START, "G1", "dead"),
    ],
)
def test_where_slack_cannot_say_people_are_told_twice_and_channels_not(
    kind: DeliveryKind, recipient_id: str, word: str
) -> None:
    assert verdicts.unknown(delivery(recipient_id, kind=kind), NOW).word == word
    assert verdicts.unknown(delivery(recipient_id, kind=kind, is_repeat=True), NOW).word == "dead"


def test_backing_off_ends_at_a_minute() -> None:
    waits = [verdicts.backoff(attempt).total_seconds() for attempt in (1, 2, 5, 6, 10_000)]
    assert waits == [2, 4, 32, 60, 60]
