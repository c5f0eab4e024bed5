// The box at the foot of a conversation: messages, slash commands, the app's shortcuts.

import { h, icon } from "./dom.js";
import { globalShortcuts } from "./message-actions.js";
import { openMenu } from "./menu.js";
import { writingBox } from "./writing-box.js";

const MOST = 8;

/** Slack's own commands that the sandbox knows. */
const builtIn = ({ name }) => [
  {
    command: "/invite",
    text: `/invite @${name}`,
    description: "Add the app to this channel",
    usage_hint: `@${name}`,
  },
  {
    command: "/remove",
    text: `/remove @${name}`,
    description: "Remove the app from this channel",
    usage_hint: `@${name}`,
  },
];

/** Returns {draw, onsend}; `onsend` is called when something is written here. */
export function mountComposer(session, foot) {
  const shortcuts = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "shortcuts",
      "aria-label": "Shortcuts",
      title: "Shortcuts",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => shortcuts.getAttribute("aria-expanded") !== "true" && openShortcuts(session, shortcuts),
    },
    icon("bolt"),
  );
  const box = writingBox({
    id: "composer",
    label: "Message",
    session,
    sources: (text, caret) => session.state && suggest(session, text, caret),
    extra: [shortcuts],
    onsend: send,
  });
  const composer = { draw, onsend: () => {} };
  return composer;

  function send(text) {
    const { channel } = session.place;
    composer.onsend();
    return text.startsWith("/") ? session.command(channel, text) : session.act({ do: "say", channel, text });
  }

  function draw() {
    const { channel } = session;
    shortcuts.hidden = !session.state || !globalShortcuts(session).length;
    const kind = !channel ? "none" : channel.archived ? "archived" : channel.joined ? "open" : "outside";
    const area = box.node.querySelector("textarea");
    if (channel)
      area.placeholder = channel.kind === "im" ? `Message ${channel.name}` : `Message #${channel.name}`;
    if (foot.dataset.kind === kind && foot.dataset.of === session.place.channel) return;
    foot.dataset.kind = kind;
    foot.dataset.of = session.place.channel;
    if (kind === "open") {
      if (!box.node.isConnected) foot.replaceChildren(box.node);
    } else foot.replaceChildren(...instead(kind, session));
  }
}

function instead(kind, session) {
  if (kind === "archived")
    return [h("p", { class: "closed" }, "This channel is archived. Nobody can write here.")];
  if (kind === "none") return [];
  const join = () => session.act({ do: "join", channel: session.place.channel });
  return [
    h(
      "div",
      { class: "closed" },
      h("p", {}, "You are looking at ", h("strong", {}, `#${session.channel.name}`), " from outside."),
      h(
        "button",
        { type: "button", class: "button primary", "data-do": "join", onclick: join },
        "Join channel",
      ),
    ),
  ];
}

function openShortcuts(session, control) {
  const items = globalShortcuts(session).map(({ name, callback_id: id }) => ({
    label: name,
    value: id,
    description: session.state.app.name,
    onchoose: () => session.use({ do: "shortcut", callback_id: id }),
  }));
  openMenu(control, items, { label: "Shortcuts", align: "start" });
}

/** What to suggest at the caret: commands at the start of the text, people after @, channels after #. */
function suggest(session, text, caret) {
  if (/^\/\S*$/.test(text)) return commands(session, text);
  const word = /(?:^|\s)([@#])([^\s@#]*)$/.exec(text.slice(0, caret));
  if (!word) return null;
  const [, sign, typed] = word;
  const { people, channels } = session.state;
  const pool =
    sign === "@"
      ? people.filter(({ deleted }) => !deleted)
      : channels.filter(({ kind }) => kind === "channel");
  return pool
    .filter(({ name }) =>
      name
        .toLowerCase()
        .split(/[\s-]/)
        .some((part) => part.startsWith(typed.toLowerCase())),
    )
    .slice(0, MOST)
    .map(({ name, title }) => ({
      label: `${sign}${name}`,
      detail: title,
      from: caret - typed.length - 1,
      to: caret,
      text: `${sign}${name} `,
      complete: typed.toLowerCase() === name.toLowerCase(),
    }));
}

function commands(session, typed) {
  const { app } = session.state;
  return [...app.commands, ...builtIn(app)]
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .slice(0, MOST)
    .map(({ command, text, description, usage_hint: hint }) => ({
      label: command,
      hint,
      detail: description,
      from: 0,
      to: typed.length,
      text: `${text ?? command} `,
      complete: !text && typed.toLowerCase() === command,
    }));
}
