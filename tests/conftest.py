from __future__ import annotations

import hypothesis
import pytest

from tests import loopback_only

pytest_plugins = ["tests.databases"]


def pytest_configure(config: pytest.Config) -> None:
    loopback_only.install()
    # How long an example takes says more about the machine than about the code.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
