// The square with somebody's initials.

import { h } from "./dom.js";

const COLOR = /^#?[0-9a-f]{6}$/i;

/** Decoration beside a name that is always written out, so it is hidden from screen readers. */
export function avatar({ initials, color, name }, size = "normal") {
  const square = h(
    "span",
    { class: `avatar avatar-${size}`, "aria-hidden": "true" },
    initials || name?.[0] || "?",
  );
  if (COLOR.test(color ?? ""))
    square.style.setProperty("background-color", color.startsWith("#") ? color : `#${color}`);
  return square;
}
