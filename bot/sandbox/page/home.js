// App Home: the app's own page for the person one acts as.

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { byId, h } from "./dom.js";
import { drawerButton } from "./drawer.js";
import { homeReader } from "./reader.js";

export function mountHome(session) {
  const root = byId("home");
  const head = h("header", { class: "home-head" });
  const blocks = h("div", { class: "blocks" });
  const empty = h("p", { class: "home-empty quiet" });
  root.append(head, h("div", { class: "home-body", tabindex: 0 }, blocks, empty));

  let drawnFor = "";
  const draw = () => {
    root.hidden = !session.place.home;
    if (root.hidden || !session.state) return;
    const { app, home } = session.state;
    if (drawnFor !== `${session.as} ${app.name}`) {
      drawnFor = `${session.as} ${app.name}`;
      head.replaceChildren(...headOf(session, app));
    }
    root.dataset.callbackId = home?.callback_id ?? "";
    empty.hidden = Boolean(home);
    empty.textContent = `${app.name} has not published a Home for ${session.me?.name ?? "you"} yet.`;
    const reader = homeReader(session);
    drawBlocks(blocks, home?.blocks ?? [], {
      ...reader,
      redraw: (block) => drawBlocks(blocks, home?.blocks ?? [], reader, { force: block }),
    });
  };
  session.on("state", draw);
  session.on("place", draw);
}

function headOf(session, app) {
  const messages = async () => {
    const direct = () => session.state.channels.find(({ peer }) => peer === app.user_id);
    if (!direct()) await session.act({ do: "open_dm", user: app.user_id });
    if (direct()) session.go({ channel: direct().id });
  };
  const person = session.state.people.find(({ id }) => id === app.user_id) ?? { name: app.name };
  return [
    drawerButton(),
    avatar(person, "small"),
    h("h1", {}, app.name),
    h(
      "div",
      { class: "tabs" },
      h("button", { type: "button", class: "tab", "aria-current": "page" }, "Home"),
      h("button", { type: "button", class: "tab", "data-do": "app-messages", onclick: messages }, "Messages"),
    ),
  ];
}
