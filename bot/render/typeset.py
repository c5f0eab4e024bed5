"""The typesetter: the only module that loads it, and only the child imports this one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
PIXELS_A_POINT = 72
"""In the resolution in which a point is a pixel."""


def typeset(
    template: str,
    inputs: Mapping[str, Any],
    *,
    to: Literal["png", "svg", "pdf"],
    system_fonts: bool = True,
) -> bytes:
    """``inputs`` reach the template as ``sys.inputs``, each as JSON. Nothing but this package can be read."""
    return typst.compile(
        HERE / template,
        root=HERE,
        format=to,
        ppi=PIXELS_A_POINT,
        ignore_system_fonts=not system_fonts,
        sys_inputs={name: json.dumps(value) for name, value in inputs.items()},
    )
