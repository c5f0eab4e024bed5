from __future__ import annotations

from sqlalchemy import func, select

from bot.store.schema import deliveries, next_steps
from tests.bench import steps
from tests.store.races import race

DUE = 4000


def test_several_workers_plan_each_next_step_once(database_url: str) -> None:
    engine = steps.engine(database_url)
    with engine.begin() as connection:
        steps.people(connection)
        steps.add(connection, DUE)
        steps.make_due(connection)
    said = race("tests.store.planning_process", [[database_url]] * 3)
    assert sum(int(output) for output, _ in said) == DUE
    with engine.connect() as connection:
        owners = connection.execute(
            select(func.count()).select_from(
                select(next_steps.c.workspace_id, next_steps.c.owner_id).distinct().subquery()
            )
        ).scalar_one()
        days = connection.execute(select(deliveries.c.occurrence)).scalars().all()
        told = connection.execute(
            select(func.count()).where(
                next_steps.c.in_morning_of.is_not(None), next_steps.c.remind_at > steps.NOW
            )
        ).scalar_one()
    assert told == DUE
    assert len(days) == owners
