"""The template of all that is said to people, made from the source as the documented command makes it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "bot" / "locales" / "socmob.pot"
COMMAND = (
    ".venv/bin/pybabel -q extract -F pyproject.toml --no-default-keywords -k t -k tn:1,2 -k tc:1c,2 "
    "-k marked --no-location --omit-header --sort-output -o bot/locales/socmob.pot bot"
)
KEYWORDS = {"t": (1,), "marked": (1,), "tn": (1, 2), "tc": ((1, "c"), 2)}


@cache
def extracted() -> Catalog:
    """A few seconds: once for each process of the tests."""
    template = Catalog()
    found = extract_from_dir(ROOT / "bot", [("**.py", "python")], keywords=KEYWORDS)
    for _, _, message, _, context in found:
        template.add(message, context=context)
    return template


def written(template: Catalog) -> str:
    into = BytesIO()
    write_po(into, template, no_location=True, omit_header=True, sort_output=True)
    return into.getvalue().decode()
