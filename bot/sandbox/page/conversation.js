// The middle: the open channel or direct message, its head, its messages and the box to write in.

import { mountComposer } from "./composer.js";
import { byId, h, icon } from "./dom.js";
import { drawerButton } from "./drawer.js";
import { messageShortcuts, readerFor } from "./message-actions.js";
import { MessageList } from "./message-list.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn-view.js";
import { announce } from "./notices.js";

/** A phone's screen reader need not hear a whole digest before the person can act. */
const SPOKEN = 160;

export function mountConversation(session) {
  const list = new MessageList(byId("messages"), byId("message-list"));
  const composer = mountComposer(session, byId("foot"));

  const drawMessages = () => {
    if (!session.state || !session.channel || !session.messages) return list.clear();
    const options = (message) => ({
      onthread:
        session.channel.archived || message.ephemeral
          ? null
          : () => session.go({ thread: message.thread_ts ?? message.ts }),
      shortcuts: messageShortcuts(session, message),
    });
    const shown = [...session.messages, ...session.whispers.of(session.as, session.place.channel)];
    const fresh = list.show(`${session.as} ${session.place.channel}`, shown, readerFor(session), options);
    const news = fresh.filter(({ user_id: author }) => author !== session.as);
    for (const message of news) announce(spoken(message, readerFor(session)(message)));
  };
  let headDrawn = "";
  const drawPlace = () => {
    if (!session.state) return;
    byId("conversation").hidden = Boolean(session.place.home);
    const head = JSON.stringify([session.channel, session.state.people, session.as]);
    if (head !== headDrawn) drawHead(session);
    headDrawn = head;
    composer.draw();
  };

  session.on("messages", drawMessages);
  session.on("state", drawPlace);
  session.on("place", () => {
    drawPlace();
    drawMessages();
  });
  composer.onsend = () => list.toBottom();
}

function spoken({ name, text, ephemeral }, reader) {
  const words = h("div", {}, mrkdwn(text ?? "", reader)).textContent;
  return `${name}${ephemeral ? ", only visible to you" : ""}: ${words.slice(0, SPOKEN)}`;
}

function drawHead(session) {
  const { channel } = session;
  if (!channel) {
    byId("place").replaceChildren(drawerButton(), h("h1", { id: "place-name" }, "Choose a channel"));
    byId("beginning").replaceChildren();
    return;
  }
  const sign = channel.kind === "im" ? "" : channel.kind === "private" ? icon("lock") : "# ";
  byId("place").replaceChildren(
    drawerButton(),
    h("h1", { id: "place-name" }, sign, channel.name),
    ...(channel.kind === "im" ? [] : [membersButton(session, channel)]),
  );
  byId("beginning").replaceChildren(beginning(session, channel, sign));
}

function beginning(session, channel, sign) {
  const words =
    channel.kind === "im"
      ? `This is the start of your direct messages with ${channel.name}.`
      : `This is the start of the ${channel.kind === "private" ? "private channel" : "channel"}.`;
  const without = channel.kind !== "im" && !channel.app_in && !channel.archived;
  const invite =
    without &&
    h(
      "p",
      { class: "quiet" },
      `${session.state.app.name} is not in this channel. Type `,
      h("code", {}, `/invite @${session.state.app.name}`),
      " to add it.",
    );
  const mark = typeof sign === "string" ? sign : sign.cloneNode(true);
  return h(
    "div",
    { class: "beginning" },
    h("h2", {}, mark, channel.name),
    h("p", { class: "quiet" }, words),
    ...(invite ? [invite] : []),
  );
}

function membersButton(session, channel) {
  const people = session.state.people.filter(({ id }) => channel.members.includes(id));
  const open = () => {
    const names = people.map((one) => ({
      label: one.name,
      value: one.id,
      description: one.is_bot ? "app" : one.title,
      onchoose: () => {},
    }));
    const leave =
      channel.joined && !channel.archived
        ? [
            {
              label: "Leave channel",
              value: "leave",
              onchoose: () => session.act({ do: "leave", channel: channel.id }),
            },
          ]
        : [];
    openMenu(control, [...names, ...leave], { label: "Members" });
  };
  const control = h(
    "button",
    {
      type: "button",
      class: "members",
      "data-do": "members",
      "aria-label": `${people.length} members`,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => control.getAttribute("aria-expanded") !== "true" && open(),
    },
    icon("people"),
    String(people.length),
  );
  return control;
}
