"""How a next step is changed: the row, its history, the audit record, and what the channel sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.step_errors import StepChanged
from bot.domain.step_rules import check_unfinished
from bot.store import audit, home_changes, step_news, step_rows

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.next_steps import NextStep, StepChange, StepState


def check_seen(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    seen: int | None,
    kinds: Container[StepChange],
) -> None:
    """Raises StepChanged where a change of one of these kinds came after what the person saw."""
    if seen is None or seen == step.sequence:
        return
    since = [one for one in step_rows.history(connection, workspace_id, step.id) if one.sequence > seen]
    if any(one.change in kinds for one in since):
        raise StepChanged(step)


def set_fields(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    what: StepChange,
    by: str,
    now: datetime,
    seen: int | None,
    *,
    also: dict[str, Any] | None = None,
    **values: Any,
) -> NextStep:
    """Changes what an unfinished next step says; ``values`` stand in its history, ``also`` does not."""
    check_seen(connection, workspace_id, step, seen, (what,))
    check_unfinished(step)
    before = {name: _kept(getattr(step, name)) for name in values}
    after = {name: _kept(value) for name, value in values.items()}
    step = step_rows.change(connection, workspace_id, step, now, **values, **(also or {}))
    record(connection, workspace_id, step, what, by, now, before, after)
    return step


def set_state(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    what: StepChange,
    state: StepState,
    by: str,
    now: datetime,
    **values: Any,
) -> NextStep:
    before, after = {"state": step.state.value}, {"state": state.value}
    step = step_rows.change(connection, workspace_id, step, now, state=state, **values)
    record(connection, workspace_id, step, what, by, now, before, after, values.get("reason"))
    return step


def record(
    connection: Connection,
    workspace_id: str,
    step: NextStep,
    what: StepChange,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str | None = None,
) -> None:
    """The entry of the history, the audit record, and what shows the next step: its owner, and the one
    before, may be in another channel.
    """
    step_rows.remember(connection, workspace_id, step, what, by, now, before, after, reason)
    step_news.show(connection, workspace_id, step, what)
    home_changes.for_people(connection, workspace_id, {step.owner_id, before.get("owner_id", step.owner_id)})
    audit.record(
        connection,
        workspace_id,
        by,
        f"next step: {what.value.replace('_', ' ')}",
        now,
        review_id=step.subject.review_id,
        subject=f"step|{step.id}",
        sequence=step.sequence,
    )


def _kept(value: Any) -> Any:
    """As JSON keeps it: dates as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
