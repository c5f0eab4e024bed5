"""Composition objects: the parts that elements and blocks share."""

from __future__ import annotations

from bot.sandbox.limits.forms import LINK
from bot.sandbox.limits.rules import at_least_one, exactly_one, no_twins
from bot.sandbox.limits.structures import Items, Obj
from bot.sandbox.limits.texts import any_text, plain_text
from bot.sandbox.limits.values import FLAG, STYLE, OneOf, Str
from bot.sandbox.limits.walk import Shape

CONFIRM = Obj(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": STYLE},
)

PLACEHOLDER = plain_text(150)

OPTION_VALUE = Str(150)
MENU_OPTION = Obj(
    {"text": plain_text(75), "value": OPTION_VALUE},
    {"description": plain_text(75)},
)
# Only an overflow menu's option may lead somewhere.
OVERFLOW_OPTION = Obj(
    {"text": plain_text(75), "value": OPTION_VALUE},
    {"description": plain_text(75), "url": Str(3000, form=LINK)},
)
# Only the options that are laid out on the page may be formatted.
LISTED_OPTION = Obj(
    {"text": any_text(75), "value": OPTION_VALUE},
    {"description": any_text(75)},
)
OPTION_GROUP = Obj({"label": plain_text(75), "options": Items(MENU_OPTION, 1, 100)})

CONVERSATION_FILTER = Obj(
    {},
    {
        "include": Items(OneOf(("im", "mpim", "private", "public")), rules=(no_twins,)),
        "exclude_bot_users": FLAG,
        "exclude_external_shared_channels": FLAG,
    },
    rules=(at_least_one("include", "exclude_bot_users", "exclude_external_shared_channels"),),
)

DISPATCH_CONFIG = Obj(
    {"trigger_actions_on": Items(OneOf(("on_enter_pressed", "on_character_entered")), rules=(no_twins,))}
)

SLACK_FILE = Obj({}, {"id": Str(), "url": Str(form=LINK)}, rules=(exactly_one("id", "url"),))


class _Anything:
    def check(self, value: object, at: object, walk: object) -> None:
        """A workflow names its own inputs; Slack looks at them when the workflow starts."""


ANYTHING: Shape = _Anything()
WORKFLOW = Obj(
    {
        "trigger": Obj(
            {"url": Str(form=LINK)},
            {"customizable_input_parameters": Items(Obj({"name": Str(), "value": ANYTHING}))},
        )
    }
)
