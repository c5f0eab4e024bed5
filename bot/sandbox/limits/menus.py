"""Elements with which a person chooses: select menus, radio buttons and checkboxes.

A select menu and its multi-select differ in how much may be chosen and in the name of what is chosen
at first; everything else they share.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.limits.forms import CHANNEL, CONVERSATION, USER, Form
from bot.sandbox.limits.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    LISTED_OPTION,
    MENU_OPTION,
    OPTION_GROUP,
    PLACEHOLDER,
)
from bot.sandbox.limits.rules import (
    distinct_options,
    exactly_one,
    initial_among_options,
    no_twins,
    not_more_than_selectable,
)
from bot.sandbox.limits.structures import Items, Kind, Rule, kind
from bot.sandbox.limits.values import FLAG, ID, Num, Str
from bot.sandbox.limits.walk import Shape

_CHOICE: dict[str, Shape] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": FLAG}
_MENU: dict[str, Shape] = {**_CHOICE, "placeholder": PLACEHOLDER}
_OPTIONS: dict[str, Shape] = {
    "options": Items(MENU_OPTION, 1, 100),
    "option_groups": Items(OPTION_GROUP, 1, 100),
}
_OPTION_RULES = (exactly_one("options", "option_groups"), distinct_options, initial_among_options)
_QUERY: dict[str, Shape] = {"min_query_length": Num(0)}
_CONVERSATIONS: dict[str, Shape] = {"default_to_current_conversation": FLAG, "filter": CONVERSATION_FILTER}
_ANSWERS: dict[str, Shape] = {"response_url_enabled": FLAG}


def _id(form: Form) -> Str:
    return Str(form=form)


def _single(
    name: str, initial: str, chosen: Shape, keys: Mapping[str, Shape], rules: tuple[Rule, ...] = ()
) -> Kind:
    return kind(name, {}, {**_MENU, initial: chosen, **keys}, rules=rules)


def _multi(
    name: str, initial: str, chosen: Shape, keys: Mapping[str, Shape], rules: tuple[Rule, ...] = ()
) -> Kind:
    several: dict[str, Shape] = {initial: Items(chosen, rules=(no_twins,)), "max_selected_items": Num(1)}
    return kind(name, {}, {**_MENU, **several, **keys}, rules=(*rules, not_more_than_selectable(initial)))


SELECTS = (
    _single("static_select", "initial_option", MENU_OPTION, _OPTIONS, _OPTION_RULES),
    _single("external_select", "initial_option", MENU_OPTION, _QUERY),
    _single("users_select", "initial_user", _id(USER), {}),
    _single("channels_select", "initial_channel", _id(CHANNEL), _ANSWERS),
    _single(
        "conversations_select", "initial_conversation", _id(CONVERSATION), {**_CONVERSATIONS, **_ANSWERS}
    ),
)

MULTI_SELECTS = (
    _multi("multi_static_select", "initial_options", MENU_OPTION, _OPTIONS, _OPTION_RULES),
    _multi("multi_external_select", "initial_options", MENU_OPTION, _QUERY),
    _multi("multi_users_select", "initial_users", _id(USER), {}),
    _multi("multi_channels_select", "initial_channels", _id(CHANNEL), {}),
    _multi("multi_conversations_select", "initial_conversations", _id(CONVERSATION), _CONVERSATIONS),
)

RADIO_BUTTONS = kind(
    "radio_buttons",
    {"options": Items(LISTED_OPTION, 1, 10)},
    {**_CHOICE, "initial_option": LISTED_OPTION},
    rules=(distinct_options, initial_among_options),
)

CHECKBOXES = kind(
    "checkboxes",
    {"options": Items(LISTED_OPTION, 1, 10)},
    {**_CHOICE, "initial_options": Items(LISTED_OPTION, rules=(no_twins,))},
    rules=(distinct_options, initial_among_options),
)
