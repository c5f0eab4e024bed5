"""Which elements may stand where inside a block."""

from __future__ import annotations

from bot.sandbox.limits.buttons import BUTTON, FEEDBACK_BUTTONS, ICON_BUTTON, IMAGE, OVERFLOW, WORKFLOW_BUTTON
from bot.sandbox.limits.inputs import (
    DATEPICKER,
    DATETIMEPICKER,
    EMAIL_INPUT,
    FILE_INPUT,
    NUMBER_INPUT,
    PLAIN_TEXT_INPUT,
    RICH_TEXT_INPUT,
    TIMEPICKER,
    URL_INPUT,
)
from bot.sandbox.limits.menus import CHECKBOXES, MULTI_SELECTS, RADIO_BUTTONS, SELECTS
from bot.sandbox.limits.structures import Kinds

IN_ACTIONS = Kinds(
    BUTTON,
    WORKFLOW_BUTTON,
    OVERFLOW,
    CHECKBOXES,
    RADIO_BUTTONS,
    DATEPICKER,
    DATETIMEPICKER,
    TIMEPICKER,
    *SELECTS,
)
AS_ACCESSORY = Kinds(
    BUTTON,
    WORKFLOW_BUTTON,
    IMAGE,
    OVERFLOW,
    CHECKBOXES,
    RADIO_BUTTONS,
    DATEPICKER,
    TIMEPICKER,
    *SELECTS,
    *MULTI_SELECTS,
)
IN_INPUT = Kinds(
    PLAIN_TEXT_INPUT,
    EMAIL_INPUT,
    URL_INPUT,
    NUMBER_INPUT,
    FILE_INPUT,
    RICH_TEXT_INPUT,
    CHECKBOXES,
    RADIO_BUTTONS,
    DATEPICKER,
    DATETIMEPICKER,
    TIMEPICKER,
    *SELECTS,
    *MULTI_SELECTS,
)
IN_CONTEXT_ACTIONS = Kinds(FEEDBACK_BUTTONS, ICON_BUTTON)
ON_CARD = Kinds(BUTTON)
PICTURE = Kinds(IMAGE)
