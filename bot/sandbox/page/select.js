// A select with search: one value or many, options with groups and descriptions.

import { freshId, h, icon } from "./dom.js";
import { listbox } from "./listbox.js";
import { openPopover } from "./popover.js";

/**
 * The control. `groups()` gives (or promises) [{label?, options: [{value, label, description?, node?}]}] for
 * the words typed; `value` is a string, a list or null; `onchange` gets the new value, for many when the list closes.
 */
export function select({
  value,
  many,
  placeholder,
  name,
  groups,
  labelOf,
  limit = Infinity,
  onchange,
  attributes = {},
}) {
  let chosen = many ? [...(value ?? [])] : value;
  const shown = h("span", { id: freshId("chosen"), class: "select-value" });
  const label = attributes["aria-labelledby"];
  const control = h(
    "button",
    {
      type: "button",
      class: many ? "select select-many" : "select",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      ...attributes,
      "aria-labelledby": label && `${label} ${shown.id}`,
      onclick: () => control.getAttribute("aria-expanded") !== "true" && open(),
      onkeydown: (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        open();
      },
    },
    shown,
    icon("chevron"),
  );
  draw();
  return control;

  function draw() {
    const values = many ? chosen : [chosen].filter((one) => one !== null && one !== undefined && one !== "");
    const labels = values.map((one) =>
      h("span", { class: many ? "chip" : "picked", "data-value": one }, labelOf(one)),
    );
    shown.replaceChildren(...(labels.length ? labels : [h("span", { class: "placeholder" }, placeholder)]));
    const words = values.map(labelOf).join(", ");
    if (!label) {
      control.setAttribute("aria-label", words ? `${name}: ${words}` : name);
    }
  }

  function open() {
    const before = JSON.stringify(chosen);
    const list = listbox({
      name,
      many,
      groups,
      isChosen: (one) => (many ? chosen.includes(one) : chosen === one),
      isFull: () => many && chosen.length >= limit,
      toggle: (one) => {
        if (!many) chosen = one;
        else chosen = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
        draw();
        if (!many) popover.close();
      },
      onresult: () => popover?.place(),
    });
    const popover = openPopover(control, list.node, {
      label: name,
      onclose: () => JSON.stringify(chosen) !== before && onchange(chosen),
    });
    list.start();
  }
}
