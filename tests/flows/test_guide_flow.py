"""The guide, the glossary and *What does this mean?*, by command and by button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.blocks.block_checks import element, words
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows.playing import agree, answer_area, choose_in_menu, form_of, open_answers, said

if TYPE_CHECKING:
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage


async def opened(person: Person, callback_id: str) -> str:
    """All that a form says, once it is on the screen."""
    await person.until(lambda one: one.modal and one.modal.view["callback_id"] == callback_id)
    return words(person.modal.view)


async def test_a_term_by_command_anywhere(stage: Stage) -> None:
    assert "Diversity made to work" in await said(stage, "ben", "/socmob glossary inclusion")
    direct = stage.person("ben").direct()
    assert "The glossary has 6 terms." in await said(stage, "ben", "/socmob glossary", direct)


async def test_a_term_that_is_misspelt_is_offered(stage: Stage) -> None:
    text = await said(stage, "ben", "/socmob glossary diversty")
    assert text.startswith("The glossary has no `diversty`. Did you mean this?")
    ben = stage.person("ben")
    [offered] = [m for m in ben.messages(CHANNEL) if "Did you mean" in m.text]
    show = offered.blocks[1]["accessory"]
    await ben.press(offered, show["action_id"], channel_id=CHANNEL, value=show["value"])
    await stage.told("ben", "*Diversity*\nRecognising and valuing")
    await ben.press(offered, ids.GLOSSARY, channel_id=CHANNEL)
    assert "*Social class*" in await opened(ben, ids.GLOSSARY_VIEW)


async def test_a_term_of_another_time(stage: Stage) -> None:
    await said(stage, "ben", "/socmob glossary diversty")
    ben = stage.person("ben")
    [offered] = [m for m in ben.messages(CHANNEL) if "Did you mean" in m.text]
    await ben.press(offered, ids.GLOSSARY_TERM, channel_id=CHANNEL)
    await stage.action(stage.payload_of(), value="no-such-term")
    await stage.told("ben", "I do not know that button any more.")


async def test_what_a_question_means_before_and_after_the_reveal(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    dev = await choose_in_menu(stage, "dev", message, 3, "meaning")
    text = await opened(dev, ids.MEANING)
    assert "Managers have training, prompts and someone to ask" in text
    assert "*Green 🟢:*" in text
    assert "*Diversity*" in text
    await dev.press_in_modal(ids.GLOSSARY)
    assert "*Intersectionality*" in await opened(dev, ids.GLOSSARY_VIEW)
    await stage.answer("ben", message)
    await stage.reveal(message)
    efua = await choose_in_menu(stage, "efua", message, 1, "meaning")
    assert "People are thanked, rewarded or appraised for it" in await opened(efua, ids.MEANING)


async def test_somebody_who_is_not_in_the_channel_is_told_so(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await choose_in_menu(stage, "dev", message, 1, "meaning")
    sent = stage.payload_of()
    await stage.again(sent, user={**sent.payload["user"], "id": PEOPLE["grace"]}, response_url="")
    grace, told = stage.person("grace"), "This review belongs to a channel that you are not in."
    await grace.until(lambda _: [one for one in stage.direct("grace") if told in one.text])


async def test_the_guide_without_a_review(stage: Stage) -> None:
    ben = await form_of(stage, "ben", "/socmob guide")
    assert "No review is open where you asked" in await opened(ben, ids.GUIDE_VIEW)


async def test_the_guide_tells_how_the_review_stands(stage: Stage) -> None:
    """Ben reads it in direct messages; its button for a next step is about the question that is red."""
    await stage.start_review()
    message = await stage.post_area("4")
    for name in ("ben", "chloe", "dev"):
        await answer_area(stage, name, message, ["red"] * 2)
    await stage.reveal(message)
    await agree(stage, message, 1)
    await stage.until_row("SELECT 1 FROM agreements")
    ben = stage.person("ben")
    assert (await ben.command(ben.direct(), "/socmob guide")).ok
    text = await opened(ben, ids.GUIDE_VIEW)
    assert "*Commitment:* missing" in text
    assert "No next step is planned." in text
    assert "*Data:* not agreed yet" in text
    await ben.press_in_modal(ids.STEP_ADD)
    await ben.until(lambda one: one.modal.view["callback_id"] == ids.STEP_FORM)


async def test_the_guide_after_the_review_and_by_its_button(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await answer_area(stage, name, message, ["green"] * 3)
    await stage.reveal(message)
    await agree(stage, message, 1)
    await stage.until_row("SELECT 1 FROM agreements")
    await said(stage, "ben", "/socmob")
    ben = stage.person("ben")
    [menu] = [m for m in ben.messages(CHANNEL) if m.ephemeral_for and "is open here" in m.text]
    await ben.press(menu, ids.GUIDE, channel_id=CHANNEL)
    assert "stands on each" in await opened(ben, ids.GUIDE_VIEW)
    amina = await form_of(stage, "amina", "/socmob close")
    await amina.submit()
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'closed'")
    chloe = await form_of(stage, "chloe", "/socmob guide")
    assert "the last review here, stood on each" in await opened(chloe, ids.GUIDE_VIEW)


async def test_what_a_question_means_from_the_answer_form(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    hana = await open_answers(stage, "hana", message)
    menu = element(hana.modal.view, ids.MEANING_CHOOSE)
    await hana.pick(ids.MEANING_CHOOSE, menu["options"][1]["value"])
    assert "Leaders raise the subject unprompted" in await opened(hana, ids.MEANING)
