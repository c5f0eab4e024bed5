"""Files as the child makes them: handed over as JSON, as they are in earnest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.render.__main__ import MAKERS
from bot.render.wire import written
from tests.render import export_examples

if TYPE_CHECKING:
    from bot.domain.export import Export, ExportFormat


def made(of: Export, to: ExportFormat) -> bytes:
    job = json.loads(written(export_examples.job(of, to)))
    return MAKERS[job["kind"]](job)
