// The table block: the first row is the head, wide tables scroll sideways inside their frame.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { richText } from "./richtext.js";

const ALIGN = new Set(["left", "center", "right"]);

export function table(block, reader) {
  const settings = block.column_settings ?? [];
  const [head, ...body] = block.rows;
  const cell = (tag) => (value, column) => {
    const { align, is_wrapped: wrapped } = settings[column] ?? {};
    const classes = [ALIGN.has(align) && `align-${align}`, wrapped && "wrapped"].filter(Boolean).join(" ");
    return h(tag, { class: classes || null, scope: tag === "th" ? "col" : null }, cellContent(value, reader));
  };
  return h(
    "div",
    { class: "table-frame", tabindex: 0, role: "region", "aria-label": "Table" },
    h(
      "table",
      { class: "grid" },
      h("thead", {}, h("tr", {}, (head ?? []).map(cell("th")))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

function cellContent(value, reader) {
  if (!value) return [];
  if (value.type === "rich_text") return richText(value, reader);
  return withEmoji(String(value.text ?? value.value ?? ""));
}
