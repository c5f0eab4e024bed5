"""What a person filled into a form, read from the state of its view."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.kit import View


class FormErrors(Exception):
    """Input that cannot be used: one sentence for each block, shown beside it while the form stays open."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(f"{block_id}: {sentence}" for block_id, sentence in self.errors.items()))


def has_typed(view: View) -> bool:
    """Whether a person wrote something into a form, which would be lost with it."""
    blocks = view.get("state", {}).get("values", {}).values()
    return any((element.get("value") or "").strip() for block in blocks for element in block.values())


class Filled:
    """The inputs of a view by ``block_id``; our input blocks hold one element each.

    What is not filled in, or not in the view at all, reads as None or empty.
    """

    def __init__(self, view: View) -> None:
        self._values: Mapping[str, Mapping[str, Any]] = view.get("state", {}).get("values", {})

    def __contains__(self, block_id: str) -> bool:
        return block_id in self._values

    def block_ids(self, prefix: str) -> Iterator[str]:
        return (block_id for block_id in self._values if block_id.startswith(prefix))

    def text(self, block_id: str) -> str | None:
        """Without spaces around it; None where only those were typed."""
        text: str | None = self._element(block_id).get("value")
        return (text or "").strip() or None

    def option(self, block_id: str) -> str | None:
        selected: Mapping[str, Any] = self._element(block_id).get("selected_option") or {}
        return selected.get("value")

    def ticked(self, block_id: str) -> tuple[str, ...]:
        options: list[Mapping[str, Any]] = self._element(block_id).get("selected_options") or []
        return tuple(option["value"] for option in options)

    def users(self, block_id: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._element(block_id).get("selected_users") or ()))

    def user(self, block_id: str) -> str | None:
        selected: str | None = self._element(block_id).get("selected_user")
        return selected

    def conversation(self, block_id: str) -> str | None:
        selected: str | None = self._element(block_id).get("selected_conversation")
        return selected

    def conversations(self, block_id: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._element(block_id).get("selected_conversations") or ()))

    def time(self, block_id: str) -> time | None:
        """None, too, for what is no time."""
        selected: str = self._element(block_id).get("selected_time") or ""
        try:
            return time.fromisoformat(selected)
        except ValueError:
            return None

    def day(self, block_id: str) -> date | None:
        selected: str | None = self._element(block_id).get("selected_date")
        return date.fromisoformat(selected) if selected else None

    def _element(self, block_id: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(block_id, {}).values()), {})
