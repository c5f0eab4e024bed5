// The list above a writing box: commands, people, channels.

import { freshId, h } from "./dom.js";

/** `onaccept(entry)` gets the chosen entry: {label, detail?, from, to, text, complete?}. */
export function suggestions(name, onaccept) {
  const id = freshId(`${name}-suggestions`);
  const node = h("div", {
    id,
    class: "suggestions",
    role: "listbox",
    "aria-label": "Suggestions",
    hidden: true,
  });
  let entries = [];
  let active = 0;

  function show(area, found) {
    entries = found ?? [];
    active = 0;
    node.hidden = !entries.length;
    node.replaceChildren(...entries.map((entry, index) => row(entry, index)));
    mark(area);
  }

  function row(entry, index) {
    return h(
      "div",
      {
        id: `${id}-${index}`,
        class: "suggestion",
        role: "option",
        "data-value": entry.text.trim(),
        onpointerdown: (event) => {
          event.preventDefault();
          onaccept(entry);
        },
      },
      h("strong", {}, entry.label),
      entry.hint && h("code", {}, entry.hint),
      entry.detail && h("span", { class: "quiet" }, entry.detail),
    );
  }

  function mark(area) {
    [...node.children].forEach((child, index) =>
      child.setAttribute("aria-selected", String(index === active)),
    );
    if (entries.length) area?.setAttribute("aria-activedescendant", `${id}-${active}`);
    else area?.removeAttribute("aria-activedescendant");
    node.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** True if the key was for the list. A command typed in full is sent by Enter, not completed again. */
  function onKey(event, area) {
    if (!entries.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const completes =
      event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !entries[active].complete);
    if (step) active = (active + step + entries.length) % entries.length;
    else if (event.key === "Escape") show(area, null);
    else if (completes && !(event.key === "Tab" && event.shiftKey)) onaccept(entries[active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    mark(area);
    return true;
  }

  return { id, node, show, onKey, hide: (area) => show(area, null) };
}
