// The left column: who one acts as, App Home, channels, direct messages and the clock.

import { avatar } from "./avatar.js";
import { mountClock } from "./clock.js";
import { byId, h, icon } from "./dom.js";
import { closeDrawer } from "./drawer.js";
import { keepingFocus } from "./focus.js";
import { openMenu } from "./menu.js";

export function mountSidebar(session) {
  const root = byId("sidebar");
  const workspace = h("div", { class: "workspace" });
  const person = h("select", {
    id: "person",
    class: "input",
    onchange: () => {
      closeDrawer();
      session.become(person.value);
    },
  });
  const places = h("div", { id: "places" });
  const clock = h("div", { id: "clock" });
  root.append(
    workspace,
    h("div", { class: "acting" }, h("label", { for: "person" }, "You act as"), person),
    places,
    clock,
  );
  byId("shade").addEventListener("click", closeDrawer);
  root.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());
  mountClock(session, clock);

  let drawnFor = "";
  const draw = () => {
    if (!session.state) return;
    const {
      workspace: { id },
      workspaces,
      people,
      channels,
      app,
    } = session.state;
    const now = JSON.stringify([workspaces, people, channels, app, session.place]);
    if (now === drawnFor) return;
    drawnFor = now;
    drawWorkspace(workspace, workspaces, id);
    document.title = [session.place.home ? app.name : session.channel?.name, "Sandbox"]
      .filter(Boolean)
      .join(" · ");
    drawPeople(person, people, session.as);
    keepingSidebarFocus(places, () => places.replaceChildren(...sections(session).filter(Boolean)));
  };
  session.on("state", draw);
  session.on("place", draw);
}

/** Links have no block or action to find them by; their channel names them. */
function keepingSidebarFocus(places, change) {
  const { channel, home } = document.activeElement?.dataset ?? {};
  const inside = places.contains(document.activeElement);
  keepingFocus(places, change);
  if (!inside) return;
  const again = home ? "[data-home]" : `[data-channel="${CSS.escape(channel ?? "")}"]`;
  places.querySelector(again)?.focus();
}

/** The name, or a choice where there are others: each is a Slack of its own, at an address of its own. */
function drawWorkspace(root, workspaces, here) {
  const { name } = workspaces.find(({ id }) => id === here);
  const crest = h("span", { class: "crest", "aria-hidden": "true" }, name[0]);
  if (workspaces.length === 1) {
    root.replaceChildren(crest, h("strong", { id: "workspace" }, name));
    return;
  }
  const choice = h(
    "select",
    {
      id: "workspace",
      class: "workspace-choice",
      "aria-label": "Workspace",
      onchange: () => location.assign(workspaces.find(({ id }) => id === choice.value).url),
    },
    workspaces.map((one) => h("option", { value: one.id }, one.name)),
  );
  choice.value = here;
  root.replaceChildren(crest, choice);
}

function drawPeople(select, people, as) {
  const actors = people.filter((one) => !one.is_bot && !one.deleted && one.id !== "USLACKBOT");
  const names = actors.map((one) =>
    h("option", { value: one.id }, one.is_guest ? `${one.name} (guest)` : one.name),
  );
  select.replaceChildren(...names);
  select.value = as;
}

function sections(session) {
  const { channels, app } = session.state;
  const rooms = channels.filter(({ kind }) => kind !== "im");
  const direct = channels.filter(({ kind }) => kind === "im");
  const byName = (one, other) =>
    Number(one.archived) - Number(other.archived) || one.name.localeCompare(other.name);
  return [
    app.has_home && h("ul", { class: "links" }, h("li", {}, homeLink(session, app))),
    heading("Channels"),
    h(
      "ul",
      { class: "links" },
      rooms.sort(byName).map((channel) => h("li", {}, channelLink(session, channel))),
    ),
    heading("Direct messages", newMessage(session, direct)),
    h(
      "ul",
      { class: "links" },
      direct.map((channel) => h("li", {}, channelLink(session, channel))),
    ),
  ];
}

const heading = (words, extra) => h("div", { class: "links-head" }, h("h2", {}, words), extra);

const reached = (session, place) => {
  closeDrawer();
  session.go(place);
};

function homeLink(session, app) {
  return h(
    "button",
    {
      type: "button",
      class: "place-link",
      "data-home": "true",
      "aria-current": session.place.home && "page",
      onclick: () => reached(session, { home: true }),
    },
    icon("home"),
    h("span", { class: "place-words" }, app.name),
    h("span", { class: "place-note" }, "App Home"),
  );
}

function channelLink(session, channel) {
  const peer = session.state.people.find(({ id }) => id === channel.peer);
  const sign = peer
    ? avatar(peer, "tiny")
    : channel.kind === "private"
      ? icon("lock")
      : h("span", { class: "hash", "aria-hidden": "true" }, "#");
  const here = session.place.channel === channel.id && !session.place.home;
  const note = channel.archived ? "archived" : !channel.joined ? "not joined" : peer?.is_bot ? "app" : null;
  const unread = here ? 0 : channel.unread;
  return h(
    "button",
    {
      type: "button",
      class: ["place-link", unread > 0 && "unread", (channel.archived || !channel.joined) && "faint"]
        .filter(Boolean)
        .join(" "),
      "data-channel": channel.id,
      "data-unread": unread || null,
      "aria-current": here && "page",
      onclick: () => reached(session, { channel: channel.id }),
    },
    sign,
    h("span", { class: "place-words" }, channel.name),
    note && h("span", { class: "place-note" }, note),
    unread > 0 && h("span", { class: "count", "aria-label": `${unread} unread` }, String(unread)),
  );
}

function newMessage(session, direct) {
  const open = () => {
    const taken = new Set(direct.map(({ peer }) => peer));
    const free = session.state.people.filter(
      (one) => !one.deleted && one.id !== session.as && !taken.has(one.id),
    );
    openMenu(
      control,
      free.map((one) => ({
        label: one.name,
        value: one.id,
        description: one.title,
        onchoose: () => start(one.id),
      })),
      { label: "New direct message", align: "start" },
    );
  };
  const start = async (user) => {
    await session.act({ do: "open_dm", user });
    const opened = session.state.channels.find(({ peer }) => peer === user);
    if (opened) reached(session, { channel: opened.id });
  };
  const control = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "new-dm",
      "aria-label": "New direct message",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => control.getAttribute("aria-expanded") !== "true" && open(),
    },
    icon("plus"),
  );
  return control;
}
