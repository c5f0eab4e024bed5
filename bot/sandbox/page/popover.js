// A panel beside its trigger: menus and lists of options. Uses the browser's own popovers, which
// close on a click elsewhere and lie above modal dialogs.

import { h } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/**
 * Opens `content` beside `trigger`; `onclose` runs once, however it closes. Returns {close}.
 * The panel lives in the trigger's dialog if there is one: what lies outside an open dialog is inert.
 */
export function openPopover(trigger, content, { label, onclose = () => {}, align = "start" } = {}) {
  const panel = h("div", { class: "popover", popover: "auto", "aria-label": label }, content);
  (trigger.closest("dialog") ?? document.body).append(panel);
  trigger.setAttribute("aria-expanded", "true");
  const place = () => position(panel, trigger, align);
  const close = () => panel.isConnected && panel.hidePopover();
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  // Told before the panel hides, in the same task: what follows a click elsewhere finds the choice made.
  panel.addEventListener("beforetoggle", (event) => event.newState === "closed" && onclose());
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const hadFocus = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.remove();
    removeEventListener("resize", place);
    trigger.setAttribute("aria-expanded", "false");
    if (hadFocus && trigger.isConnected) trigger.focus();
  });
  addEventListener("resize", place);
  panel.showPopover();
  place();
  return { close, panel, place };
}

function position(panel, trigger, align) {
  const anchor = trigger.getBoundingClientRect();
  panel.style.setProperty("min-width", `${Math.min(anchor.width, innerWidth - 2 * EDGE)}px`);
  const { width, height } = panel.getBoundingClientRect();
  const below = innerHeight - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const upwards = height > below && above > below;
  const top = upwards
    ? Math.max(EDGE, anchor.top - GAP - height)
    : Math.min(anchor.bottom + GAP, innerHeight - EDGE - height);
  const left = align === "end" ? anchor.right - width : anchor.left;
  panel.style.setProperty("top", `${Math.max(EDGE, top)}px`);
  panel.style.setProperty("left", `${Math.max(EDGE, Math.min(left, innerWidth - EDGE - width))}px`);
}
