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

NO_FONT = "could not be displayed"
"""What the typesetter says of a character that no font has."""


def typeset(
    template: str,
    inputs: Mapping[str, Any],
    *,
    to: Literal["png", "svg", "pdf"],
    system_fonts: bool = True,
    standard: Literal["ua-1"] | None = None,
) -> bytes:
    """``inputs`` reach the template as ``sys.inputs``, each as JSON. Nothing but this package can be read.

    ``standard``: what a PDF has to keep to for screen readers. Where no font here has one of its characters
    it cannot; then it is tagged in the same way without saying that it does, and the character is there to be
    read aloud and copied, if not to be seen.
    """

    def made(*, keeps: bool) -> bytes:
        return typst.compile(
            HERE / template,
            root=HERE,
            format=to,
            ppi=PIXELS_A_POINT,
            ignore_system_fonts=not system_fonts,
            sys_inputs={name: json.dumps(value) for name, value in inputs.items()},
            pdf_standards=[standard] if keeps and standard else [],
        )

    try:
        return made(keeps=True)
    except typst.TypstError as refusal:
        if NO_FONT not in str(refusal):
            raise
        return made(keeps=False)
