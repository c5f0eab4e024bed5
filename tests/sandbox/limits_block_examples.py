"""One valid example of every block, with each key that it may have; every call builds anew."""

from __future__ import annotations

from typing import Any

from tests.sandbox.limits_examples import Json, button, element, mrkdwn, picture, plain, rich_text


def section(text: str = "Text", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def fields(*texts: Json) -> Json:
    return {"type": "section", "fields": list(texts)}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def cell(text: str = "Cell") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: list[list[Json]], **more: Any) -> Json:
    return {"type": "table", "rows": rows, **more}


def series(name: str, *labels: str) -> Json:
    return {"name": name, "data": [{"label": label, "value": 1.5} for label in labels]}


def chart(*lines: Json, categories: tuple[str, ...] = ("Q1", "Q2"), kind: str = "bar") -> Json:
    axes = {"categories": list(categories), "x_label": "Quarter", "y_label": "Score"}
    drawn = {"type": kind, "series": list(lines or [series("Us", *categories)]), "axis_config": axes}
    return {"type": "data_visualization", "title": "Scores", "chart": drawn}


def pie(count: int = 1, value: float = 1) -> Json:
    slices = [{"label": f"Part {number}", "value": value} for number in range(count)]
    return {"type": "data_visualization", "title": "Parts", "chart": {"type": "pie", "segments": slices}}


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn(), **more}


def task(**more: Any) -> Json:
    return {"type": "task_card", "task_id": "t", "title": "Task", "status": "pending", **more}


def every_run() -> Json:
    style = dict.fromkeys(("bold", "italic", "strike", "underline", "code"), True)
    runs = [
        {"type": "text", "text": "Words", "style": style},
        {"type": "link", "url": "https://example.com", "text": "There", "unsafe": False},
        {"type": "emoji", "name": "wave", "skin_tone": 2, "unicode": "1f44b"},
        {"type": "user", "user_id": "U0ALICE"},
        {"type": "usergroup", "usergroup_id": "S0TEAM"},
        {"type": "channel", "channel_id": "C0TEAM"},
        {"type": "team", "team_id": "T0ORG"},
        {"type": "broadcast", "range": "here"},
        {"type": "color", "value": "#a1B2c3"},
        {
            "type": "date",
            "timestamp": 1,
            "format": "{date}",
            "url": "https://example.com",
            "fallback": "then",
        },
    ]
    line = {"type": "rich_text_section", "elements": runs}
    bullets = {"type": "rich_text_list", "style": "bullet", "elements": [line]}
    return {
        "type": "rich_text",
        "elements": [
            line,
            {**bullets, "indent": 1, "offset": 2, "border": 1},
            {"type": "rich_text_preformatted", "elements": runs[:2], "border": 0, "language": "python"},
            {"type": "rich_text_quote", "elements": runs[:1], "border": 1},
        ],
    }


def blocks() -> list[Json]:
    """The examples that stand on the surface :func:`surface_of` names, each with a block id."""
    columns = [None, {"align": "right", "is_wrapped": True}]
    video = "https://example.com/video"
    everything = [
        section(fields=[plain(), mrkdwn()], accessory=button(), expand=True),
        {"type": "header", "text": plain("Header"), "level": 1},
        {"type": "divider"},
        {"type": "context", "elements": [picture(), plain(), mrkdwn()]},
        actions(button("a"), button("b")),
        {"type": "context_actions", "elements": [element("feedback_buttons"), element("icon_button")]},
        field(element("plain_text_input"), hint=plain("Hint"), optional=True, dispatch_action=True),
        {**picture(), "title": plain("Title")},
        {"type": "image", "slack_file": {"url": "https://files.slack.com/F0"}, "alt_text": "A chart"},
        {"type": "markdown", "text": "# Title"},
        {
            "type": "video",
            "alt_text": "A talk",
            "title": plain("Talk"),
            "video_url": video,
            "thumbnail_url": "https://example.com/still.png",
            "title_url": video,
            "description": plain("About"),
            "author_name": "Ada",
            "provider_name": "Example",
            "provider_icon_url": "https://example.com/icon.png",
        },
        every_run(),
        table([[cell(), rich_text()], [cell(), cell()]], column_settings=columns),
        {
            "type": "data_table",
            "caption": "Scores",
            "rows": [[cell(), cell()], [cell(), rich_text()]],
            "page_size": 5,
            "row_header_column_index": 1,
        },
        chart(),
        pie(),
        {"type": "alert", "text": mrkdwn("Careful"), "level": "warning"},
        card(hero_image=picture(), icon=picture(), subtitle=plain(), body=mrkdwn(), actions=[button()]),
        {"type": "carousel", "elements": [card(), card()]},
        task(
            details=rich_text(),
            output=rich_text(),
            sources=[{"type": "url", "url": "https://example.com", "text": "Source"}],
        ),
        {"type": "plan", "title": "Plan", "tasks": [task()]},
        {
            "type": "container",
            "title": plain(),
            "rich_text_title": rich_text(),
            "subtitle": mrkdwn(),
            "icon": picture(),
            "width": "wide",
            "is_collapsible": True,
            "default_collapsed": True,
            "has_header_divider": False,
            "child_blocks": [section(), {"type": "divider"}],
        },
    ]
    return [{**block, "block_id": f"block-{number}"} for number, block in enumerate(everything)]


def block(kind: str) -> Json:
    return next(one for one in blocks() if one["type"] == kind)


def surface_of(block: Json) -> str:
    """A surface on which the example may stand."""
    return "modal" if block["type"] == "alert" else "message"


def home_of(element: Json) -> tuple[list[Json], str, str]:
    """Blocks in which an element may stand, the surface for them, and the element's pointer."""
    kind = element["type"]
    if kind in {"feedback_buttons", "icon_button"}:
        return [{"type": "context_actions", "elements": [element]}], "message", "/blocks/0/elements/0"
    if kind in {"button", "workflow_button", "overflow", "image"}:
        return [section(accessory=element)], "message", "/blocks/0/accessory"
    return [field(element)], "modal", "/blocks/0/element"
