"""The child: one job on standard input, what it makes on standard output.

Where it cannot, the last line on standard error says why and the exit code is not 0.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bot.render import chart, compare, csv, xlsx
from bot.render import document as documents
from bot.render.typeset import typeset
from bot.render.wire import BadJob, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def make_chart(job: Mapping[str, Any]) -> bytes:
    return typeset("chart.typ", {"chart": chart.picture(job)}, to="png")


def make_comparison(job: Mapping[str, Any]) -> bytes:
    return typeset("compare.typ", {"chart": compare.picture(job)}, to="png")


def make_document(job: Mapping[str, Any]) -> bytes:
    return typeset("document.typ", {"document": documents.laid_out(job)}, to="pdf", standard="ua-1")


MAKERS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
    "chart": make_chart,
    "compare": make_comparison,
    "csv": csv.written,
    "pdf": make_document,
    "xlsx": xlsx.written,
}


def main() -> int:
    try:
        job = read(sys.stdin.buffer)
        kind = job.get("kind")
        if kind not in MAKERS:
            raise BadJob(f"nothing is known of the kind {kind!r}")
    except BadJob as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(MAKERS[kind](job))
    return 0


if __name__ == "__main__":
    sys.exit(main())
