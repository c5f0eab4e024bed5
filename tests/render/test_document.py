"""The document, opened again: its tags for screen readers, its words, its pages."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from bot.domain.export import ExportFormat
from bot.render import document
from bot.render.texts import LONGEST_WORD, MAY_BREAK, breakable, clean, directed
from tests.render import export_examples as examples
from tests.render.made import made

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def usual() -> PdfReader:
    return opened(made(examples.with_comments(), ExportFormat.PDF))


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def elements(node: Any, inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every tag with those that it stands in."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from elements(one, inside)
    elif isinstance(node, dict) and ("/S" in node or "/K" in node):
        inside = (*inside, node["/S"]) if "/S" in node else inside
        yield inside, node
        yield from elements(node.get("/K", []), inside)


def tags(reader: PdfReader) -> list[tuple[tuple[str, ...], Any]]:
    return list(elements(reader.trailer["/Root"]["/StructTreeRoot"]))


def attributes(element: Any, owner: str) -> dict[str, Any]:
    """Of a tag, those of one kind."""
    found = element.get("/A", [])
    for one in found if isinstance(found, list) else [found]:
        if one.get_object().get("/O") == owner:
            return dict(one.get_object())
    return {}


def test_it_says_that_it_is_made_for_screen_readers(usual: PdfReader) -> None:
    root = usual.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert (usual.metadata or {}).get("/Title") == "Spring review"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_and_tables_are_tagged(usual: PdfReader) -> None:
    found = Counter(inside[-1] for inside, _ in tags(usual) if inside)
    assert (found["/H1"], found["/H2"]) == (1, 3)
    assert found["/H3"] == 3
    assert found["/Table"] == 5
    assert found["/THead"] == 5
    assert {inside[-2] for inside, _ in tags(usual) if inside and inside[-1] == "/TH"} == {"/TR"}


def test_each_cell_knows_its_header_and_how_tall_it_is(usual: PdfReader) -> None:
    heads = [attributes(element, "/Table") for inside, element in tags(usual) if inside[-1:] == ("/TH",)]
    assert len(heads) == 3 * 5 + 4 + 4
    assert {head.get("/Scope") for head in heads} == {"/Column"}
    cells = [attributes(element, "/Table") for inside, element in tags(usual) if inside[-1:] == ("/TD",)]
    assert all(cell["/Headers"] for cell in cells)
    assert max(cell.get("/RowSpan", 1) for cell in cells) == len(examples.CHECKLIST.areas)


def test_it_holds_the_words_of_the_table(usual: PdfReader) -> None:
    text = words(usual)
    for part in (
        "Spring review 22 of 38 agreed: Red 5, Amber 11, Green 6, 4 not applicable, 16 to agree.",
        "Area Recommendation Current status Next step Due date",
        "Area Recommendation Current status Action Due date",
        "Follow-up question Area Answers Due date",
        "Not revealed",
        "8 December 2026",
        "Nobody has asked me to.",
        "Page 1 of",
    ):
        assert part in text


def test_no_link_leads_out_of_it(usual: PdfReader) -> None:
    for page in usual.pages:
        targets = [note.get_object().get("/A", {}).get("/URI") for note in page.get("/Annots", [])]
        assert targets == []
    assert not {"/OpenAction", "/AA", "/Names"} & set(usual.trailer["/Root"])


def test_a_colour_never_stands_without_its_word() -> None:
    """What fits on a page is not parted, and a cell that is not joined with the next says its word again."""
    job = examples.job(examples.strange(), ExportFormat.PDF)
    for table in document.laid_out(job)["tables"]:
        for group in table["groups"]:
            for cell in group["cells"]:
                assert "fill" not in cell or any(line["text"] for line in cell["lines"])
                assert cell["tall"] == 1 or not cell["breaks"]


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '] #panic("x") [',
        "$x^2$ *b* _i_ <l> @r",
        "// c /* d",
        "\\u{41} `code`",
        "= heading",
    ],
)
def test_no_text_becomes_markup(hostile: str) -> None:
    reader = opened(made(examples.usual(review=_titled(hostile)), ExportFormat.PDF))
    assert (reader.metadata or {}).get("/Title") == hostile
    assert hostile in words(reader)


def test_whatever_script_it_is_in_it_is_tagged() -> None:
    content = made(
        examples.usual(review=_titled("社会 نراجع 🙂 Обсуждаем \U0001f9ff\ue000")), ExportFormat.PDF
    )
    reader = opened(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert (reader.metadata or {})["/Title"].startswith("社会 نراجع 🙂")
    assert "Обсуждаем" in words(reader)


def test_rows_of_the_right_to_left_are_set_so() -> None:
    title = examples.CHARACTERS[0].strip()
    assert directed(title)["dir"] == "rtl"
    assert (
        document.laid_out(examples.job(examples.usual(review=_titled(title)), ExportFormat.PDF))["title"][
            "dir"
        ]
        == "rtl"
    )


@pytest.mark.parametrize("text", ["w" * 120, "https://example.org/" + "a" * 300, "é" * 50, "🙂🏽" * 40])
def test_a_long_word_can_be_broken(text: str) -> None:
    broken = breakable(text)
    assert broken.replace(MAY_BREAK, "") == text
    assert max(map(len, broken.split(MAY_BREAK))) <= LONGEST_WORD


def test_words_are_left_whole_and_letters_keep_their_accents() -> None:
    assert breakable("social mobility") == "social mobility"
    joined = "👩\u200d👩\u200d👧" * 10
    assert all(piece.startswith("👩") for piece in breakable(joined).split(MAY_BREAK))
    accents = ("a" + "\u0301" * 3) * 20
    assert not any(piece.startswith("\u0301") for piece in breakable(accents).split(MAY_BREAK))


def test_what_no_reader_takes_is_left_out() -> None:
    assert clean("a\x00b\tc\r\nd\re\u2028f\ufffe\x7f") == "ab c\nd\ne\nf"
    assert clean("\ud800") == "?"


def _titled(title: str) -> Any:
    return examples.replace(examples.REVIEW, title=title)
