from __future__ import annotations

import logging
import time

import payloads
import pytest
from bolt_apps import make_app
from front_server import front_of
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.front.signature import Signature


@given(body=st.text(st.characters(exclude_categories=["Cs"])), stamp=st.integers(0, 10**12 - 1))
def test_it_is_slacks_own_signature(body, stamp):
    checks = Signature("secret", lambda: stamp)
    theirs = SignatureVerifier("secret").generate_signature(timestamp=str(stamp), body=body)
    assert checks.holds(str(stamp), theirs, body.encode())


@given(stamp=st.text(max_size=20), signature=st.text(max_size=80), body=st.binary(max_size=50))
def test_no_header_makes_it_raise(stamp, signature, body):
    assert not Signature("secret", time.time).holds(stamp, signature, body)


@pytest.mark.parametrize(
    ("age", "holds"), [(0, True), (300, True), (301, False), (-300, True), (-301, False)]
)
def test_the_window_is_five_minutes_either_way(age, holds):
    checks = Signature("secret", lambda: 1_000_000 + age)
    assert checks.holds("1000000", checks.sign("1000000", b"body"), b"body") is holds


def test_an_empty_secret_is_refused():
    with pytest.raises(ValueError, match="empty"):
        Signature("", time.time)


def tampered():
    body, kind = payloads.command("a secret of somebody")
    good = payloads.signed(body, kind)
    stamp, signature = good["X-Slack-Request-Timestamp"], good["X-Slack-Signature"]
    yield body + b"&x=1", good
    yield body, payloads.signed(body, kind, secret="another")
    yield body, payloads.signed(body, kind, at=time.time() - 400)
    for changed in ("", "abc", "1" * 5000, "-5", "1.5", "١٢٣", stamp + " 1", "0x10", str(int(stamp) - 1)):
        yield body, good | {"X-Slack-Request-Timestamp": changed}
    for changed in (
        "",
        "v0=",
        signature.upper(),
        signature[:-1],
        signature + "0",
        "v1" + signature[2:],
        "v0=é",
    ):
        yield body, good | {"X-Slack-Signature": changed}
    for missing in ("X-Slack-Request-Timestamp", "X-Slack-Signature"):
        yield body, {name: value for name, value in good.items() if name != missing}


async def test_anything_but_slacks_signature_is_401_and_the_body_is_not_logged(http, caplog):
    caplog.set_level(logging.DEBUG)
    async with front_of(make_app(verifies=False)) as site:
        count = 0
        for body, headers in tampered():
            async with http.post(f"{site.url}/slack/events", data=body, headers=headers) as response:
                assert response.status == 401
                assert response.content_type == "text/plain"
            count += 1
    assert count == 21
    assert "somebody" not in caplog.text
    assert payloads.SECRET not in caplog.text
