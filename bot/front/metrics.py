"""What the front counts: how Slack was answered, and how long it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import Counter, Histogram

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

# Slack gives up after three seconds.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


class FrontMetrics:
    """Make one for each registry; HTTP and Socket Mode of one process share it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._answers = Counter(
            "socmob_slack_requests",
            "Requests from Slack by transport and by the status they were answered with",
            ("transport", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "socmob_slack_request_seconds",
            "Time from the arrival of a request from Slack to its answer",
            ("transport",),
            buckets=_BUCKETS,
            registry=registry,
        )

    def answered(self, transport: str, status: int, seconds: float) -> None:
        self._answers.labels(transport, status).inc()
        self._seconds.labels(transport).observe(seconds)
