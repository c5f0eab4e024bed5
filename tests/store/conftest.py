from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.databases import WORKSPACE
from tests.store.team import Team

if TYPE_CHECKING:
    from bot.store.engine import Database


@pytest.fixture
async def team(database: Database) -> Team:
    """Everybody is in the channel; no review is started."""
    team = Team(database, WORKSPACE)
    await team.gather()
    return team


@pytest.fixture
async def asked(team: Team) -> Team:
    """A review is open, and one area of it takes answers."""
    await team.start()
    return team
