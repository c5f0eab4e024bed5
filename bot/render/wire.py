"""How a job is handed to the child: one JSON object of limited size on its standard input."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_JOB = 16 * 1024 * 1024
"""In bytes. A chart of forty areas takes some ten thousand, a file of a whole review some twenty thousand,
and a million with three hundred of the longest next steps."""


class BadJob(ValueError):
    """What was handed over is no job; the message says why."""


def written(job: Mapping[str, Any]) -> bytes:
    data = json.dumps(job).encode("ascii")
    if len(data) > LARGEST_JOB:
        raise BadJob(f"the job takes {len(data)} bytes, at most {LARGEST_JOB} are allowed")
    return data


def read(stream: IO[bytes]) -> dict[str, Any]:
    """Never reads more than is allowed."""
    data = stream.read(LARGEST_JOB + 1)
    if len(data) > LARGEST_JOB:
        raise BadJob(f"the job takes more than {LARGEST_JOB} bytes")
    try:
        job = json.loads(data)
    except ValueError as error:
        raise BadJob(f"the job is not JSON: {error}") from error
    if not isinstance(job, dict):
        raise BadJob("the job is not a JSON object")
    return job
