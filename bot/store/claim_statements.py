"""The statements of ``claims``, made once: with some hundred claims a second it would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    ARRAY,
    BigInteger,
    String,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.deliveries import UNFINISHED, DeliveryState
from bot.store.paces import WHOLE_WORKSPACE, where_it_is_time
from bot.store.schema import deliveries, members, slack_paces, workspaces
from bot.store.types import UtcDateTime
from bot.store.upsert import INSERTS

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement, Select, Update

POST = "chat.postMessage"
CHECKS = ("conversations.history", "conversations.open", "conversations.replies")
"""What a check calls."""

LOOKED_AT = 32
"""How many due rows a claim looks at: more than it takes, since one channel gets one post a second."""

_NOW = bindparam("now", type_=UtcDateTime)
_REAL_NOW = bindparam("real_now", type_=UtcDateTime)
_OF_WORKSPACE: BindParameter[str] = bindparam("of_workspace")


def _written(state: DeliveryState) -> ColumnElement[DeliveryState]:
    """Written out, not as a parameter: SQLite uses a partial index only where it can read the condition."""
    return literal_column(f"'{state}'", deliveries.c.state.type)


_IS_UNFINISHED = deliveries.c.state.in_([_written(state) for state in UNFINISHED])
_IS_PLANNED = deliveries.c.state == _written(DeliveryState.PLANNED)
_IS_DUE = (
    _IS_UNFINISHED,
    deliveries.c.next_at <= _NOW,
    deliveries.c.lease_until.is_(None) | (deliveries.c.lease_until <= _REAL_NOW),
)
_other = deliveries.alias("other")
_IS_BEING_SENT = (
    select(_other.c.number)
    .where(
        _other.c.workspace_id == deliveries.c.workspace_id,
        _other.c.recipient_id == deliveries.c.recipient_id,
        _other.c.state == _written(DeliveryState.SENDING),
        _other.c.lease_until > _REAL_NOW,
        _other.c.number != deliveries.c.number,
    )
    .exists()
)
"""Whether another delivery for the same channel is on the wire."""


def _quiet(of_workspace: ColumnElement[str], *methods: str) -> ColumnElement[bool]:
    """Whether Slack asked for quiet in a whole workspace."""
    return exists().where(
        slack_paces.c.workspace_id == of_workspace,
        slack_paces.c.method.in_([literal_column(f"'{method}'", String) for method in methods]),
        slack_paces.c.channel_id == WHOLE_WORKSPACE,
        slack_paces.c.next_at > _REAL_NOW,
    )


_due_there = and_(deliveries.c.workspace_id == workspaces.c.id, *_IS_DUE)
WAITING = (
    select(workspaces.c.id)
    .where(
        or_(
            and_(~_quiet(workspaces.c.id, POST), exists().where(_due_there, _IS_PLANNED)),
            and_(~_quiet(workspaces.c.id, *CHECKS), exists().where(_due_there, ~_IS_PLANNED)),
        )
    )
    .order_by(workspaces.c.id)
)
ENDS = select(
    select(func.min(deliveries.c.lease_until))
    .where(deliveries.c.lease_until > _REAL_NOW, _IS_UNFINISHED)
    .scalar_subquery(),
    select(func.min(slack_paces.c.next_at))
    .select_from(workspaces.join(slack_paces, slack_paces.c.workspace_id == workspaces.c.id))
    .where(
        slack_paces.c.method.in_((POST, *CHECKS)),
        slack_paces.c.channel_id == WHOLE_WORKSPACE,
        slack_paces.c.next_at > _REAL_NOW,
        exists().where(_due_there),
    )
    .scalar_subquery(),
)
"""When the first claim runs out, and when Slack takes messages again where some are due."""

CANDIDATES = (
    select(
        deliveries.c.number,
        deliveries.c.recipient_id,
        _IS_PLANNED.label("is_planned"),
        members.c.dm_channel_id,
    )
    .select_from(
        deliveries.outerjoin(
            members,
            and_(
                members.c.workspace_id == deliveries.c.workspace_id,
                members.c.user_id == deliveries.c.recipient_id,
            ),
        )
    )
    .where(
        deliveries.c.workspace_id == _OF_WORKSPACE,
        *_IS_DUE,
        or_(
            and_(
                _IS_PLANNED,
                ~_quiet(_OF_WORKSPACE, POST),
                ~exists().where(
                    slack_paces.c.workspace_id == deliveries.c.workspace_id,
                    slack_paces.c.method == POST,
                    slack_paces.c.channel_id == deliveries.c.recipient_id,
                    slack_paces.c.next_at > _REAL_NOW,
                ),
                ~_IS_BEING_SENT,
            ),
            and_(~_IS_PLANNED, ~_quiet(_OF_WORKSPACE, *CHECKS)),
        ),
    )
    .order_by(deliveries.c.next_at, deliveries.c.number)
    .limit(LOOKED_AT)
    .with_for_update(skip_locked=True, of=deliveries)
)


def _numbered(dialect: str) -> ColumnElement[bool]:
    """Those whose ``numbers`` are told; PostgreSQL takes them as one parameter, however many there are."""
    if dialect == "postgresql":
        return deliveries.c.number == any_(bindparam("numbers", type_=ARRAY(BigInteger)))
    return deliveries.c.number.in_(bindparam("numbers", expanding=True))


def _take(dialect: str) -> Update:
    return (
        update(deliveries)
        .where(
            # By their numbers alone, which are of rows that this transaction holds: always the primary key.
            _numbered(dialect),
            # Asked once more now that the channel's turn is ours: another worker may just have sent there.
            or_(~_IS_PLANNED, ~_IS_BEING_SENT),
        )
        .values(
            state=case((_IS_PLANNED, DeliveryState.SENDING), else_=DeliveryState.CHECK),
            attempt=deliveries.c.attempt + case((_IS_PLANNED, 1), else_=0),
            first_try_at=func.coalesce(deliveries.c.first_try_at, _NOW),
            last_try_at=case((_IS_PLANNED, _NOW), else_=deliveries.c.last_try_at),
            lease_owner=bindparam("owner"),
            lease_until=bindparam("until", type_=UtcDateTime),
        )
        .returning(
            deliveries.c.number,
            deliveries.c.id,
            deliveries.c.kind,
            deliveries.c.subject_id,
            deliveries.c.recipient_id,
            deliveries.c.occurrence,
            deliveries.c.state,
            deliveries.c.attempt,
            deliveries.c.checks,
            deliveries.c.next_at,
            deliveries.c.first_try_at,
            deliveries.c.last_try_at,
            deliveries.c.is_repeat,
        )
    )


def _turns(dialect: str) -> Select:
    return (
        select(
            deliveries.c.workspace_id,
            literal(POST),
            deliveries.c.recipient_id,
            bindparam("next_turn", type_=UtcDateTime),
        )
        .where(_numbered(dialect))
        .order_by(deliveries.c.recipient_id)
    )


TAKE = {dialect: _take(dialect) for dialect in INSERTS}
TAKE_TURNS = {
    dialect: where_it_is_time(
        insert(slack_paces).from_select(["workspace_id", "method", "channel_id", "next_at"], _turns(dialect))
    )
    for dialect, insert in INSERTS.items()
}
"""Takes the turns of the channels of some deliveries; returns those that had one."""
