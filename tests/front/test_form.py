from __future__ import annotations

import contextlib
import subprocess
import sys
from urllib.parse import parse_qsl, quote, urlencode

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.form import FORM, JSON, Malformed, decode

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.dictionaries(TEXT, TEXT, max_size=8))
def test_what_urllib_encodes_is_decoded(fields):
    fields.pop("payload", None)
    assert decode(FORM, urlencode(fields).encode()) == fields
    assert decode(FORM, urlencode(fields, quote_via=quote).encode()) == fields


@given(st.text("abz09%+&= -_.~é✓\N{SLIGHTLY SMILING FACE}", max_size=60))
def test_unescaped_text_means_what_it_means_to_urllib(text):
    expected = parse_qsl(text, keep_blank_values=True)
    try:
        found = decode(FORM, text.encode())
    except Malformed:
        names = [name for name, _ in expected]
        assert len(set(names)) < len(names) or "\ufffd" in str(expected)
    else:
        assert found == dict(expected)


@given(st.dictionaries(TEXT, TEXT | st.integers(-(2**53), 2**53) | st.lists(st.booleans()), max_size=5))
def test_a_payload_is_its_json(value):
    assert decode(FORM, urlencode({"payload": orjson.dumps(value)}).encode()) == value
    assert decode(JSON, orjson.dumps(value)) == value


@given(st.binary(max_size=200), st.sampled_from([FORM, JSON, "", "text/plain"]))
def test_any_bytes_give_a_dict_or_are_malformed(body, content_type):
    with contextlib.suppress(Malformed):
        assert isinstance(decode(content_type, body), dict)


@pytest.mark.parametrize("escape", ["%FF", "%C3", "%C3%28", "%ED%A0%80", "%F5%80%80%80", "%C0%80", "%25%FF"])
def test_escapes_that_are_no_utf_8_are_malformed(escape):
    with pytest.raises(Malformed, match="UTF-8"):
        decode(FORM, f"text=ok{escape}ok".encode())


def test_a_replacement_character_that_somebody_typed_stays():
    assert decode(FORM, urlencode({"text": "\ufffd 100 %FF"}).encode()) == {"text": "\ufffd 100 %FF"}


def test_the_message_repeats_nothing_of_the_body():
    with pytest.raises(Malformed) as caught:
        decode(JSON, b'{"text": "what somebody typed')
    assert "typed" not in str(caught.value)
    assert caught.value.__cause__ is None


WITHOUT_YARL = """
import sys
sys.modules["yarl._quoting"] = None
from bot.front.form import FORM, Malformed, _decode, decode
from urllib.parse import unquote
assert _decode is unquote
assert decode(FORM, b"text=%C3%A9+%2B+50%25") == {"text": "é + 50%"}
try:
    decode(FORM, b"text=%FF")
except Malformed:
    sys.exit(0)
sys.exit(1)
"""


def test_it_works_without_the_compiled_decoder():
    """In a process of its own, for this one has the module already."""
    assert subprocess.run([sys.executable, "-c", WITHOUT_YARL], timeout=30, check=False).returncode == 0
