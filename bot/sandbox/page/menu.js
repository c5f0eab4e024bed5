// A menu of actions beside its trigger: overflow elements, message actions, channel actions.

import { h } from "./dom.js";
import { openPopover } from "./popover.js";

/**
 * Opens a menu. Items are {label, value?, description?, url?, onchoose}; a `url` makes a real link
 * that also runs `onchoose`. Arrow keys, Home, End, Escape and Tab work as menus do.
 */
export function openMenu(trigger, items, { label, align = "end" } = {}) {
  const entries = items.map((item) => entry(item, () => popover.close()));
  const list = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, onkeydown: (event) => move(event, entries) },
    entries,
  );
  const popover = openPopover(trigger, list, { align });
  list.addEventListener("keydown", (event) => event.key === "Tab" && popover.close());
  entries[0]?.focus();
  return popover;
}

function entry({ label, value, description, url, onchoose }, close) {
  const choose = () => {
    close();
    onchoose();
  };
  const content = [
    h("span", { class: "menu-label" }, label),
    description && h("span", { class: "menu-description" }, description),
  ].filter(Boolean);
  const shared = { class: "menu-item", role: "menuitem", tabindex: -1, "data-value": value, onclick: choose };
  return url
    ? h("a", { ...shared, href: url, target: "_blank", rel: "noopener noreferrer" }, content)
    : h("button", { ...shared, type: "button" }, content);
}

function move(event, entries) {
  const at = entries.indexOf(document.activeElement);
  const to = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  entries[to].focus();
}
