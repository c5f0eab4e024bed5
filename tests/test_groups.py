"""pytest-xdist keeps the tests of a group on one worker, which not every version of pytest lets it do."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("house")
def test_a_group_stays_together(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("loadgroup", False):
        pytest.skip("one process runs all tests")
    # It groups by what it adds to the name.
    assert request.node.nodeid.endswith("@house")
