from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.proof.crew import crew_of, open_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.proof.crew import Crew, House

    StartCrew = Callable[..., AbstractAsyncContextManager[Crew]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


@pytest.fixture
def crew(house: House) -> StartCrew:
    """``async with crew(database_url, conduct, times) as ours``: a new ledger, and no worker yet."""
    return partial(crew_of, house)
