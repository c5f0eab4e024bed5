"""What has to be right before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.checklist_file import ChecklistError, content_hash, load_checklist
from bot.languages import LanguagesError, load_languages
from bot.services import Content

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.language import Languages


class CannotStart(Exception):
    """``problems``: sentences that say what is missing and what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read_content(checklist: Path) -> Content:
    """The checklist that new reviews are started with. Raises CannotStart."""
    try:
        read, raw = load_checklist(checklist)
    except ChecklistError as error:
        raise CannotStart([str(error)]) from error
    except OSError as error:
        raise CannotStart([f"The checklist {checklist} cannot be read ({error.strerror})."]) from error
    return Content(read, content_hash(raw), raw)


def read_languages() -> Languages:
    """Raises CannotStart."""
    try:
        return load_languages()
    except LanguagesError as error:
        raise CannotStart(error.problems) from error
