// Moves the sandbox's clock: to what is due next, or to a morning that somebody chooses.

import { h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { openPopover } from "./popover.js";
import { instantOf } from "./reader.js";
import { clockTime, dayKey, fullDate, zoneCity } from "./time.js";

const MORNING = "09:00";
const DAY = 86_400_000;

export function forwardButton(session) {
  const button = h(
    "button",
    {
      type: "button",
      class: "button small",
      "data-do": "forward",
      title: "Move the clock forward",
      "aria-haspopup": "menu",
      hidden: true,
      onclick: () => openMenu(button, choices(), { label: "Move the clock to", align: "start" }),
    },
    icon("forward"),
    "Forward",
  );
  const zone = () => session.me?.tz || "UTC";
  const move = async (until) => {
    button.setAttribute("aria-busy", "true");
    await session.use(until ? { do: "forward", until: instant(until, zone()) } : { do: "forward" });
    button.setAttribute("aria-busy", "false");
  };

  function choices() {
    const now = new Date(session.state.clock);
    const words = (day) => `${fullDate(new Date(`${day}T12:00Z`), "UTC")}, ${MORNING} (${zoneCity(zone())})`;
    const tomorrow = dayAfter(now, 1, zone());
    const monday = nextMonday(now, zone());
    return [
      { label: "The next thing that is due", value: "next", onchoose: () => move(null) },
      { label: "Tomorrow morning", description: words(tomorrow), onchoose: () => move(`${tomorrow}T${MORNING}`) },
      { label: "Monday morning", description: words(monday), onchoose: () => move(`${monday}T${MORNING}`) },
      { label: "Another day…", value: "day", onchoose: () => chooseDay(button, now, zone(), move) },
    ];
  }

  session.on("state", () => (button.hidden = !session.state.can_forward));
  return button;
}

function chooseDay(button, now, zone, move) {
  const local = h("input", {
    class: "input",
    type: "datetime-local",
    name: "until",
    "aria-label": `Day and time in ${zoneCity(zone)}`,
    min: `${dayKey(now, zone)}T${clockTime(now, zone)}`,
    value: `${dayAfter(now, 1, zone)}T${MORNING}`,
    required: true,
  });
  const form = h(
    "form",
    {
      class: "clock-form",
      onsubmit: (event) => {
        event.preventDefault();
        popover.close();
        move(local.value);
      },
    },
    local,
    h("button", { type: "submit", class: "button primary small" }, "Move the clock"),
  );
  const popover = openPopover(button, form, { label: "Move the clock to a day", align: "start" });
  local.focus();
}

const instant = (local, zone) => new Date(instantOf(local, zone) * 1000).toISOString();

const dayAfter = (now, days, zone) =>
  new Date(Date.parse(dayKey(now, zone)) + days * DAY).toISOString().slice(0, 10);

/** The next Monday in the zone; on a Monday the one after, since that morning may be over. */
function nextMonday(now, zone) {
  const weekday = new Date(dayKey(now, zone)).getUTCDay();
  return dayAfter(now, ((8 - weekday) % 7) || 7, zone);
}
