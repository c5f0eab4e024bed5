// A red notice as long as the app has sent something that breaks a limit of Slack.

import { byId, h, icon } from "./dom.js";

export function mountViolations(session) {
  const root = byId("violations");
  let hiddenAt = 0;

  const draw = () => {
    const count = session.state?.counters.violations ?? 0;
    root.hidden = count <= hiddenAt;
    if (root.hidden) return;
    const last = session.inspector.violations.at(-1);
    const shown = `${count} ${last?.where} ${last?.pointer} ${last?.reason}`;
    if (root.dataset.shown === shown) return;
    root.dataset.shown = shown;
    const words = count === 1 ? "1 limit of Slack is broken." : `${count} limits of Slack are broken.`;
    const hide = () => {
      hiddenAt = count;
      draw();
    };
    root.replaceChildren(
      icon("warning"),
      h(
        "div",
        { class: "violation-words" },
        h("strong", {}, words),
        ...(last ? [h("span", {}, `${last.where} ${last.pointer ?? ""}: ${last.reason}`)] : []),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button small",
          "data-do": "show-violations",
          onclick: () => session.dispatchEvent(new CustomEvent("inspect", { detail: "violations" })),
        },
        "Show",
      ),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "data-do": "hide-violations",
          "aria-label": "Hide until the next one",
          onclick: hide,
        },
        icon("close"),
      ),
    );
  };
  session.on("state", draw);
  session.on("inspector", draw);
}
