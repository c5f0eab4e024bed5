// On a narrow screen the sidebar is a drawer: the button that opens it, and how it closes.

import { byId, h, icon } from "./dom.js";

export const drawerButton = () =>
  h(
    "button",
    {
      type: "button",
      class: "icon-button drawer-button",
      "data-do": "drawer",
      "aria-label": "Channels and people",
      onclick: openDrawer,
    },
    icon("menu"),
  );

function openDrawer() {
  document.body.dataset.drawer = "open";
  byId("shade").hidden = false;
  byId("person").focus();
}

/** Closes the drawer if it is open, and gives the focus back to the button that opened it. */
export function closeDrawer() {
  if (document.body.dataset.drawer !== "open") return;
  delete document.body.dataset.drawer;
  byId("shade").hidden = true;
  document.querySelector("[data-do=drawer]")?.focus();
}
