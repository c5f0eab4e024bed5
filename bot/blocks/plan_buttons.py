"""The way to the project plan, from wherever next steps are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.domain.errors import NotOurs
from bot.domain.language import t
from bot.domain.next_steps import PlanOrder

if TYPE_CHECKING:
    from bot.blocks.kit import Element


@dataclass(frozen=True)
class PlanRef:
    """A page of the project plan: ``due_date.25``."""

    order: PlanOrder = PlanOrder.DUE_DATE
    start: int = 0

    def __str__(self) -> str:
        return f"{self.order.value}.{self.start}"

    @classmethod
    def parse(cls, value: str) -> PlanRef:
        """Raises NotOurs."""
        word, _, start = value.partition(".")
        try:
            return cls(PlanOrder(word), ids.number(start))
        except ValueError:
            raise NotOurs from None


def show() -> Element:
    return kit.button(
        t("Project plan"),
        ids.PLAN_SHOW,
        str(PlanRef()),
        label=t("Project plan: next steps by due date and owner"),
    )
