"""Typed one-line builders for the blocks and elements of Block Kit that we use.

They return plain dicts: on the way to Slack a message is built many times a minute, and dicts are about two
hundred times faster to build than model classes. Slack's limits are held by the tests, on every payload.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.blocks.text import truncate
from bot.domain.language import t

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

LONGEST_LABEL = 75
LONGEST_TITLE = 24


class Message(NamedTuple):
    """``text`` is what a notification and a screen reader get: it carries all that the blocks say."""

    text: str
    blocks: list[Block]


def plain(text: str, most: int | None = None) -> dict[str, Any]:
    """``most``: what Slack takes there; another language may need more, and a form is not refused for it."""
    return {"type": "plain_text", "text": truncate(text, most) if most else text, "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    """``verbatim``: Slack makes no links, channels or mentions out of what only looks like one."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str, block_id: str | None = None) -> Block:
    return _identified({"type": "header", "text": plain(text)}, block_id)


def section(text: str, accessory: Element | None = None, block_id: str | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return _identified(block, block_id)


def plain_section(text: str, block_id: str | None = None) -> Block:
    """A person's own text, whole and as it was typed: nothing in it is formatting, a link or a mention."""
    return _identified(
        {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": True}}, block_id
    )


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    return _identified({"type": "actions", "elements": list(elements)}, block_id)


def divider() -> Block:
    return {"type": "divider"}


def input_block(
    label: str,
    element: Element,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label), "element": element}
    if hint:
        block["hint"] = plain(hint)
    if optional:
        block["optional"] = True
    if dispatch:
        block["dispatch_action"] = True
    return block


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    label: str | None = None,
    style: str | None = None,
    confirm: dict[str, Any] | None = None,
    url: str | None = None,
) -> Element:
    """``label`` is the accessibility label: what a screen reader says instead of ``text``."""
    element: Element = {"type": "button", "action_id": action_id, "text": plain(text, LONGEST_LABEL)}
    if value is not None:
        element["value"] = value
    if label is not None:
        element["accessibility_label"] = truncate(label, LONGEST_LABEL)
    if style is not None:
        element["style"] = style
    if confirm is not None:
        element["confirm"] = confirm
    if url is not None:
        element["url"] = url
    return element


def labelled(element: Element, label: str) -> Element:
    """The same button, which a screen reader calls something else."""
    return {**element, "accessibility_label": label[:LONGEST_LABEL]}


def confirm(
    title: str, text: str, yes: str, no: str | None = None, *, style: str | None = None
) -> dict[str, Any]:
    """``no``: *Cancel* where none is given. ``style``: "danger" where something is lost for good."""
    no = t("Cancel") if no is None else no
    asked = {"title": plain(title, 100), "text": plain(text, 300)}
    styled = {"style": style} if style else {}
    return {**asked, "confirm": plain(yes, 30), "deny": plain(no, 30), **styled}


def option(text: str, value: str, description: str | None = None) -> dict[str, Any]:
    item: dict[str, Any] = {"text": plain(text, LONGEST_LABEL), "value": value}
    if description:
        item["description"] = plain(description, LONGEST_LABEL)
    return item


def overflow(action_id: str, *options: dict[str, Any]) -> Element:
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def radio_buttons(
    action_id: str, options: list[dict[str, Any]], initial: dict[str, Any] | None = None
) -> Element:
    element: Element = {"type": "radio_buttons", "action_id": action_id, "options": options}
    if initial is not None:
        element["initial_option"] = initial
    return element


def checkboxes(
    action_id: str, options: list[dict[str, Any]], initial: list[dict[str, Any]] | None = None
) -> Element:
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": options}
    if initial:
        element["initial_options"] = initial
    return element


def static_select(
    action_id: str,
    placeholder: str,
    options: list[dict[str, Any]],
    initial: dict[str, Any] | None = None,
) -> Element:
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "options": options,
    }
    if initial is not None:
        element["initial_option"] = initial
    return element


def grouped_select(
    action_id: str,
    placeholder: str,
    groups: list[tuple[str, list[dict[str, Any]]]],
    initial: dict[str, Any] | None = None,
) -> Element:
    """A menu whose options stand in groups, each with a label."""
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "option_groups": [{"label": plain(label), "options": options} for label, options in groups],
    }
    if initial is not None:
        element["initial_option"] = initial
    return element


def text_input(
    action_id: str,
    *,
    initial: str | None = None,
    multiline: bool = False,
    placeholder: str | None = None,
    max_length: int | None = None,
) -> Element:
    element: Element = {"type": "plain_text_input", "action_id": action_id, "multiline": multiline}
    if initial:
        element["initial_value"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder)
    if max_length:
        element["max_length"] = max_length
    return element


def url_input(action_id: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    element: Element = {"type": "url_text_input", "action_id": action_id}
    if initial:
        element["initial_value"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return element


def date_picker(action_id: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    """``initial``: YYYY-MM-DD."""
    element: Element = {"type": "datepicker", "action_id": action_id}
    if initial:
        element["initial_date"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return element


def person_select(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    element: Element = {"type": "users_select", "action_id": action_id, "placeholder": plain(placeholder)}
    if initial:
        element["initial_user"] = initial
    return element


def time_picker(action_id: str, initial: str | None = None, placeholder: str | None = None) -> Element:
    """``initial``: HH:MM."""
    element: Element = {"type": "timepicker", "action_id": action_id}
    if initial:
        element["initial_time"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return element


def people_select(
    action_id: str,
    placeholder: str,
    initial: list[str] | None = None,
    *,
    most: int | None = None,
) -> Element:
    element: Element = {
        "type": "multi_users_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
    }
    if initial:
        element["initial_users"] = initial
    if most is not None:
        element["max_selected_items"] = most
    return element


def channel_select(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    """Public and private channels, without those shared from outside being left out."""
    element: Element = {
        "type": "conversations_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if initial:
        element["initial_conversation"] = initial
    return element


def one_channel_or_none(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    """A channel that can be taken out again, which a plain menu of channels does not let people do."""
    element: Element = {
        "type": "multi_conversations_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        "max_selected_items": 1,
    }
    if initial:
        element["initial_conversations"] = [initial]
    return element


def modal(
    callback_id: str,
    title: str,
    blocks: list[Block],
    *,
    submit: str | None = None,
    close: str | None = None,
    metadata: str = "",
    notify_on_close: bool = False,
) -> View:
    """``close``: the word on the button that leaves it, *Close* where none is given."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, LONGEST_TITLE),
        "close": plain(t("Close") if close is None else close, LONGEST_TITLE),
        "blocks": blocks,
    }
    if submit is not None:
        view["submit"] = plain(submit, LONGEST_TITLE)
    if metadata:
        view["private_metadata"] = metadata
    if notify_on_close:
        view["notify_on_close"] = True
    return view


def home(blocks: list[Block]) -> View:
    """A person's App Home."""
    return {"type": "home", "blocks": blocks}


def _identified(block: Block, block_id: str | None) -> Block:
    if block_id is not None:
        block["block_id"] = block_id
    return block
