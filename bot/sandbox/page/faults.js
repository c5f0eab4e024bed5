// Faults on request: the form to switch one on, and the list of those that wait.

import { h } from "./dom.js";

const METHODS = [
  "chat.postMessage",
  "chat.update",
  "chat.postEphemeral",
  "chat.delete",
  "conversations.open",
  "conversations.info",
  "conversations.members",
  "conversations.history",
  "conversations.replies",
  "users.info",
  "users.list",
  "views.open",
  "views.push",
  "views.update",
  "views.publish",
  "files.getUploadURLExternal",
  "files.completeUploadExternal",
  "auth.test",
];

/** What each kind does, and the one more thing it needs to know: [name, label, default]. */
const KINDS = {
  429: { label: "Rate limited (429)", more: ["retry_after", "Seconds to wait", "1"] },
  "500_before": { label: "Server error, nothing done" },
  "500_after": { label: "Server error, but done" },
  drop_before: { label: "Connection drops, nothing done" },
  drop_after: { label: "Connection drops, but done" },
  hang: { label: "Never answers" },
  slow: { label: "Slow answer", more: ["seconds", "Seconds", "5"] },
  half_body: { label: "Half an answer" },
  late: { label: "Done late", more: ["seconds", "Seconds", "5"] },
  error: { label: "Answers with an error", more: ["code", "Error code", "is_archived"] },
};

const NUMBERS = new Set(["retry_after", "seconds"]);

export function faultForm(session) {
  const method = h("input", {
    class: "input",
    name: "method",
    list: "fault-methods",
    value: "chat.postMessage",
    required: true,
  });
  const kind = h(
    "select",
    { class: "input", name: "kind", onchange: drawMore },
    Object.entries(KINDS).map(([value, { label }]) => h("option", { value }, label)),
  );
  kind.value = "429";
  const times = h("input", {
    class: "input",
    type: "number",
    name: "times",
    value: "1",
    min: "1",
    max: "99",
  });
  const more = h("span", { class: "more" });
  const waiting = h("ul", { class: "waiting" });
  const clear = h(
    "button",
    {
      type: "button",
      class: "button small",
      "data-do": "clear-faults",
      onclick: () => session.act({ do: "clear_faults" }),
    },
    "Clear all",
  );
  const form = h(
    "form",
    { class: "fault-form", onsubmit: add },
    h("label", {}, h("span", {}, "Method"), method),
    h(
      "datalist",
      { id: "fault-methods" },
      METHODS.map((value) => h("option", { value })),
    ),
    h("label", {}, h("span", {}, "What happens"), kind),
    more,
    h("label", {}, h("span", {}, "Times"), times),
    h("button", { type: "submit", class: "button primary small", "data-do": "add-fault" }, "Switch on"),
  );
  drawMore();

  function drawMore() {
    const extra = KINDS[kind.value].more;
    if (!extra) return more.replaceChildren();
    const [name, label, value] = extra;
    return more.replaceChildren(
      h(
        "label",
        {},
        h("span", {}, label),
        h("input", { class: "input", name, value, type: NUMBERS.has(name) ? "number" : "text" }),
      ),
    );
  }

  function add(event) {
    event.preventDefault();
    const extra = KINDS[kind.value].more?.[0];
    const given = extra && form.elements[extra].value;
    const more_ = extra ? { [extra]: NUMBERS.has(extra) ? Number(given) : given } : {};
    session.act({
      do: "fault",
      method: method.value.trim(),
      kind: kind.value,
      times: Number(times.value),
      ...more_,
    });
  }

  function draw() {
    const faults = session.state?.faults ?? [];
    clear.hidden = !faults.length;
    const rows = faults.map((fault) =>
      h(
        "li",
        { "data-fault": fault.method },
        h("code", {}, fault.method),
        ` ${KINDS[fault.kind]?.label ?? fault.kind}, ${fault.times} to come`,
      ),
    );
    waiting.replaceChildren(
      ...(rows.length ? rows : [h("li", { class: "quiet" }, "No fault is switched on.")]),
    );
  }

  return { node: h("div", { class: "faults" }, form, waiting, clear), draw };
}
