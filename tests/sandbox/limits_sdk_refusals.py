"""By model of slack_sdk and validator of that model: a block that this validator refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sandbox.limits_block_examples import actions, block, card, field, section, table
from tests.sandbox.limits_examples import Json, button, confirm, element, option, options, plain

GROUP = {"label": plain(), "options": options(1)}
VIDEO = block("video")
RATING = element("feedback_buttons")


def _menu(kind: str, **keys: Any) -> Json:
    return section(accessory={"type": kind, **keys})


def _press(**keys: Any) -> Json:
    return actions(button(**keys))


def _sure(**keys: Any) -> Json:
    return _press(confirm={**confirm(), **keys})


def _rate(**keys: Any) -> Json:
    rating = {**RATING, "positive_button": {**RATING["positive_button"], **keys}}
    return {"type": "context_actions", "elements": [rating]}


def _selects(kind: str) -> dict[str, Json]:
    return {
        "_validate_options_length": _menu(kind, options=options(101)),
        "_validate_option_groups_length": _menu(kind, option_groups=[GROUP] * 101),
        "_validate_options_and_option_groups_both_specified": _menu(
            kind, options=options(1), option_groups=[GROUP]
        ),
        "_validate_neither_options_or_option_groups_is_specified": _menu(kind),
    }


REFUSED: dict[str, dict[str, Json]] = {
    "Block": {"_validate_block_id_length": {"type": "divider", "block_id": "x" * 256}},
    "SectionBlock": {
        "_validate_text_or_fields_populated": {"type": "section"},
        "_validate_fields_length": {"type": "section", "fields": [plain()] * 11},
        "_validate_alt_text_length": section("x" * 3001),
    },
    "ImageBlock": {
        "_validate_image_url_length": {**block("image"), "image_url": "https://" + "x" * 3000},
        "_validate_alt_text_length": {**block("image"), "alt_text": "x" * 2001},
        "_validate_title_length": {**block("image"), "title": plain("x" * 2001)},
    },
    "ActionsBlock": {"_validate_elements_length": actions(*(button(str(n)) for n in range(26)))},
    "ContextBlock": {"_validate_elements_length": {"type": "context", "elements": [plain()] * 11}},
    "ContextActionsBlock": {
        "_validate_elements": {"type": "context_actions", "elements": []},
        "_validate_elements_length": {"type": "context_actions", "elements": [RATING] * 6},
    },
    "InputBlock": {
        "_validate_label_length": {**block("input"), "label": plain("x" * 2001)},
        "_validate_hint_length": {**block("input"), "hint": plain("x" * 2001)},
        "_validate_element_type": field(button()),
    },
    "HeaderBlock": {
        "_validate_text": {"type": "header"},
        "_validate_alt_text_length": {"type": "header", "text": plain("x" * 151)},
    },
    "MarkdownBlock": {
        "_validate_text": {"type": "markdown", "text": ""},
        "_validate_alt_text_length": {"type": "markdown", "text": "x" * 12_001},
    },
    "VideoBlock": {
        **{
            f"_validate_{key}": {name: value for name, value in VIDEO.items() if name != key}
            for key in ("alt_text", "video_url", "thumbnail_url", "title")
        },
        "_validate_title_length": {**VIDEO, "title": plain("x" * 200)},
        "_validate_author_name_length": {**VIDEO, "author_name": "x" * 50},
    },
    "TableBlock": {"_validate_rows": {"type": "table", "rows": []}},
    "TaskCardBlock": {"_validate_rows": {**block("task_card"), "status": "done"}},
    "AlertBlock": {
        "_validate_text": {"type": "alert", "text": {}},
        "_validate_level": {**block("alert"), "level": "fatal"},
    },
    "CardBlock": {
        "_validate_content": {"type": "card", "subtitle": plain()},
        "_validate_title_length": card(title=plain("x" * 151)),
        "_validate_subtitle_length": card(subtitle=plain("x" * 151)),
        "_validate_body_length": card(body=plain("x" * 201)),
    },
    "ContainerBlock": {
        "_validate_title_or_rich_text_title": {"type": "container", "child_blocks": [section()]},
        "_validate_title_length": {**block("container"), "title": plain("x" * 151)},
        "_validate_subtitle_length": {**block("container"), "subtitle": plain("x" * 151)},
        "_validate_child_blocks_present": {**block("container"), "child_blocks": []},
        "_validate_child_blocks_length": {**block("container"), "child_blocks": [section()] * 11},
        "_validate_width": {**block("container"), "width": "huge"},
        "_validate_header_divider_collapsible": {**block("container"), "has_header_divider": True},
    },
    "CarouselBlock": {
        "_validate_elements_present": {"type": "carousel", "elements": []},
        "_validate_elements_length": {"type": "carousel", "elements": [card()] * 11},
    },
    "InteractiveElement": {"_validate_action_id_length": _press(action_id="x" * 256)},
    "InputInteractiveElement": {
        "_validate_placeholder_length": _menu("users_select", placeholder=plain("x" * 151))
    },
    "ButtonElement": {
        "_validate_text_length": _press(text=plain("x" * 76)),
        "_validate_url_length": _press(url="https://" + "x" * 3000),
        "_validate_value_length": _press(value="x" * 2001),
        "_validate_style_valid": _press(style="default"),
        "_validate_accessibility_label_length": _press(accessibility_label="x" * 76),
        "_validate_agent_prompt_length": _press(agent_prompt="x" * 4001),
    },
    "DatePickerElement": {"_validate_initial_date_valid": _menu("datepicker", initial_date="2026-13-01")},
    "TimePickerElement": {"_validate_initial_time_valid": _menu("timepicker", initial_time="24:00")},
    "DateTimePickerElement": {
        "_validate_initial_date_time_valid": field({"type": "datetimepicker", "initial_date_time": -1})
    },
    "ImageElement": {
        "_validate_image_url_length": _menu("image", image_url="https://" + "x" * 3000, alt_text="x"),
        "_validate_alt_text_length": _menu("image", image_url="https://example.com", alt_text="x" * 2001),
    },
    "StaticSelectElement": _selects("static_select"),
    "StaticMultiSelectElement": _selects("multi_static_select"),
    "OverflowMenuElement": {"_validate_options_length": _menu("overflow", options=options(6))},
    "ConfirmObject": {
        "title_length": _sure(title=plain("x" * 101)),
        "text_length": _sure(text=plain("x" * 301)),
        "confirm_length": _sure(confirm=plain("x" * 31)),
        "deny_length": _sure(deny=plain("x" * 31)),
        "_validate_confirm_style": _sure(style="default"),
    },
    "FeedbackButtonObject": {
        "text_length": _rate(text=plain("x" * 76)),
        "value_length": _rate(value="x" * 2001),
    },
}


def _listed(part: Json) -> Json:
    return _menu("radio_buttons", options=[part])


def _grouped(part: Json) -> Json:
    return _menu("static_select", option_groups=[part])


def _tabled(part: Json) -> Json:
    return table([[part]])


# The SDK leaves dictionaries alone in the options of an element and in the cells of a table: there it
# only looks at what was built with its models. So these are parts, each with the block around it.
REFUSED_PARTS: dict[tuple[str, str], tuple[Json, Callable[[Json], Json]]] = {
    ("Option", "_validate_label_length"): ({"value": "v", "label": "x" * 76}, _listed),
    ("Option", "_validate_text_length"): (option(text=plain("x" * 76)), _listed),
    ("Option", "_validate_value_length"): (option("x" * 151), _listed),
    ("OptionGroup", "_validate_label_length"): ({**GROUP, "label": plain("x" * 76)}, _grouped),
    ("OptionGroup", "_validate_options_length"): ({**GROUP, "options": options(101)}, _grouped),
    ("RawTextObject", "_validate_text_min_length"): ({"type": "raw_text", "text": ""}, _tabled),
    ("RawNumberObject", "_validate_text_min_length"): (
        {"type": "raw_number", "value": 1, "text": ""},
        _tabled,
    ),
}
