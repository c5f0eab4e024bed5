"""Elements that a person presses, and the image that stands beside them."""

from __future__ import annotations

from bot.sandbox.limits.forms import LINK, USER
from bot.sandbox.limits.objects import CONFIRM, OVERFLOW_OPTION, SLACK_FILE, WORKFLOW
from bot.sandbox.limits.rules import distinct_options, exactly_one
from bot.sandbox.limits.structures import MESSAGE, Items, Obj, kind
from bot.sandbox.limits.texts import plain_text
from bot.sandbox.limits.values import ACCESSIBILITY_LABEL, ID, IMAGE_URL, STYLE, OneOf, Str

_LABEL = plain_text(75)
_VALUE = Str(2000)
_VIEWERS = Items(Str(form=USER), 1, 10)

BUTTON = kind(
    "button",
    {"text": _LABEL},
    {
        "action_id": ID,
        "value": _VALUE,
        "url": Str(3000, form=LINK),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": ACCESSIBILITY_LABEL,
        "agent_prompt": Str(4000),
        "agent_prompt_display": Str(),
        "visible_to_user_ids": _VIEWERS,
    },
)

WORKFLOW_BUTTON = kind(
    "workflow_button",
    {"text": _LABEL, "workflow": WORKFLOW, "action_id": ID},
    {"style": STYLE, "accessibility_label": ACCESSIBILITY_LABEL},
    on=MESSAGE,
)

ICON_BUTTON = kind(
    "icon_button",
    {"icon": OneOf(("trash",)), "text": _LABEL},
    {
        "action_id": ID,
        "value": _VALUE,
        "confirm": CONFIRM,
        "accessibility_label": ACCESSIBILITY_LABEL,
        "visible_to_user_ids": _VIEWERS,
    },
    on=MESSAGE,
)

_FEEDBACK = Obj({"text": _LABEL, "value": _VALUE}, {"accessibility_label": ACCESSIBILITY_LABEL})
FEEDBACK_BUTTONS = kind(
    "feedback_buttons",
    {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
    {"action_id": ID},
    on=MESSAGE,
)

OVERFLOW = kind(
    "overflow",
    {"options": Items(OVERFLOW_OPTION, 1, 5)},
    {"action_id": ID, "confirm": CONFIRM},
    rules=(distinct_options,),
)

IMAGE = kind(
    "image",
    {"alt_text": Str(2000)},
    {"image_url": IMAGE_URL, "slack_file": SLACK_FILE},
    rules=(exactly_one("image_url", "slack_file"),),
)
