"""The blocks of everyday use, and the list of all blocks that an app may send.

``file`` and ``call`` are absent on purpose: Slack returns them in messages that it made itself.
"""

from __future__ import annotations

from bot.sandbox.limits.buttons import IMAGE as IMAGE_ELEMENT
from bot.sandbox.limits.cards import ALERT, CARD, CAROUSEL, PLAN, TASK_CARD, container
from bot.sandbox.limits.charts import DATA_VISUALIZATION
from bot.sandbox.limits.elements import AS_ACCESSORY, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT
from bot.sandbox.limits.forms import SECURE_ADDRESS
from bot.sandbox.limits.objects import SLACK_FILE
from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.limits.rules import at_least_one, exactly_one
from bot.sandbox.limits.structures import MESSAGE, Items, Kinds, kind
from bot.sandbox.limits.tables import DATA_TABLE, TABLE
from bot.sandbox.limits.texts import MRKDWN, PLAIN, any_text, plain_text
from bot.sandbox.limits.values import FLAG, ID, IMAGE_URL, Num, Str

_BLOCK = {"block_id": ID}

SECTION = kind(
    "section",
    {},
    {
        **_BLOCK,
        "text": any_text(3000, shown=True),
        "fields": Items(any_text(2000, shown=True), 1, 10),
        "accessory": AS_ACCESSORY,
        "expand": FLAG,
    },
    rules=(at_least_one("text", "fields"),),
)
HEADER = kind("header", {"text": plain_text(150, shown=True)}, {**_BLOCK, "level": Num(1, 4)})
DIVIDER = kind("divider", {}, _BLOCK)
CONTEXT = kind("context", {"elements": Items(Kinds(IMAGE_ELEMENT, PLAIN, MRKDWN), 1, 10)}, _BLOCK)
ACTIONS = kind("actions", {"elements": Items(IN_ACTIONS, 1, 25)}, _BLOCK)
CONTEXT_ACTIONS = kind("context_actions", {"elements": Items(IN_CONTEXT_ACTIONS, 1, 5)}, _BLOCK, on=MESSAGE)
INPUT = kind(
    "input",
    {"label": plain_text(2000, shown=True), "element": IN_INPUT},
    {**_BLOCK, "hint": plain_text(2000, shown=True), "optional": FLAG, "dispatch_action": FLAG},
)
IMAGE = kind(
    "image",
    {"alt_text": Str(2000)},
    {
        **_BLOCK,
        "image_url": IMAGE_URL,
        "slack_file": SLACK_FILE,
        "title": plain_text(2000, shown=True),
    },
    rules=(exactly_one("image_url", "slack_file"),),
)
MARKDOWN = kind("markdown", {"text": Str(12_000, shown=True)}, _BLOCK, on=MESSAGE)
# Slack says "less than" 200 and 50 here, where it says "maximum" everywhere else.
VIDEO = kind(
    "video",
    {
        "alt_text": Str(2000),
        "title": plain_text(199, shown=True),
        "video_url": Str(3000, form=SECURE_ADDRESS),
        "thumbnail_url": IMAGE_URL,
    },
    {
        **_BLOCK,
        "title_url": Str(3000, form=SECURE_ADDRESS),
        "description": plain_text(199, shown=True),
        "author_name": Str(49),
        "provider_name": Str(),
        "provider_icon_url": IMAGE_URL,
    },
)

CONTAINER = container(ACTIONS, CONTEXT, DIVIDER, HEADER, IMAGE, INPUT, RICH_TEXT, SECTION, TABLE, VIDEO)

BLOCKS = Kinds(
    *(SECTION, HEADER, DIVIDER, CONTEXT, ACTIONS, CONTEXT_ACTIONS, INPUT, IMAGE, MARKDOWN, VIDEO),
    *(RICH_TEXT, TABLE, DATA_TABLE, DATA_VISUALIZATION),
    *(ALERT, CARD, CAROUSEL, PLAN, TASK_CARD, CONTAINER),
)
# A message may do with its text alone, and an update without blocks takes them away.
BLOCKS_OF_MESSAGE = Items(BLOCKS, 0, 50)
BLOCKS_OF_VIEW = Items(BLOCKS, 1, 100)
