"""Which language a sentence is said in: English as it stands in the code, or a catalogue's version of it.

The idiom is gettext's. The English text is the key; what fills its gaps is given by name, so that it can be
moved about; a number that changes the words goes with :func:`tn`, because not every language has two plurals.
Sentences are whole: none is glued together from translated parts.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Catalogue(Protocol):
    """One language. What it does not have comes back in English."""

    def __hash__(self) -> int: ...

    def text(self, english: str, context: str | None = None) -> str: ...

    def counted(self, one: str, many: str, number: int) -> str: ...


class Languages:
    """Catalogues by their tags, as Slack or gettext write them: ``de``, ``pt-BR``, ``pt_BR``."""

    def __init__(self, catalogues: Mapping[str, Catalogue] | None = None) -> None:
        self._catalogues = {_key(tag): catalogue for tag, catalogue in (catalogues or {}).items()}

    def __bool__(self) -> bool:
        """Whether there is any but English: else nobody has to be asked which theirs is."""
        return bool(self._catalogues)

    def of(self, locale: str | None) -> Catalogue | None:
        """The one that fits a Slack locale best: the very one, else its language; None is English."""
        key = _key(locale or "")
        return self._catalogues.get(key) or self._catalogues.get(key.partition("_")[0])


_spoken: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(catalogue: Catalogue | None) -> Iterator[None]:
    """All words within are of this language; None is English."""
    token = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken_now() -> Catalogue | None:
    """The language that words are said in here; for what is kept ready for each language."""
    return _spoken.get()


def t(english: str, /, **values: object) -> str:
    """``t("{count} of {all} agreed", count=3, all=9)``. Without values, braces stand for themselves."""
    catalogue = _spoken.get()
    words = english if catalogue is None else catalogue.text(english)
    return words.format_map(values) if values else words


def tn(one: str, many: str, number: int, /, **values: object) -> str:
    """``tn("{n} area waits", "{n} areas wait", 3)``: the words for a number, which is ``{n}``."""
    catalogue = _spoken.get()
    english = one if number == 1 else many
    words = english if catalogue is None else catalogue.counted(one, many, number)
    return words.format(n=number, **values)


def tc(context: str, english: str, /, **values: object) -> str:
    """As :func:`t`, where the same English means two things: ``tc("state of a next step", "Open")``."""
    catalogue = _spoken.get()
    words = english if catalogue is None else catalogue.text(english, context)
    return words.format_map(values) if values else words


def marked(english: str) -> str:
    """A constant that is shown to people: its text is taken into the catalogue here, and said by ``t`` where
    it is shown."""
    return english


def _key(tag: str) -> str:
    return tag.replace("-", "_").casefold()
