from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.jobs.postbox import make_postbox

if TYPE_CHECKING:
    from bot.store.engine import Database
    from tests.jobs.postbox import Postbox


@pytest.fixture
async def postbox(database: Database) -> Postbox:
    return await make_postbox(database)
