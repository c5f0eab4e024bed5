from __future__ import annotations

import asyncio

import pytest
from bolt_apps import make_app
from front_server import front_of
from prometheus_client import CollectorRegistry, Counter

from bot.front import probes
from bot.front.metrics import FrontMetrics
from bot.web import Readiness


@pytest.mark.parametrize(
    ("readiness", "status"),
    [
        (Readiness(), 200),
        (Readiness(notes=("the worker's last tick is 40 s old",)), 200),
        (Readiness(problems=("the database does not answer",)), 503),
    ],
)
async def test_readyz_gives_its_reasons(http, readiness, status):
    async def ready():
        return readiness

    async with (
        front_of(make_app(verifies=False), ready=ready) as site,
        http.get(f"{site.url}/readyz") as response,
    ):
        assert response.status == status
        assert await response.json() == {
            "ready": status == 200,
            "problems": list(readiness.problems),
            "notes": list(readiness.notes),
        }


async def test_a_check_that_hangs_is_not_ready(http, monkeypatch):
    monkeypatch.setattr(probes, "READY_SECONDS", 0.05)

    async def ready():
        await asyncio.sleep(60)

    async with front_of(make_app(verifies=False), ready=ready) as site:
        async with http.get(f"{site.url}/readyz") as response:
            assert response.status == 503
            assert (await response.json())["problems"] == ["the checks took longer than 0.05 seconds"]
        async with http.get(f"{site.url}/healthz") as response:
            assert response.status == 200


async def test_metrics_are_those_of_the_given_registry(http):
    registry = CollectorRegistry()
    Counter("socmob_example", "An example", registry=registry).inc(3)
    async with front_of(make_app(verifies=False), metrics=FrontMetrics(registry)) as site:
        response = await http.get(f"{site.url}/metrics", headers={"Accept": "text/plain; version=x"})
        assert response.status == 200
        assert response.content_type == "text/plain"
        text = await response.text()
    assert "socmob_example_total 3.0" in text
    assert "python_info" not in text
