"""Charts: each series has exactly one point for every category, and a name of its own."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.rules import no_twins
from bot.sandbox.limits.structures import MESSAGE, Items, Kinds, Obj, kind
from bot.sandbox.limits.values import ID, Num, Str
from bot.sandbox.limits.walk import Walk

_LABEL = Str(20)
_POINT = Obj({"label": _LABEL, "value": Num(whole=False)})
_SERIES = Obj({"name": _LABEL, "data": Items(_POINT, 1, 20)})
_AXES = Obj(
    {"categories": Items(_LABEL, 1, 20, rules=(no_twins,))},
    {"x_label": Str(50), "y_label": Str(50)},
)
_SEGMENT = Obj({"label": _LABEL, "value": Num(whole=False)})


def _one_point_a_category(chart: dict[str, Any], at: Path, walk: Walk) -> None:
    categories = sorted(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            place = (((at, "series"), index), "data")
            walk.report(place, "must provide exactly one data point for each category")


def _own_names(chart: dict[str, Any], at: Path, walk: Walk) -> None:
    no_twins([series["name"] for series in chart["series"]], (at, "series"), walk)


def _slices_are_positive(chart: dict[str, Any], at: Path, walk: Walk) -> None:
    for index, segment in enumerate(chart["segments"]):
        if segment["value"] <= 0:
            walk.report(((((at, "segments"), index)), "value"), "must be greater than 0")


_CHARTS = Kinds(
    *(
        kind(
            name,
            {"series": Items(_SERIES, 1, 6), "axis_config": _AXES},
            rules=(_one_point_a_category, _own_names),
        )
        for name in ("line", "bar", "area")
    ),
    kind("pie", {"segments": Items(_SEGMENT, 1, 6)}, rules=(_slices_are_positive,)),
)

DATA_VISUALIZATION = kind(
    "data_visualization",
    {"title": Str(50, shown=True), "chart": _CHARTS},
    {"block_id": ID},
    on=MESSAGE,
)
