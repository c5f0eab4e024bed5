"""Rich text, from the block down to the single run of words."""

from __future__ import annotations

from bot.sandbox.limits.forms import CHANNEL, COLOUR, LINK, USER, USERGROUP, WORKSPACE
from bot.sandbox.limits.structures import Items, Kind, Kinds, Obj, kind
from bot.sandbox.limits.values import BORDER, FLAG, ID, Num, OneOf, Str
from bot.sandbox.limits.walk import Shape

_STYLE = Obj(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink"), FLAG
    ),
)
_WORDS = Str(shown=True)


def _run(name: str, required: dict[str, Shape], optional: dict[str, Shape] | None = None) -> Kind:
    return kind(name, required, {"style": _STYLE, **(optional or {})})


_RUNS = Kinds(
    _run("text", {"text": _WORDS}),
    _run("link", {"url": Str(form=LINK)}, {"text": _WORDS, "unsafe": FLAG}),
    _run("emoji", {"name": Str()}, {"skin_tone": Num(1, 6), "unicode": Str()}),
    _run("user", {"user_id": Str(form=USER)}),
    _run("usergroup", {"usergroup_id": Str(form=USERGROUP)}),
    _run("channel", {"channel_id": Str(form=CHANNEL)}),
    _run("team", {"team_id": Str(form=WORKSPACE)}),
    _run("broadcast", {"range": OneOf(("here", "channel", "everyone"))}),
    _run("color", {"value": Str(form=COLOUR)}),
    _run("date", {"timestamp": Num(0), "format": Str()}, {"url": Str(form=LINK), "fallback": Str()}),
)

# An empty list of runs is a blank line, which Slack's own composer sends too.
_LINE = {"elements": Items(_RUNS, 0)}
_SECTION = kind("rich_text_section", _LINE)
_LIST = kind(
    "rich_text_list",
    {"style": OneOf(("bullet", "ordered")), "elements": Items(Kinds(_SECTION))},
    {"indent": Num(0), "offset": Num(0), "border": BORDER},
)
_PREFORMATTED = kind("rich_text_preformatted", _LINE, {"border": BORDER, "language": Str()})
_QUOTE = kind("rich_text_quote", _LINE, {"border": BORDER})

RICH_TEXT = kind(
    "rich_text",
    {"elements": Items(Kinds(_SECTION, _LIST, _PREFORMATTED, _QUOTE))},
    {"block_id": ID},
)
