"""Slack's user object as a member of ours."""

from __future__ import annotations

import pytest

from bot.slack.people import member

FULL = "Amina Okafor"


@pytest.mark.parametrize(
    ("user", "name"),
    [
        (
            {"name": "amina.o", "real_name": FULL, "profile": {"display_name": "amina"}},
            FULL,
        ),
        (
            {"name": "amina.o", "profile": {"display_name": "amina", "real_name": FULL}},
            FULL,
        ),
        ({"name": "amina.o", "real_name": "", "profile": {"display_name": "amina"}}, "amina"),
        ({"name": "amina.o"}, "amina.o"),
        ({}, ""),
    ],
)
def test_the_full_name_goes_into_files(user: dict[str, object], name: str) -> None:
    assert member({"id": "U1", **user}, "T1").name == name
