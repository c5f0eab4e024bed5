"""Slack's user object as a member of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.people import Member

if TYPE_CHECKING:
    from collections.abc import Mapping


LONGEST_LOCALE = 35
"""What a language tag may be long, after RFC 5646."""


def member(user: Mapping[str, Any], team_id: str) -> Member:
    """``team_id``: the workspace that looks; people of another one are external to it."""
    profile = user.get("profile") or {}
    return Member(
        user_id=user["id"],
        name=_name(user, profile),
        tz=user.get("tz") or None,
        is_bot=bool(user.get("is_bot")),
        is_deleted=bool(user.get("deleted")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_external=bool(user.get("is_stranger")) or _elsewhere(user, team_id),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        locale=_locale(user.get("locale")),
    )


def _name(user: Mapping[str, Any], profile: Mapping[str, Any]) -> str:
    """For files that leave Slack: the full name first, for a display name is often no more than a handle."""
    names = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("name"))
    return next((name for name in names if name), "")


def _locale(given: Any) -> str | None:
    return given if isinstance(given, str) and 0 < len(given) <= LONGEST_LOCALE else None


def _elsewhere(user: Mapping[str, Any], team_id: str) -> bool:
    """In an organisation with several workspaces a colleague's ``team_id`` may be another one of them."""
    teams = (user.get("enterprise_user") or {}).get("teams")
    if teams:
        return team_id not in teams
    return user.get("team_id", team_id) != team_id
