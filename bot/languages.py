"""The languages there are: one file of translations for each, chosen by what a person has set in Slack.

``locales/de.po`` is German, ``locales/pt_BR.po`` Brazil's Portuguese. English is in the code: what a file
does not say is said in English.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from bot.domain.language import Languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import GNUTranslations

    from babel.messages.catalog import Catalog, Message

    from bot.domain.language import Catalogue

LOCALES = Path(__file__).parent / "locales"


class LanguagesError(ValueError):
    """``problems``: sentences, each with the name of the file and what is wrong in it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Translations:
    """A file's translations; English for what it does not have."""

    def __init__(self, found: GNUTranslations) -> None:
        self._found = found

    def text(self, english: str, context: str | None = None) -> str:
        if not english:
            return english  # gettext keeps the head of the file under it
        if context is not None:
            return self._found.pgettext(context, english)
        return self._found.gettext(english)

    def counted(self, one: str, many: str, number: int) -> str:
        return self._found.ngettext(one, many, number)


def load_languages(folder: Path = LOCALES) -> Languages:
    """Raises LanguagesError with everything that is wrong in any of the files."""
    problems: list[str] = []
    catalogues: dict[str, Catalogue] = {}
    for path in sorted(folder.glob("*.po")):
        try:
            catalogues[path.stem] = read_language(path.read_bytes(), path.name)
        except LanguagesError as error:
            problems += error.problems
        except OSError as error:
            problems.append(f"{path.name} cannot be read ({error.strerror}).")
    if problems:
        raise LanguagesError(problems)
    return Languages(catalogues)


def read_language(content: bytes, name: str) -> Translations:
    """One file of gettext's PO format. Raises LanguagesError."""
    # Babel is slow to load, and nobody needs it where there is only English.
    from gettext import GNUTranslations

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(BytesIO(content), charset="utf-8", abort_invalid=True)
        problems = [f"{name}, line {line}: {problem}" for line, problem in _problems(catalogue)]
        if problems:
            raise LanguagesError(problems)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        return Translations(GNUTranslations(compiled))
    except LanguagesError:
        raise
    except PoFileError as error:
        raise LanguagesError([f"{name}, line {error.lineno}: this is not gettext's PO format."]) from error
    except (ValueError, LookupError) as error:
        raise LanguagesError([f"{name} is not gettext's PO format ({error})."]) from error


def _problems(catalogue: Catalog) -> Iterator[tuple[int, str]]:
    """What would fail, or say something else, when the sentence is said."""
    for message in catalogue:
        if message.id and not message.fuzzy:
            for problem in _problems_of(message):
                yield message.lineno or 0, problem


def _problems_of(message: Message) -> Iterator[str]:
    english, said = _texts(message.id), _texts(message.string)
    if not any(said):
        return  # not translated yet
    counts = len(english) > 1
    wanted = _gaps(english[-1])
    if wanted is None:
        return  # its braces stand for themselves
    for one in said:
        gaps = _gaps(one)
        if not one:
            yield f'"{english[0]}" lacks one of its forms.'
        elif gaps is None:
            yield f'"{one}" has a brace that is not closed.'
        elif (gaps ^ wanted) - ({"n"} if counts else set()):
            yield f'"{one}" has other gaps than the English, {_named(wanted)}.'


def _texts(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, tuple | list) else (str(said or ""),)


def _gaps(text: str) -> set[str] | None:
    """The names in braces; None where a brace is open."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _named(gaps: set[str]) -> str:
    return "which has " + ", ".join(f"{{{name}}}" for name in sorted(gaps)) if gaps else "which has none"
