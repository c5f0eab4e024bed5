"""Who is who in a workspace, as far as the rules need it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.language import t

FORGOTTEN = "gone-"


def forgotten(key: str) -> str:
    """What stands for somebody who had themselves forgotten, where a person has to stand: the random key that
    the record knew them by. No id of Slack's looks like it, and nobody can lead it back."""
    return f"{FORGOTTEN}{key}"


def is_forgotten(user_id: str) -> bool:
    return user_id.startswith(FORGOTTEN)


@dataclass(frozen=True)
class Mention:
    """Somebody, put in words when they are read; who had themselves forgotten has no name any more."""

    user_id: str

    def __str__(self) -> str:
        return t("(name removed)") if is_forgotten(self.user_id) else f"<@{self.user_id}>"


@dataclass(frozen=True)
class Member:
    """A person (or bot) of the workspace, or of another one that shares a channel with it."""

    user_id: str
    name: str = ""
    tz: str | None = None
    is_bot: bool = False
    is_deleted: bool = False
    is_guest: bool = False
    is_external: bool = False
    is_admin: bool = False
    locale: str | None = None
    """The language set in Slack (``de-DE``); None where Slack did not say it."""

    @property
    def is_person(self) -> bool:
        """Slack lists Slackbot as a person; it is none."""
        return not (self.is_bot or self.is_deleted or self.user_id == "USLACKBOT")

    @property
    def is_full_member(self) -> bool:
        return self.is_person and not (self.is_guest or self.is_external)
