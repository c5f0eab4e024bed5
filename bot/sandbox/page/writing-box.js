// A box to write in: grows with its text, suggests, sends on Enter, starts a new line on Shift and Enter.

import { h, icon } from "./dom.js";
import { suggestions } from "./suggestions.js";

/**
 * Returns {node, focus, fill}. `onsend(text)` gets the text as it was typed and resolves when it is sent.
 * `sources(text, caret)` gives what to suggest there.
 */
export function writingBox({ id, label, placeholder, session, onsend, sources = () => null, extra = [] }) {
  const suggest = suggestions(id, (entry) => accept(entry));
  const area = h("textarea", {
    id,
    class: "writing",
    rows: 1,
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-controls": suggest.id,
    placeholder,
    oninput: changed,
    onkeydown: onKey,
    onblur: () => setTimeout(() => suggest.hide(area), 150),
  });
  const button = h(
    "button",
    { type: "button", class: "icon-button send", "data-do": "send", "aria-label": "Send", onclick: send },
    icon("send"),
  );
  const node = h(
    "div",
    { class: "writing-box" },
    suggest.node,
    area,
    h("div", { class: "writing-tools" }, extra, button),
  );
  changed();
  return { node, focus: () => area.focus(), fill };

  function changed() {
    area.style.setProperty("height", "auto");
    if (area.isConnected) area.style.setProperty("height", `${area.scrollHeight}px`);
    button.disabled = !area.value.trim();
    suggest.show(area, sources(area.value, area.selectionStart));
  }

  function fill(text) {
    area.value = text;
    area.focus();
    changed();
  }

  function accept({ from, to, text }) {
    area.setRangeText(text, from, to, "end");
    area.focus();
    changed();
  }

  async function send() {
    const text = area.value.trim();
    if (!text) return;
    area.value = "";
    changed();
    const answer = await onsend(text);
    if (answer && !answer.ok && !area.value) fill(text);
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (suggest.onKey(event, area)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  }
}
