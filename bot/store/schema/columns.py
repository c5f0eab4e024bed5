"""What all tables share: the names of constraints, and columns that stand in many of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, MetaData, String, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def slack_id(name: str, *, key: bool = False) -> Column[str]:
    """An id given by Slack or by the checklist."""
    return Column(name, String(64), primary_key=key, nullable=False)


def workspace(*, key: bool = True) -> Column[str]:
    """Every row of a team carries its workspace's id, in every key and foreign key."""
    return Column("workspace_id", String(64), ForeignKey("workspaces.id"), primary_key=key, nullable=False)


def of_review() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "review_id"], ["reviews.workspace_id", "reviews.id"])


def of_area() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", "review_id", "area_id"],
        ["review_areas.workspace_id", "review_areas.review_id", "review_areas.area_id"],
    )


def due_index(table: str, column: str) -> Index:
    """Over the rows that wait for an instant: a worker's tick costs what is due, not what exists."""
    waiting = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=waiting, postgresql_where=waiting)
