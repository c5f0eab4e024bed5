// Builds elements from values. Text given here only ever becomes text nodes, so no
// message, name or file title can turn into markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "selected", "readOnly"]);

/** Creates an element; `onclick`-like keys are listeners, null, undefined and false leave a key out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** The children that are there, flattened: lets callers write `condition && child`. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

export const byId = (id) => document.getElementById(id);

let lastId = 0;
/** An id that no other element of this page has, to tie labels and descriptions to controls. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

const ICONS = {
  close: "M5 5l10 10M15 5L5 15",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  chevron: "M5.5 8l4.5 4.5L14.5 8",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  reply: "M4 4.5h12v9H9l-4 3v-3H4z",
  eye: "M2 10s3-5.2 8-5.2S18 10 18 10s-3 5.2-8 5.2S2 10 2 10zM10 7.8a2.2 2.2 0 100 4.4 2.2 2.2 0 000-4.4z",
  send: "M3.5 16.5L17 10 3.5 3.5l1.7 5.3L11 10l-5.8 1.2z",
  home: "M3.5 9.5L10 4l6.5 5.5V16h-4.3v-4H7.8v4H3.5z",
  forward: "M4 5l6 5-6 5zM11 5l6 5-6 5z",
  lock: "M5.5 9h9v7h-9zM7.3 9V6.8a2.7 2.7 0 015.4 0V9",
  bolt: "M11 3L5 11.2h4.2L8.6 17 15 8.4h-4.4z",
  plus: "M10 4.5v11M4.5 10h11",
  warning: "M10 3.5l7.2 12.7H2.8zM10 8.3v3.6M10 14v.01",
  file: "M5 3h6.5L15.5 7v10H5zM11.3 3v4.2h4.2",
  people:
    "M7.5 9.2a2.6 2.6 0 100-5.2 2.6 2.6 0 000 5.2zM2.8 16c0-2.8 2-4.6 4.7-4.6s4.7 1.8 4.7 4.6M13 4.3a2.5 2.5 0 010 4.7M14.3 11.6c1.8.5 2.9 2.1 2.9 4.4",
  check: "M4.5 10.5l3.6 3.6 7.4-8",
  gauge: "M3.5 15.5v-5M8 15.5v-11M12.5 15.5V8M17 15.5v-4",
  reload: "M15.8 8.2A6.2 6.2 0 104.6 13M16 4v4.4h-4.4",
};

/** A line icon; decoration only, so it is hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
