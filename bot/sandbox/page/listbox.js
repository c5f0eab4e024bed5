// The list that a select opens: a search field and the options that fit.

import { freshId, h, icon } from "./dom.js";

/** The search field and the options below it, as the combobox pattern of ARIA has them. */
export function listbox({ name, many, groups, isChosen, isFull, toggle, onresult }) {
  const id = freshId("options");
  const search = h("input", {
    type: "text",
    class: "input search",
    role: "combobox",
    "aria-label": `Search: ${name}`,
    "aria-expanded": "true",
    "aria-controls": id,
    "aria-autocomplete": "list",
    autocomplete: "off",
    placeholder: "Search",
    oninput: () => fill(),
    onkeydown: onKey,
  });
  const options = h("div", {
    id,
    class: "options",
    role: "listbox",
    "aria-label": name,
    "aria-multiselectable": many && "true",
  });
  let rows = [];
  let active = -1;
  let asked = 0;

  async function fill() {
    asked += 1;
    const mine = asked;
    const found = await groups(search.value.trim());
    if (mine !== asked) return;
    rows = [];
    const parts = found.filter(({ options: list }) => list.length).map(groupNode);
    options.replaceChildren(...(parts.length ? parts : [h("p", { class: "nothing" }, "Nothing found")]));
    mark(
      Math.max(
        0,
        rows.findIndex(({ value }) => isChosen(value)),
      ),
    );
    onresult();
  }

  function groupNode({ label, options: list }) {
    const drawn = list.map((option) => optionNode(option));
    if (!label) return h("div", {}, drawn);
    const title = freshId("group");
    return h(
      "div",
      { role: "group", "aria-labelledby": title },
      h("div", { id: title, class: "group-label" }, label),
      drawn,
    );
  }

  function optionNode({ value, label, description, node }) {
    const row = h(
      "div",
      {
        id: freshId("option"),
        class: "option",
        role: "option",
        "data-value": value,
        "aria-selected": String(isChosen(value)),
        onclick: () => take(value),
        onpointermove: () => mark(rows.findIndex((one) => one.value === value)),
      },
      node?.(),
      h("span", { class: "option-words" }, h("span", {}, label), description && h("small", {}, description)),
      icon("check"),
    );
    rows.push({ value, row });
    return row;
  }

  function take(value) {
    if (!isChosen(value) && isFull()) return;
    toggle(value);
    for (const one of rows) one.row.setAttribute("aria-selected", String(isChosen(one.value)));
    if (many) search.focus();
  }

  function mark(index) {
    rows[active]?.row.classList.remove("active");
    active = rows.length ? index : -1;
    const row = rows[active]?.row;
    if (!row) return search.removeAttribute("aria-activedescendant");
    row.classList.add("active");
    row.scrollIntoView({ block: "nearest" });
    return search.setAttribute("aria-activedescendant", row.id);
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && rows.length) mark((active + step + rows.length) % rows.length);
    else if (event.key === "Enter" && rows[active]) take(rows[active].value);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  }

  const start = () => {
    fill();
    search.focus();
  };
  return { node: h("div", { class: "select-panel" }, search, options), start };
}
