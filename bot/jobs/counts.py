"""What the jobs of a process count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from datetime import datetime

    from prometheus_client import CollectorRegistry

# Sixty seconds are what is promised; hours are for after an outage.
_LATE = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0, 14_400.0, 86_400.0)


class Counts:
    """Make one for each registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._ended = Counter(
            "socmob_deliveries",
            "What became of deliveries that this process claimed, by kind and outcome",
            ("kind", "outcome"),
            registry=registry,
        )
        self._late = Histogram(
            "socmob_delivery_late_seconds",
            "Time from when a delivery was due to when it was sent",
            buckets=_LATE,
            registry=registry,
        )
        self._due = Gauge(
            "socmob_deliveries_due",
            "Deliveries of all workspaces that are due and not sent",
            registry=registry,
        )
        self._oldest = Gauge(
            "socmob_delivery_oldest_due_seconds",
            "How long the oldest of them has been due; 0 where there is none",
            registry=registry,
        )
        self._tick = Gauge(
            "socmob_worker_last_tick_seconds",
            "When a worker last looked for what is due, in seconds since 1970; 0 where none ever did",
            registry=registry,
        )

    def ended(self, kind: str, outcome: str, late: float) -> None:
        self._ended.labels(kind, outcome).inc()
        if outcome == "sent":
            self._late.observe(max(0.0, late))

    def stand(self, due: int, oldest: datetime | None, now: datetime, last_tick: datetime | None) -> None:
        """How things stand in the database, as of now."""
        self._due.set(due)
        self._oldest.set(0.0 if oldest is None else max(0.0, (now - oldest).total_seconds()))
        self._tick.set(0.0 if last_tick is None else last_tick.timestamp())
