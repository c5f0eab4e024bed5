"""The files of translations: read, chosen by what Slack says, and refused where they are broken."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.domain.language import Languages, speaking, t, tc, tn
from bot.languages import LanguagesError, load_languages

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? \
1 : 2);\\n"

"""
POLISH = (
    HEAD
    + """
msgid "Save"
msgstr "Zapisz"

msgid "{count} of {all} agreed"
msgstr "Uzgodniono {count} z {all}"

msgctxt "state of a next step"
msgid "Open"
msgstr "Otwarty"

msgid "{n} area waits"
msgid_plural "{n} areas wait"
msgstr[0] "{n} obszar czeka"
msgstr[1] "{n} obszary czekają"
msgstr[2] "{n} obszarów czeka"

#, fuzzy
msgid "Close"
msgstr "Zamknij?"

msgid "Later"
msgstr ""
"""
)


def loaded(folder: Path, **files: str) -> Languages:
    for tag, content in files.items():
        (folder / f"{tag}.po").write_text(content, encoding="utf-8")
    return load_languages(folder)


def test_a_sentence_is_said_as_its_file_says_it(tmp_path: Path) -> None:
    with speaking(loaded(tmp_path, pl=POLISH).of("pl-PL")):
        assert t("Save") == "Zapisz"
        assert t("{count} of {all} agreed", count=3, all=9) == "Uzgodniono 3 z 9"
        assert tc("state of a next step", "Open") == "Otwarty"
        assert [tn("{n} area waits", "{n} areas wait", n) for n in (1, 3, 12)] == [
            "1 obszar czeka",
            "3 obszary czekają",
            "12 obszarów czeka",
        ]


def test_what_it_does_not_say_is_english(tmp_path: Path) -> None:
    with speaking(loaded(tmp_path, pl=POLISH).of("pl-PL")):
        assert (t("Close"), t("Later"), t("Unheard of"), t("")) == ("Close", "Later", "Unheard of", "")
        assert tc("of a door", "Open") == "Open"
        assert tn("{n} door", "{n} doors", 1) == "1 door"
        assert tn("{n} door", "{n} doors", 2) == "2 doors"


@pytest.mark.parametrize(
    ("locale", "chosen"),
    [
        ("pt-BR", "brazil"),
        ("pt-PT", "portugal"),
        ("de-DE", "german"),
        ("de", "german"),
        ("zh-TW", "taiwan"),
        ("zh-CN", None),
        ("en-GB", None),
        ("pl-PL", None),
        ("", None),
        (None, None),
    ],
)
def test_the_one_that_fits_best(locale: str | None, chosen: str | None) -> None:
    files = {"pt_BR": "brazil", "pt": "portugal", "de": "german", "zh-TW": "taiwan"}
    assert Languages(files).of(locale) == chosen  # type: ignore[arg-type]


def test_there_may_be_only_english(tmp_path: Path) -> None:
    assert not load_languages(tmp_path)
    assert not load_languages(tmp_path / "nowhere")
    assert load_languages(tmp_path).of("de-DE") is None


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(LanguagesError) as refused:
        loaded(
            tmp_path,
            aa=HEAD + 'msgid "{count} of {all} agreed"\nmsgstr "{count} von {alle}"\n',
            bb=HEAD + 'msgid "Due {day}"\nmsgstr "Bis {day"\n',
            cc=HEAD + 'msgid "{n} area"\nmsgid_plural "{n} areas"\nmsgstr[0] "{n}a"\nmsgstr[1] "{n}b"\n',
            ee=HEAD + "this is no such file\n",
            ff=POLISH,
        )
    assert len(refused.value.problems) == 4
    by_file = {problem[:5]: problem for problem in refused.value.problems}
    assert by_file["aa.po"] == (
        'aa.po, line 6: "{count} von {alle}" has other gaps than the English, which has {all}, {count}.'
    )
    assert by_file["bb.po"] == 'bb.po, line 6: "Bis {day" has a brace that is not closed.'
    assert "lacks one of its forms" in by_file["cc.po"]
    assert "not gettext's PO format" in by_file["ee.po"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.po").write_bytes(b"msgid \xff\xfe")
    with pytest.raises(LanguagesError, match=r"xx\.po"):
        load_languages(tmp_path)


def test_babel_is_loaded_only_where_there_is_a_file() -> None:
    code = (
        "import sys, bot.app; from bot.languages import load_languages; load_languages();"
        "print('babel' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "False\n"
