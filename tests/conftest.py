from __future__ import annotations

import os
import zoneinfo

import hypothesis
import pytest

from tests import loopback_only

pytest_plugins = ["tests.databases", "tests.ways_in"]


def pytest_configure(config: pytest.Config) -> None:
    loopback_only.install()
    # As in earnest: the zones of the pinned package, whatever files the machine has.
    zoneinfo.reset_tzpath(())
    # How long an example takes says more about the machine than about the code.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for something most of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of the proofs as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if "long" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="a long form: add --long to run it"))
