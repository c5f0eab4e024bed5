// The inspector: what the app calls, what it is sent, which limits it breaks, and faults to switch on.

import { byId, h, icon } from "./dom.js";
import { faultForm } from "./faults.js";
import { clockTime } from "./time.js";

const TABS = [
  { id: "calls", label: "API calls", draw: callRow, empty: "The app has not called anything yet." },
  { id: "sent", label: "Sent to the app", draw: sentRow, empty: "Nothing has been sent to the app yet." },
  { id: "violations", label: "Broken limits", draw: violationRow, empty: "No limit of Slack is broken." },
  { id: "faults", label: "Faults" },
];

export function mountInspector(session) {
  const root = byId("inspector");
  let open = "calls";
  const bar = h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": "Inspector", onkeydown: (event) => turn(event) },
    TABS.map(({ id, label }) =>
      h(
        "button",
        {
          type: "button",
          class: "tab",
          role: "tab",
          id: `tab-${id}`,
          "data-tab": id,
          "aria-controls": "inspector-panel",
          onclick: () => choose(id),
        },
        label,
        h("span", { class: "tab-count" }),
      ),
    ),
  );
  const panel = h("div", { id: "inspector-panel", role: "tabpanel", tabindex: 0 });
  const faults = faultForm(session);
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "close-inspector",
      "aria-label": "Close the inspector",
      onclick: () => show(false),
    },
    icon("close"),
  );
  root.append(h("header", {}, bar, close), panel);

  function choose(id) {
    open = id;
    drawnRows.clear();
    panel.replaceChildren();
    draw();
  }

  function show(on, tab = open) {
    session.inspecting = on;
    root.hidden = !on;
    document.querySelector("[data-do=inspect]")?.setAttribute("aria-expanded", String(on));
    if (!on) return document.querySelector("[data-do=inspect]")?.focus();
    choose(tab);
    return session.loadInspector();
  }

  function turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = TABS.findIndex(({ id }) => id === open);
    choose(TABS[(at + step + TABS.length) % TABS.length].id);
    bar.querySelector(`[data-tab=${open}]`).focus();
  }

  const drawnRows = new Map();
  function draw() {
    if (root.hidden) return;
    for (const tab of bar.children) {
      const here = tab.dataset.tab === open;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
      const { faults: waiting, counters } = session.state;
      const count = tab.dataset.tab === "faults" ? waiting.length : counters[tab.dataset.tab];
      tab.querySelector(".tab-count").textContent = count ? String(count) : "";
    }
    panel.setAttribute("aria-labelledby", `tab-${open}`);
    if (open === "faults") {
      if (!faults.node.isConnected) panel.replaceChildren(faults.node);
      return faults.draw();
    }
    return drawRows();
  }

  /** Newest first; a row that is there already stays, and stays open if it was opened. */
  function drawRows() {
    const { draw: row, empty } = TABS.find(({ id }) => id === open);
    const entries = session.inspector[open];
    const seen = new Map();
    const rows = entries.map((entry) => {
      const content = JSON.stringify(entry);
      const nth = seen.get(content) ?? 0;
      seen.set(content, nth + 1);
      const key = `${content} ${nth}`;
      if (!drawnRows.has(key)) drawnRows.set(key, row(entry, session));
      return drawnRows.get(key);
    });
    panel.replaceChildren(...(rows.length ? rows.reverse() : [h("p", { class: "quiet nothing" }, empty)]));
  }

  session.on("inspector", draw);
  session.on("state", draw);
  session.on("inspect", (event) => (event.detail ? show(true, event.detail) : show(root.hidden)));
}

const timeOf = (at, session) =>
  h("time", { class: "row-time" }, clockTime(new Date(at), session.me?.tz || "UTC"));

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function row(kind, bad, summary, detail) {
  const head = h("summary", {}, summary);
  return h(
    "details",
    { class: bad ? "row row-bad" : "row", "data-row": kind },
    head,
    detail.map((one) => h("pre", { class: "preformatted" }, one)),
  );
}

const milliseconds = (ms) => (ms === null || ms === undefined ? "" : `${Math.round(ms)} ms`);

function callRow({ at, method, args, ok, error, http_status: status, ms }, session) {
  const result = ok ? "ok" : error || `HTTP ${status}`;
  return row(
    "call",
    !ok,
    [
      timeOf(at, session),
      h("code", {}, method),
      h("span", { class: "result" }, result),
      h("span", { class: "ms" }, milliseconds(ms)),
    ],
    [asText(args)],
  );
}

const LATE_MS = 3000;

function sentRow({ at, kind, summary, status, ms, payload, error, retries }, session) {
  const bad = !(status >= 200 && status < 300) || ms > LATE_MS;
  const again = retries ? `, ${retries} more ${retries === 1 ? "attempt" : "attempts"}` : "";
  const result = `${status || error || "no answer"}${again}`;
  return row(
    "sent",
    bad,
    [
      timeOf(at, session),
      h("code", {}, kind),
      h("span", { class: "row-words" }, summary),
      h("span", { class: "result" }, result),
      h("span", { class: "ms" }, milliseconds(ms)),
    ],
    [asText(payload)],
  );
}

function violationRow({ at, where, pointer, reason }, session) {
  return h(
    "div",
    { class: "row row-bad row-plain", "data-row": "violation" },
    timeOf(at, session),
    h("code", {}, where),
    h("code", {}, pointer ?? ""),
    h("span", { class: "row-words" }, reason),
  );
}
