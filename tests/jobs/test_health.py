"""What a process says about itself: ready or not, and what waits."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry

from bot.domain.errors import TooBusy
from bot.health import Health
from bot.jobs.counts import Counts
from bot.store import ticks
from tests.jobs.postbox import Clock
from tests.store.claiming import plan
from tests.store.reviewing import NOW

if TYPE_CHECKING:
    from bot.store.engine import Database

FRESH = SimpleNamespace(is_stale=False, age=1.0)
STALE = SimpleNamespace(is_stale=True, age=11.0)


def health(database: Any, metronome: Any = None, clock: Clock | None = None, real: Clock | None = None):
    registry = CollectorRegistry()
    jobs: Any = SimpleNamespace(metronome=metronome)
    clock = clock or Clock()
    return Health(database, jobs, Counts(registry), clock, (real or clock).now), registry


async def real_time(database: Database) -> Clock:
    """A clock that agrees with the database's."""
    theirs = await database.read("*", ticks.server_time)
    return Clock(theirs or NOW)


async def test_a_worker_that_looks_is_ready_and_one_that_does_not_is_not(database: Database) -> None:
    real = await real_time(database)
    ready, _ = health(database, FRESH, real=real)
    assert (await ready.readiness()).problems == ()
    stale, _ = health(database, STALE, real=real)
    assert (await stale.readiness()).problems == ("the worker last looked for what is due 11 s ago",)


async def test_elsewhere_it_is_only_told_when_a_worker_last_looked(database: Database) -> None:
    real = await real_time(database)
    elsewhere, _ = health(database, real=real)
    assert (await elsewhere.readiness()).notes == ("no worker has run yet",)
    await database.write("*", ticks.tick, real.at - timedelta(seconds=90))
    # A clock that is behind does not take it back.
    await database.write("*", ticks.tick, real.at - timedelta(seconds=95))
    readiness = await elsewhere.readiness()
    assert (readiness.problems, readiness.notes) == ((), ("a worker last looked 90 s ago",))


async def test_clocks_that_disagree_are_a_problem_where_the_database_has_its_own(database: Database) -> None:
    real = await real_time(database)
    behind, _ = health(database, real=Clock(real.at - timedelta(seconds=30)))
    problems = (await behind.readiness()).problems
    if database.dialect == "sqlite":
        assert problems == ()
    else:
        assert problems == ("the clocks of this machine and of the database are 30 s apart",)


async def test_what_is_due_and_not_sent_is_counted_for_all(database: Database) -> None:
    clock = Clock(NOW + timedelta(seconds=90))
    counting, registry = health(database, clock=clock)
    await plan(database, (1, "C1"), (2, "C2"))
    await plan(database, (3, "C3"), at=NOW + timedelta(days=1))
    await database.write("*", ticks.tick, NOW)
    await counting.count()
    assert registry.get_sample_value("socmob_deliveries_due") == 2
    assert registry.get_sample_value("socmob_delivery_oldest_due_seconds") == 90
    assert registry.get_sample_value("socmob_worker_last_tick_seconds") == NOW.timestamp()


async def test_a_database_that_is_away_is_a_problem_and_breaks_nothing() -> None:
    class Away:
        async def read(self, *_: object) -> None:
            raise TooBusy

    away, registry = health(Away())
    assert (await away.readiness()).problems == ("the database cannot be reached",)
    await away.count()
    assert registry.get_sample_value("socmob_deliveries_due") == 0
