"""The wordings that reviews were started with. A review keeps its own, whatever the file says later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.store.schema import checklists
from bot.store.upsert import insert

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.domain.checklist import Checklist


class Checklists:
    """Wordings by hash, parsed once. A wording never changes, so what is known stays true."""

    def __init__(self, parse: Callable[[Any], Checklist]) -> None:
        self._parse = parse
        self._known: dict[str, Checklist] = {}

    def get(self, connection: Connection, hash_: str) -> Checklist:
        """Raises KeyError where no such wording is kept."""
        checklist = self._known.get(hash_)
        if checklist is None:
            content = connection.execute(
                select(checklists.c.content).where(checklists.c.hash == hash_)
            ).scalar()
            if content is None:
                raise KeyError(hash_)
            checklist = self._known[hash_] = self._parse(content)
        return checklist


def keep(connection: Connection, hash_: str, content: Any) -> None:
    connection.execute(
        insert(connection, checklists).values(hash=hash_, content=content).on_conflict_do_nothing()
    )
