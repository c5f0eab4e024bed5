"""Forms: opened by a trigger, filled in, checked, sent, answered."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Refused, Sandbox, triggers
from tests.sandbox.bolt_over_http import BoltOverHttp
from tests.sandbox.building import TEXT, actions, button, field, modal, option, plain, section
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"
FORM = modal(field(TEXT, "name"))


class Form:
    """An app whose command opens a form, and which answers a submission with what it is told."""

    def __init__(self, bolt: BoltOverHttp) -> None:
        self.view = FORM
        self.answer: dict[str, Any] = {}
        self.submitted: dict[str, Any] = {}
        self.closed: list[dict[str, Any]] = []
        self.acted: dict[str, Any] = {}
        self.trigger = ""

        @bolt.app.command("/socmob")
        async def open_form(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
            await ack()
            self.trigger = command["trigger_id"]
            if command["text"] != "wait":
                await client.views_open(trigger_id=self.trigger, view=self.view)

        @bolt.app.view("form")
        async def submitted(ack: Any, body: dict[str, Any]) -> None:
            self.submitted = body
            await ack(**self.answer)

        @bolt.app.view_closed("form")
        async def closed(ack: Any, body: dict[str, Any]) -> None:
            self.closed.append(body)
            await ack()

        @bolt.app.action({"action_id": "act"})
        async def acted(ack: Any, body: dict[str, Any]) -> None:
            self.acted = body
            await ack()


@pytest.fixture
def form(bolt: BoltOverHttp) -> Form:
    return Form(bolt)


async def opened(person: Person, form: Form, view: dict[str, Any] = FORM) -> None:
    form.view = view
    reply = await person.command(CHANNEL, "/socmob")
    assert reply.ok, reply


async def trigger(person: Person, form: Form) -> str:
    await person.command(CHANNEL, "/socmob wait")
    return form.trigger


async def test_a_form_is_filled_in_and_sent(form: Form, amina: Person) -> None:
    await opened(amina, form)
    assert await amina.pick("value", "Amina") is None
    reply = await amina.submit()
    view = form.submitted["view"]
    assert reply.ok
    assert view["state"]["values"] == {"name": {"value": {"type": "plain_text_input", "value": "Amina"}}}
    assert (form.submitted["response_urls"], view["root_view_id"]) == ([], view["id"])
    assert amina.modal is None


async def test_what_must_be_filled_in_is_not_sent_empty(form: Form, amina: Person, sandbox: Sandbox) -> None:
    await opened(amina, form)
    reply = await amina.submit()
    assert reply.errors == {"name": "Please complete this required field."}
    assert amina.modal is not None
    assert amina.modal.errors == reply.errors
    assert not any(one.kind == "view_submission" for one in sandbox.sent)
    await amina.pick("value", "Amina")
    assert amina.modal.errors == {}


@pytest.mark.parametrize(
    ("element", "value", "fits"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", False),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", False),
        ({"type": "plain_text_input", "max_length": 3}, "abc", True),
        ({"type": "url_text_input"}, "not a link", False),
        ({"type": "url_text_input"}, "https://example.org/a?b=c", True),
        ({"type": "email_text_input"}, "amina@", False),
        ({"type": "email_text_input"}, "amina@example.org", True),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "1.5", True),
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "2"}, "1", False),
    ],
)
async def test_slacks_client_checks_what_was_typed(
    form: Form, amina: Person, element: dict[str, Any], value: str, fits: bool
) -> None:
    await opened(amina, form, modal(field(element, "name")))
    await amina.pick("value", value)
    reply = await amina.submit()
    assert (not reply.errors, bool(form.submitted)) == (fits, fits)


async def test_first_values_are_values(form: Form, amina: Person) -> None:
    radios = {"type": "radio_buttons", "options": [option("a"), option("b")], "initial_option": option("b")}
    days = {"type": "datepicker", "initial_date": "2026-12-01"}
    boxes = {"type": "checkboxes", "options": [option("x"), option("y")], "initial_options": [option("y")]}
    people = {"type": "multi_users_select", "initial_users": ["UBEN000001"]}
    here = {"type": "conversations_select", "default_to_current_conversation": True}
    blocks = [field(one, f"b{n}") for n, one in enumerate((radios, days, boxes, people, here))]
    text = field(TEXT | {"initial_value": "typed"}, "b5")
    await opened(amina, form, modal(*blocks, text, field(TEXT, "b6", optional=True)))
    await amina.submit()
    values = form.submitted["view"]["state"]["values"]
    assert values["b0"]["value"]["selected_option"]["value"] == "b"
    assert values["b1"]["value"]["selected_date"] == "2026-12-01"
    assert values["b2"]["value"]["selected_options"] == [option("y")]
    assert values["b3"]["value"]["selected_users"] == ["UBEN000001"]
    assert values["b4"]["value"]["selected_conversation"] == CHANNEL
    assert values["b5"]["value"]["value"] == "typed"
    assert values["b6"]["value"]["value"] is None


async def test_the_apps_errors_stand_beside_the_inputs(form: Form, amina: Person) -> None:
    await opened(amina, form)
    await amina.pick("value", "Amina")
    form.answer = {"response_action": "errors", "errors": {"name": "Taken"}}
    reply = await amina.submit()
    assert (reply.errors, amina.modal and amina.modal.errors) == ({"name": "Taken"}, {"name": "Taken"})


@pytest.mark.parametrize(
    ("answer", "pointer"),
    [
        ({"response_action": "errors", "errors": {"value": "Taken"}}, "/errors/value"),
        ({"response_action": "errors", "errors": {"name": 1}}, "/errors/name"),
        ({"response_action": "explode"}, "/response_action"),
        ({"response_action": "update", "view": {"type": "modal", "title": plain("T")}}, "/view"),
    ],
)
async def test_an_answer_that_slack_does_not_take(
    form: Form, amina: Person, sandbox: Sandbox, answer: dict[str, Any], pointer: str
) -> None:
    await opened(amina, form)
    await amina.pick("value", "Amina")
    form.answer = answer
    reply = await amina.submit()
    assert reply.error == "We had some trouble connecting. Try again?"
    assert sandbox.violations[-1].pointer.startswith(pointer)
    assert amina.modal is not None


async def test_an_answer_updates_the_form_and_keeps_what_was_typed(form: Form, amina: Person) -> None:
    await opened(amina, form)
    await amina.pick("value", "Amina")
    form.answer = {
        "response_action": "update",
        "view": modal(field(TEXT, "name"), field(TEXT, "more", optional=True)),
    }
    await amina.submit()
    assert amina.modal is not None
    assert amina.modal.state["name"]["value"]["value"] == "Amina"
    assert amina.modal.state["more"]["value"]["value"] is None


async def test_an_answer_pushes_and_clears(form: Form, amina: Person) -> None:
    await opened(amina, form)
    await amina.pick("value", "Amina")
    form.answer = {"response_action": "push", "view": modal(section("Second"), callback_id="form")}
    await amina.submit()
    assert len(amina.modals) == 2
    assert amina.modals[1].previous_id == amina.modals[0].id
    form.answer = {"response_action": "clear"}
    await amina.submit()
    assert amina.modals == []


async def test_a_sent_form_leads_back_to_the_one_below(form: Form, amina: Person) -> None:
    await opened(amina, form)
    await amina.pick("value", "Amina")
    form.answer = {"response_action": "push", "view": modal(section("Second"))}
    await amina.submit()
    form.answer = {}
    await amina.submit()
    assert [one.view["blocks"][0]["type"] for one in amina.modals] == ["input"]


async def test_a_form_changes_under_the_readers_hands(
    form: Form, amina: Person, client: AsyncWebClient
) -> None:
    await opened(amina, form)
    await amina.pick("value", "typed")
    assert amina.modal is not None
    view_id, first_hash = amina.modal.id, amina.modal.hash
    await client.views_update(view_id=view_id, hash=first_hash, view=modal(field(TEXT, "name")))
    assert amina.modal.state["name"]["value"]["value"] == "typed"
    stale = client.views_update(view_id=view_id, hash=first_hash, view=FORM)
    assert (await refusal(stale))["error"] == "hash_conflict"
    renamed = field(TEXT | {"initial_value": "new"}, "name.2")
    await client.views_update(view_id=view_id, view=modal(renamed))
    assert amina.modal.state == {"name.2": {"value": {"type": "plain_text_input", "value": "new"}}}


async def test_a_form_is_found_by_its_external_id(form: Form, amina: Person, client: AsyncWebClient) -> None:
    await opened(amina, form, FORM | {"external_id": "mine"})
    await client.views_update(external_id="mine", view=modal(section("New")))
    assert amina.modal is not None
    assert amina.modal.view["blocks"][0]["type"] == "section"
    await amina.close_modal()
    assert (await refusal(client.views_update(external_id="mine", view=FORM)))["error"] == "not_found"


async def test_an_external_id_names_one_form(
    form: Form, amina: Person, ben: Person, client: AsyncWebClient
) -> None:
    await opened(amina, form, FORM | {"external_id": "mine"})
    again = client.views_open(trigger_id=await trigger(ben, form), view=FORM | {"external_id": "mine"})
    assert (await refusal(again))["error"] == "duplicate_external_id"


async def test_a_trigger_works_once(form: Form, amina: Person, client: AsyncWebClient) -> None:
    trigger_id = await trigger(amina, form)
    await client.views_open(trigger_id=trigger_id, view=FORM)
    again = client.views_open(trigger_id=trigger_id, view=FORM)
    assert (await refusal(again))["error"] == "exchanged_trigger_id"
    made_up = client.views_open(trigger_id="1.2.3", view=FORM)
    assert (await refusal(made_up))["error"] == "invalid_trigger_id"


async def test_a_trigger_works_for_three_seconds(
    form: Form, amina: Person, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert triggers.LIFE_SECONDS == 3.0
    trigger_id = await trigger(amina, form)
    monkeypatch.setattr(triggers, "LIFE_SECONDS", 0.0)
    late = client.views_open(trigger_id=trigger_id, view=FORM)
    assert (await refusal(late))["error"] == "expired_trigger_id"


async def test_three_forms_and_no_more(form: Form, amina: Person, client: AsyncWebClient) -> None:
    pushing = modal(actions(button("act")))
    await opened(amina, form, pushing)
    for _ in range(2):
        await amina.press_in_modal("act")
        await client.views_push(trigger_id=form.acted["trigger_id"], view=pushing)
    await amina.press_in_modal("act")
    fourth = client.views_push(trigger_id=form.acted["trigger_id"], view=pushing)
    assert (await refusal(fourth))["error"] == "push_limit_reached"
    assert len(amina.modals) == 3


async def test_a_view_that_slack_does_not_take(
    form: Form, amina: Person, client: AsyncWebClient, sandbox: Sandbox
) -> None:
    no_submit = {key: value for key, value in FORM.items() if key != "submit"}
    answer = await refusal(client.views_open(trigger_id=await trigger(amina, form), view=no_submit))
    assert answer["error"] == "invalid_arguments"
    assert sandbox.violations[-1].pointer.startswith("/view")
    large = modal(*(section("x" * 2900, block_id=f"b{n}") for n in range(90)))
    answer = await refusal(client.views_open(trigger_id=await trigger(amina, form), view=large))
    assert answer["error"] == "view_too_large"


async def test_a_press_in_a_form_brings_the_whole_form(form: Form, amina: Person) -> None:
    await opened(amina, form, modal(field(TEXT, "name"), actions(button("act"))))
    await amina.pick("value", "typed")
    await amina.press_in_modal("act")
    assert form.acted["container"] == {"type": "view", "view_id": form.acted["view"]["id"]}
    assert form.acted["view"]["state"]["values"]["name"]["value"]["value"] == "typed"
    assert "response_url" not in form.acted
    assert "channel" not in form.acted


async def test_an_input_tells_at_once_where_it_is_asked_to(form: Form, amina: Person) -> None:
    radios = {"type": "radio_buttons", "action_id": "act", "options": [option("a"), option("b")]}
    await opened(amina, form, modal(field(radios, "name", dispatch_action=True)))
    reply = await amina.pick("act", "b")
    assert reply is not None
    assert reply.ok
    assert form.acted["actions"][0]["selected_option"]["value"] == "b"
    assert form.acted["view"]["state"]["values"]["name"]["act"]["selected_option"]["value"] == "b"


async def test_closing_is_told_to_who_asked(form: Form, amina: Person, client: AsyncWebClient) -> None:
    told = modal(actions(button("act")), notify_on_close=True)
    await opened(amina, form, told)
    await amina.close_modal()
    assert [one["is_cleared"] for one in form.closed] == [False]
    await opened(amina, form, told)
    await amina.press_in_modal("act")
    await client.views_push(trigger_id=form.acted["trigger_id"], view=told)
    await amina.close_modal(all=True)
    assert [one["is_cleared"] for one in form.closed] == [False, True, True]
    await opened(amina, form, modal(section("Quiet")))
    assert await amina.close_modal() is None
    with pytest.raises(Refused, match="no form open"):
        await amina.close_modal()


async def test_forms_are_everybodys_own(form: Form, amina: Person, ben: Person) -> None:
    await opened(amina, form)
    assert ben.modal is None


async def test_options_that_the_app_finds(bolt: BoltOverHttp, form: Form, amina: Person) -> None:
    @bolt.app.options("value")
    async def find(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[option(f"{payload['value']}-found")])

    select = {"type": "external_select", "min_query_length": 1}
    await opened(amina, form, modal(field(select, "name")))
    assert [one["value"] for one in await amina.search("value", "ab")] == ["ab-found"]
    await amina.pick("value", "ab-found")
    await amina.submit()
    held = form.submitted["view"]["state"]["values"]["name"]["value"]
    assert held["selected_option"] == option("ab-found")
