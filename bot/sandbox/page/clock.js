// The clock of the sandbox, in the time zone of the person one acts as, and how to move it.

import { h, icon } from "./dom.js";
import { closeDrawer } from "./drawer.js";
import { forwardButton } from "./forward.js";
import { clockTime, fullDate, zoneCity } from "./time.js";

/** The clock runs without telling anybody; the page asks again this often. */
const LOOK_AGAIN = 20_000;

export function mountClock(session, root) {
  const time = h("time", { class: "clock-time" });
  const day = h("span", { class: "clock-day" });
  const inspect = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "inspect",
      "aria-label": "Inspector",
      title: "Inspector: what the app and Slack say to each other",
      "aria-controls": "inspector",
      onclick: () => {
        closeDrawer();
        session.dispatchEvent(new Event("inspect"));
      },
    },
    icon("gauge"),
  );
  const reload = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "reload",
      "aria-label": "Reload as Slack does",
      title: "Reload as Slack does: messages only visible to you go",
      onclick: () => session.reload(),
    },
    icon("reload"),
  );
  root.append(
    h("div", { class: "clock-words" }, time, day),
    h("div", { class: "clock-tools" }, forwardButton(session), reload, inspect),
  );

  session.on("state", () => {
    const now = new Date(session.state.clock);
    const zone = session.me?.tz || "UTC";
    time.setAttribute("datetime", session.state.clock);
    time.textContent = `${clockTime(now, zone)} (${zoneCity(zone)})`;
    day.textContent = fullDate(now, zone);
  });
  setInterval(
    () => document.visibilityState === "visible" && session.linked && session.loadState(),
    LOOK_AGAIN,
  );
}
