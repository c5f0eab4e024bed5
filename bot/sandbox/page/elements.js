// The interactive elements of Block Kit, except those that take typed text (fields.js).

import { h, icon } from "./dom.js";
import { field } from "./fields.js";
import { holdsMany, isSelect } from "./choices.js";
import { framed, interact } from "./interaction.js";
import { openMenu } from "./menu.js";
import { plainWords, textObject } from "./mrkdwn-view.js";
import { webAddress } from "./mrkdwn.js";
import { select } from "./select.js";
import { optionSource } from "./select-options.js";

/**
 * One interactive element. `reader` carries the surface, the person's choices and what a press does;
 * `labels` ties it to the label of an input block: {id, labelledby, describedby, invalid}.
 */
export function interactive(element, block, reader, labels = {}) {
  const draw = DRAW[element.type] ?? (isSelect(element) ? selectElement : field);
  return draw(element, block, reader, labels);
}

const keyOf = (element, block, reader) => `${reader.surface}\n${block.block_id}\n${element.action_id}`;

const send = (element, block, reader, what) => () =>
  reader.act({ block_id: block.block_id, action_id: element.action_id, ...what });

/** What ties a control to its label, its hint and its error. */
export const tied = (labels) => ({
  id: labels.id,
  "aria-labelledby": labels.labelledby,
  "aria-describedby": labels.describedby,
  "aria-invalid": labels.invalid && "true",
});

/** Keeps the choice, tells the app, and shows how that goes. */
export function choose(element, block, reader, value) {
  const before = reader.choices.current(reader.surface, block.block_id, element, reader.state, reader.place);
  reader.choices.keep(reader.surface, block.block_id, element.action_id, value);
  const sending = interact(keyOf(element, block, reader), {
    confirm: element.confirm,
    reader,
    queued: true,
    send: send(element, block, reader, { do: "choose", value }),
  });
  return sending.then((sent) => {
    if (sent) return;
    reader.choices.keep(reader.surface, block.block_id, element.action_id, before);
    reader.redraw?.(block.block_id);
  });
}

export const currentOf = (element, block, reader) =>
  reader.choices.current(reader.surface, block.block_id, element, reader.state, reader.place);

const DRAW = {
  button,
  overflow,
  radio_buttons: optionList,
  checkboxes: optionList,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: picker,
};

function button(element, block, reader) {
  const key = keyOf(element, block, reader);
  const press = () =>
    interact(key, {
      confirm: element.confirm,
      reader,
      send: send(element, block, reader, { do: "press" }),
    });
  const url = element.url && webAddress(element.url);
  const shared = {
    class: `button ${element.style ?? ""}`.trim(),
    "data-action-id": element.action_id,
    "data-value": element.value,
    "aria-label": element.accessibility_label,
    onclick: press,
  };
  const words = h("span", { class: "button-words" }, plainWords(element.text));
  const control = url
    ? h("a", { ...shared, href: url, target: "_blank", rel: "noopener noreferrer" }, words)
    : h("button", { ...shared, type: "button" }, words);
  return framed(key, control, "button");
}

function overflow(element, block, reader) {
  const key = keyOf(element, block, reader);
  const items = element.options.map((option) => ({
    value: option.value,
    label: plainWords(option.text),
    description: plainWords(option.description),
    url: option.url && webAddress(option.url),
    onchoose: () =>
      interact(key, {
        confirm: element.confirm,
        reader,
        send: send(element, block, reader, { do: "choose", value: option.value }),
      }),
  }));
  const control = h(
    "button",
    {
      type: "button",
      class: "icon-button overflow",
      "data-action-id": element.action_id,
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () =>
        control.getAttribute("aria-expanded") !== "true" &&
        openMenu(control, items, { label: "More actions" }),
    },
    icon("more"),
  );
  return framed(key, control, "overflow");
}

function selectElement(element, block, reader, labels) {
  const { groups, labelOf } = optionSource(element, block, reader);
  const control = select({
    value: currentOf(element, block, reader),
    many: holdsMany(element),
    limit: element.max_selected_items,
    placeholder: plainWords(element.placeholder) || "Choose",
    name: labels.name ?? (plainWords(element.placeholder) || "Choose"),
    groups,
    labelOf,
    onchange: (value) => choose(element, block, reader, value),
    attributes: { ...tied(labels), "data-action-id": element.action_id },
  });
  return framed(keyOf(element, block, reader), control, "select");
}

function optionList(element, block, reader, labels) {
  const many = holdsMany(element);
  const chosen = [currentOf(element, block, reader) ?? []].flat();
  const name = `${reader.surface} ${block.block_id} ${element.action_id}`;
  const values = () => [...list.querySelectorAll("input:checked")].map((input) => input.value);
  const list = h(
    "div",
    {
      class: "option-list",
      role: many ? "group" : "radiogroup",
      "data-action-id": element.action_id,
      ...tied(labels),
    },
    element.options.map((option) =>
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: many ? "checkbox" : "radio",
          name,
          value: option.value,
          "data-value": option.value,
          checked: chosen.includes(option.value),
          onchange: () => choose(element, block, reader, many ? values() : option.value),
        }),
        h(
          "span",
          { class: "tick-words" },
          h("span", {}, textObject(option.text, reader)),
          option.description && h("small", {}, textObject(option.description, reader)),
        ),
      ),
    ),
  );
  if (!labels.labelledby) list.setAttribute("aria-label", many ? "Choose any" : "Choose one");
  return framed(keyOf(element, block, reader), list, "options");
}

const PICKERS = {
  datepicker: { type: "date", words: "Date" },
  timepicker: { type: "time", words: "Time" },
  datetimepicker: { type: "datetime-local", words: "Date and time" },
};

/** While a date is typed digit by digit, years like 0002 pass by; only what can be meant is sent. */
const isMeant = (type, value) => value === "" || type === "time" || Number(value.slice(0, 4)) >= 1900;

function picker(element, block, reader, labels) {
  const { type, words } = PICKERS[element.type];
  const stored = currentOf(element, block, reader) ?? "";
  const toShown = (value) =>
    element.type === "datetimepicker" && value ? reader.localTime(Number(value)) : value;
  const toSent = (value) => (element.type === "datetimepicker" ? reader.instant(value) : value);
  let last = toShown(stored);
  const control = h("input", {
    type,
    class: "input picker",
    value: last,
    "data-action-id": element.action_id,
    ...tied(labels),
    onchange: () => {
      if (control.value === last || !isMeant(type, control.value)) return;
      last = control.value;
      choose(element, block, reader, control.value ? toSent(control.value) : null);
    },
  });
  if (!labels.labelledby) control.setAttribute("aria-label", plainWords(element.placeholder) || words);
  return framed(keyOf(element, block, reader), control, "picker");
}
