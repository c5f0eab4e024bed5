"""The comments on a question."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import comments, ids
from bot.blocks.ids import QuestionRef
from tests.blocks.block_checks import element, elements, fits, words
from tests.blocks.block_examples import CHECKLIST, board, comment, longest, longest_board

QUESTION = CHECKLIST.area("normalise").question("managers-supported")
REF = QuestionRef(12, "normalise", 1, "managers-supported")
LINK = "https://example.org/guide?a=1&b=2"
HIDDEN = comment(2, "Rude.", hidden_reason="Names <@U0EVE>")


def view(*given_, is_facilitator=False, start=0) -> dict:
    return comments.view(board(), QUESTION, given_, is_facilitator=is_facilitator, start=start)


def plain_texts(form: dict) -> list[str]:
    sections = [item for item in form["blocks"] if item["type"] == "section"]
    return [item["text"]["text"] for item in sections if item["text"]["type"] == "plain_text"]


def test_it_fits() -> None:
    fits(view(comment(1), HIDDEN, comment(3, evidence_url=LINK), is_facilitator=True))


def test_it_says_where_there_are_none() -> None:
    assert "There are no comments on this question." in words(view())
    fits(view())


def test_comments_stand_as_they_were_typed() -> None:
    text = "<!channel> we *tried* & <https://evil.example|click>"
    assert plain_texts(view(comment(1, text))) == [text]


def test_they_keep_the_order_in_which_they_come() -> None:
    assert plain_texts(view(comment(2, "b"), comment(1, "a"))) == ["b", "a"]


def test_it_says_that_they_have_no_names_and_no_order() -> None:
    assert "2 comments, without names and in random order." in words(view(comment(1), comment(2)))


def test_evidence_opens_by_a_button_and_is_named_by_its_site() -> None:
    form = view(comment(1, evidence_url=LINK))
    assert element(form, ids.OPEN_LINK)["url"] == LINK
    assert "Evidence: example.org" in words(form)


def test_evidence_alone_is_a_comment_too() -> None:
    assert plain_texts(view(comment(1, " ", evidence_url=LINK))) == ["Evidence, without a comment."]


def test_a_facilitator_can_hide_each_comment() -> None:
    form = view(comment(1), comment(2), is_facilitator=True)
    buttons = [item for item in elements(form) if item["action_id"] == ids.COMMENT_HIDE]
    assert [comments.hidden_by(button["value"]) for button in buttons] == [
        (REF, comment(1).id),
        (REF, comment(2).id),
    ]
    assert len({button["accessibility_label"] for button in buttons}) == 2


def test_nobody_else_can() -> None:
    assert list(elements(view(comment(1)))) == []


def test_facilitators_see_of_a_hidden_comment_its_reason() -> None:
    form = view(HIDDEN, is_facilitator=True)
    assert "A facilitator hid this comment: Names &lt;@U0EVE&gt;" in words(form)
    assert "Rude." not in words(form)
    assert list(elements(form)) == []


def test_others_see_nothing_of_it() -> None:
    form = view(HIDDEN, comment(1))
    assert "hid this" not in words(form)
    assert "Rude." not in words(form)
    assert "1 comment, without" in words(form)


def every_page(given_: list, *, on=None, question=QUESTION, is_facilitator=True) -> list[dict]:
    pages = []
    start = 0
    while True:
        form = comments.view(on or board(), question, given_, is_facilitator=is_facilitator, start=start)
        pages.append(form)
        more = [e for e in elements(form, "button") if e["text"]["text"] == "Show more"]
        if not more:
            return pages
        _, start = comments.page(more[0]["value"])


def test_many_comments_come_in_pages_that_leave_none_out() -> None:
    given_ = [comment(number, f"Comment {number}.") for number in range(45)]
    pages = every_page(given_)
    assert [text for page in pages for text in plain_texts(page)] == [item.text for item in given_]
    assert "45 comments, without names and in random order. Here are 41 to 45." in words(pages[2])
    for page in pages:
        fits(page)


def test_a_later_page_goes_back_to_the_first() -> None:
    page = view(*(comment(number) for number in range(25)), start=20)
    assert comments.page(element(page, ids.COMMENTS_PAGE)["value"]) == (REF, 0)


def test_two_hundred_of_the_longest_comments_fit_page_by_page() -> None:
    on = longest_board()
    link = "https://example.org/".ljust(3000, "x")
    given_ = [comment(number, longest(3000), evidence_url=link) for number in range(100)]
    given_ += [comment(number, "👩🏽‍🚒" * 750, hidden_reason="&" * 300) for number in range(100, 200)]
    pages = every_page(given_, on=on, question=on.area.questions[-1])
    assert sum(len(plain_texts(page)) for page in pages) == 100
    for page in pages:
        fits(page)
        assert len(json.dumps(page)) < 250_000


@settings(max_examples=50)
@given(st.lists(st.text(max_size=3000), max_size=30))
def test_any_comments_fit(texts: list[str]) -> None:
    for page in every_page([comment(number, text) for number, text in enumerate(texts)]):
        fits(page)
