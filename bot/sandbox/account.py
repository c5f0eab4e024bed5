"""A member of the workspace, a guest of it, or a bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


@dataclass(slots=True)
class Account:
    """What Slack knows of one person; ``handle`` is the short name after an ``@``."""

    id: str
    name: str
    handle: str
    team_id: str
    tz: str | None = "Europe/London"
    title: str = ""
    color: str = COLORS[0]
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    locale: str = "en-GB"

    @property
    def initials(self) -> str:
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()

    def as_user(self, now: datetime, home_team: str, *, locale: bool = False) -> dict[str, Any]:
        """The user object of ``users.info``: a deleted person has no zone and no rights any more."""
        profile: dict[str, Any] = {
            "real_name": self.name,
            "real_name_normalized": self.name,
            "display_name": self.handle,
            "display_name_normalized": self.handle,
            "title": self.title,
            "status_text": "",
            "status_emoji": "",
            "team": self.team_id,
        }
        if self.is_bot:
            profile |= {"api_app_id": self.app_id or "", "bot_id": self.bot_id or "", "always_active": True}
        user: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        if self.deleted:
            return user
        if self.tz is not None:
            local = now.astimezone(ZoneInfo(self.tz))
            offset = local.utcoffset()
            user |= {
                "tz": self.tz,
                "tz_label": local.tzname() or self.tz,
                "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            }
        user |= {
            "color": self.color,
            "real_name": self.name,
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_owner,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_email_confirmed": True,
        }
        if self.team_id != home_team:
            user["is_stranger"] = True
        if locale:
            user["locale"] = self.locale
        return user


EPOCH = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""When the invented workspace was set up: nothing in it depends on the moment the sandbox starts."""
