// Short notices to the person, on the screen and for screen readers.

import { byId, h, icon } from "./dom.js";

const SHOWN_FOR = 8000;

/** Says something to screen readers alone. The same words twice are said twice. */
export function announce(words) {
  const region = byId("announcer");
  if (!region) return;
  const line = h("p", {}, words);
  region.append(line);
  setTimeout(() => line.remove(), SHOWN_FOR);
}

/** Shows a notice that leaves by itself, or on its button. */
export function notice(words) {
  const line = h("div", { class: "notice" }, icon("warning"), h("p", {}, words));
  const away = h("button", {
    type: "button",
    class: "icon-button",
    "aria-label": "Dismiss",
    onclick: () => line.remove(),
  });
  away.append(icon("close"));
  line.append(away);
  byId("notices").append(line);
  setTimeout(() => line.remove(), SHOWN_FOR);
}
