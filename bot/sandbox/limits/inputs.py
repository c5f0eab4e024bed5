"""Elements that a person fills in: text, numbers, dates, times and files."""

from __future__ import annotations

from bot.sandbox.limits.forms import DATE, EMAIL, LINK, NUMBER, TIME
from bot.sandbox.limits.objects import CONFIRM, DISPATCH_CONFIG, PLACEHOLDER
from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.limits.rules import numbers_in_order, text_bounds_in_order
from bot.sandbox.limits.structures import MODAL, Items, Kinds, kind
from bot.sandbox.limits.values import FLAG, ID, Num, Str
from bot.sandbox.limits.walk import Shape

_FIELD: dict[str, Shape] = {"action_id": ID, "focus_on_load": FLAG}
_TYPED: dict[str, Shape] = {**_FIELD, "placeholder": PLACEHOLDER, "dispatch_action_config": DISPATCH_CONFIG}
_PICKED: dict[str, Shape] = {**_FIELD, "confirm": CONFIRM}

PLAIN_TEXT_INPUT = kind(
    "plain_text_input",
    {},
    {
        **_TYPED,
        "initial_value": Str(least=0),
        "multiline": FLAG,
        "min_length": Num(0, 3000),
        "max_length": Num(1, 3000),
    },
    rules=(text_bounds_in_order,),
)

EMAIL_INPUT = kind("email_text_input", {}, {**_TYPED, "initial_value": Str(form=EMAIL)}, on=MODAL)
URL_INPUT = kind("url_text_input", {}, {**_TYPED, "initial_value": Str(form=LINK)}, on=MODAL)

NUMBER_INPUT = kind(
    "number_input",
    {"is_decimal_allowed": FLAG},
    {
        **_TYPED,
        "initial_value": Str(form=NUMBER),
        "min_value": Str(form=NUMBER),
        "max_value": Str(form=NUMBER),
    },
    rules=(numbers_in_order,),
    on=MODAL,
)

RICH_TEXT_INPUT = kind(
    "rich_text_input",
    {"action_id": ID},
    {**_TYPED, "initial_value": Kinds(RICH_TEXT), "min_lines": Num(1), "max_lines": Num(1)},
    on=frozenset({"modal", "home"}),
)

FILE_INPUT = kind(
    "file_input",
    {},
    {"action_id": ID, "filetypes": Items(Str()), "max_files": Num(1, 10)},
    on=MODAL,
)

DATEPICKER = kind("datepicker", {}, {**_PICKED, "placeholder": PLACEHOLDER, "initial_date": Str(form=DATE)})
TIMEPICKER = kind(
    "timepicker",
    {},
    {**_PICKED, "placeholder": PLACEHOLDER, "initial_time": Str(form=TIME), "timezone": Str()},
)
# Slack asks for ten digits: seconds, and not milliseconds.
DATETIMEPICKER = kind(
    "datetimepicker",
    {},
    {**_PICKED, "initial_date_time": Num(0, 9_999_999_999)},
    on=frozenset({"message", "modal"}),
)
