"""One valid example of every block and every element, with each key that it may have.

Every function builds anew, so that a test may break what it got.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str = "Text") -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str = "*Text*") -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(value: str = "one", **more: Any) -> Json:
    return {"text": plain("Option"), "value": value, "description": plain("About it"), **more}


def options(count: int, **more: Any) -> list[Json]:
    return [option(f"value-{number}", **more) for number in range(count)]


def confirm() -> Json:
    return {
        "title": plain("Sure?"),
        "text": mrkdwn("This *cannot* be undone."),
        "confirm": plain("Do it"),
        "deny": plain("Stop"),
        "style": "danger",
    }


def button(action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), "action_id": action_id, **more}


def rich_text(*runs: Json) -> Json:
    line = {"type": "rich_text_section", "elements": list(runs or [{"type": "text", "text": "Words"}])}
    return {"type": "rich_text", "elements": [line]}


def picture() -> Json:
    return {"type": "image", "image_url": "https://example.com/chart.png", "alt_text": "A chart"}


def _chosen() -> Json:
    return {"action_id": "choose", "confirm": confirm(), "focus_on_load": True}


def _menu() -> Json:
    return {**_chosen(), "placeholder": plain("Choose")}


def _typed() -> Json:
    return {
        "action_id": "type",
        "focus_on_load": True,
        "placeholder": plain("Type"),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
    }


def _filter() -> Json:
    kinds = ["im", "mpim", "private", "public"]
    return {"include": kinds, "exclude_bot_users": True, "exclude_external_shared_channels": True}


def buttons() -> list[Json]:
    trigger = {
        "url": "https://slack.com/shortcuts/Ft0/x",
        "customizable_input_parameters": [{"name": "a", "value": 1}],
    }
    feedback = {"text": plain(), "value": "v", "accessibility_label": "Long words"}
    viewers = ["U0ALICE", "W0BOB"]
    return [
        button(
            value="v",
            url="https://example.com",
            style="primary",
            confirm=confirm(),
            accessibility_label="Press this",
            agent_prompt="Tell me more",
            agent_prompt_display="More",
            visible_to_user_ids=viewers,
        ),
        {
            "type": "workflow_button",
            "text": plain(),
            "action_id": "run",
            "workflow": {"trigger": trigger},
            "style": "danger",
            "accessibility_label": "Run this",
        },
        {
            "type": "icon_button",
            "icon": "trash",
            "text": plain(),
            "action_id": "drop",
            "value": "v",
            "confirm": confirm(),
            "accessibility_label": "Drop this",
            "visible_to_user_ids": viewers,
        },
        {
            "type": "feedback_buttons",
            "action_id": "rate",
            "positive_button": dict(feedback),
            "negative_button": dict(feedback),
        },
        {
            "type": "overflow",
            "action_id": "more",
            "confirm": confirm(),
            "options": options(2, url="https://example.com"),
        },
        picture(),
        {"type": "image", "slack_file": {"id": "F0CHART"}, "alt_text": "A chart"},
    ]


def menus() -> list[Json]:
    groups = [{"label": plain("Group"), "options": options(2)}]
    several = {**_menu(), "max_selected_items": 2}
    conversations = {"default_to_current_conversation": True, "filter": _filter()}
    answers = {"response_url_enabled": True}
    first, second = options(2)
    listed = [{"text": mrkdwn(), "value": str(number), "description": mrkdwn()} for number in range(2)]
    return [
        {"type": "static_select", **_menu(), "options": options(2), "initial_option": second},
        {"type": "static_select", **_menu(), "option_groups": groups, "initial_option": second},
        {"type": "external_select", **_menu(), "min_query_length": 0, "initial_option": option()},
        {"type": "users_select", **_menu(), "initial_user": "U0ALICE"},
        {"type": "channels_select", **_menu(), **answers, "initial_channel": "C0TEAM"},
        {
            "type": "conversations_select",
            **_menu(),
            **answers,
            **conversations,
            "initial_conversation": "D0ALICE",
        },
        {
            "type": "multi_static_select",
            **several,
            "options": options(3),
            "initial_options": [first, second],
        },
        {"type": "multi_external_select", **several, "min_query_length": 3, "initial_options": [option()]},
        {"type": "multi_users_select", **several, "initial_users": ["U0ALICE", "W0BOB"]},
        {"type": "multi_channels_select", **several, "initial_channels": ["C0TEAM", "G0TEAM"]},
        {
            "type": "multi_conversations_select",
            **several,
            **conversations,
            "initial_conversations": ["C0TEAM"],
        },
        {"type": "radio_buttons", **_chosen(), "options": listed, "initial_option": dict(listed[0])},
        {"type": "checkboxes", **_chosen(), "options": listed, "initial_options": [dict(listed[1])]},
    ]


def inputs() -> list[Json]:
    numbers = {"min_value": "-1.5", "initial_value": "2", "max_value": "3.25"}
    return [
        {
            "type": "plain_text_input",
            **_typed(),
            "multiline": True,
            "min_length": 0,
            "max_length": 9,
            "initial_value": "nine char",
        },
        {"type": "email_text_input", **_typed(), "initial_value": "ada@example.com"},
        {"type": "url_text_input", **_typed(), "initial_value": "https://example.com"},
        {"type": "number_input", **_typed(), "is_decimal_allowed": True, **numbers},
        {
            "type": "rich_text_input",
            **_typed(),
            "min_lines": 1,
            "max_lines": 9,
            "initial_value": rich_text(),
        },
        {"type": "file_input", "action_id": "file", "filetypes": ["pdf"], "max_files": 10},
        {"type": "datepicker", **_menu(), "initial_date": "2024-02-29"},
        {"type": "timepicker", **_menu(), "initial_time": "23:59", "timezone": "Europe/London"},
        {"type": "datetimepicker", **_chosen(), "initial_date_time": 1_700_000_000},
    ]


def elements() -> list[Json]:
    return [*buttons(), *menus(), *inputs()]


def element(kind: str) -> Json:
    return next(one for one in elements() if one["type"] == kind)
