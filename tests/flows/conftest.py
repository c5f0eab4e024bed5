from __future__ import annotations

from tests.faults.conftest import stage, start_stage, unexpected

__all__ = ["stage", "start_stage", "unexpected"]
