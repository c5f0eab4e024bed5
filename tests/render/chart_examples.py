"""Charts that are shown in tests: of the usual kind, and the worst that anybody may send."""

from __future__ import annotations

from bot.domain.chart import AreaBar, RagChart

INTERNAL, EXTERNAL = "Internal advocacy", "External advocacy"
USUAL = RagChart(
    "Social mobility, week to Sunday 6 December",
    (
        AreaBar("Understanding", INTERNAL, 1, 3, 2, 0, 0, (2, 3, 1)),
        AreaBar("Normalise conversation", INTERNAL, 0, 1, 1, 1, 0, (1, 1, 0)),
        AreaBar("Broader balance of D&I", INTERNAL, 1, 2, 1, 0, 1, (1, 2, 1)),
        AreaBar("Internal: Commitment", INTERNAL, 0, 0, 2, 0, 0, (0, 0, 2)),
        AreaBar("Network", INTERNAL, 1, 2, 2, 0, 0, None),
        AreaBar("Data", INTERNAL, 3, 2, 1, 0, 0, (2, 2, 2)),
        AreaBar("External: Commitment", EXTERNAL, 0, 0, 0, 0, 2, None),
        AreaBar("Leaders", EXTERNAL, 0, 0, 0, 5, 0, None),
        AreaBar("Collaborate", EXTERNAL, 0, 4, 1, 0, 0, (0, 3, 2)),
        AreaBar("Wider agenda", EXTERNAL, 0, 0, 2, 1, 0, (0, 1, 1)),
    ),
)
HOSTILE_NAMES = (
    '#read("/etc/passwd")',
    '] #panic("x") [',
    "quotes \" ' ` and \\ backslashes \\u{41}",
    "$x^2$ *bold* _it_ <label> @ref",
    "// a comment /* another",
    "#import(sys.inputs.chart)",
)
NAMES_OF_THE_WORLD = (
    "Ärger über Chancengleichheit in der gesamten Organisation: x",
    "W" * 60,
    "Социальная мобильность и понимание среди всех сотрудников",
    "Κοινωνική κινητικότητα και κατανόηση σε όλη την οργάνωση",
    "الحراك الاجتماعي وفهمه في جميع أنحاء المنظمة والشركاء",
    "ניעות חברתית (Data) 2026",
    "社会流動性についての理解と会話を組織全体で当たり前にするための取り組み",
    "ไทย 👩🏽‍💻 Årsmøte",
    "a control\x07 character, a tab\t, a lone surrogate \ud83d",
    '#read("/etc/passwd") ] " \\ $x^2$ *b* _i_ <a> @b // c',
)
WORST = RagChart(
    "Mobilité sociale und Aufstiegschancen für alle: Социальная мобильность, semaine du 6 décembre",
    tuple(
        AreaBar(name, f"Section {number // 5}", 1, 190 * number, 91_011, 12, 11, (9_000, 180, 1))
        for number, name in enumerate(NAMES_OF_THE_WORLD)
    ),
)
FORTY = RagChart(
    USUAL.title, tuple(AreaBar(f"Area {n}", f"Section {n % 4}", 1, n, 2, 1, 0, (1, 1, 1)) for n in range(40))
)


def one_area(name: str = "Data", **more: object) -> RagChart:
    values = {"section": INTERNAL, "red": 3, "amber": 2, "green": 1, "to_agree": 4, "not_applicable": 0}
    return RagChart("A week", (AreaBar(name, **{**values, "before": (2, 2, 2), **more}),))  # type: ignore[arg-type]
