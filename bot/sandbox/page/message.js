// One message: who, when, what, and what one can do with it.

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn-view.js";
import { fileCard } from "./picture.js";
import { clockTime, fullDate } from "./time.js";

/** The article of a message. `options`: {follows, inThread, onthread, shortcuts: [{label, onchoose}]}. */
export function drawMessage(message, reader, options) {
  const article = h("article", {
    class: classes(message, options),
    "data-ts": message.ts,
    "data-user": message.user_id,
    "data-ephemeral": message.ephemeral && "true",
    "aria-label": `${message.name}, ${clockTime(new Date(message.at), reader.zone)}`,
  });
  article.append(...parts(message, reader, options));
  updateMessage(article, message, reader);
  return article;
}

/** Draws the blocks of a message anew where they changed; the rest of the article stays. */
export function updateMessage(article, message, reader) {
  const body = article.querySelector(".message-body");
  if (message.blocks?.length)
    drawBlocks(body, message.blocks, {
      ...reader,
      redraw: (id) => drawBlocks(body, message.blocks, reader, { force: id }),
    });
  else
    body.replaceChildren(
      ...(message.text ? [h("div", { class: "words" }, mrkdwn(message.text, reader))] : []),
    );
}

function classes(message, { follows, inThread }) {
  return [
    "message",
    follows && "follows",
    message.ephemeral && "ephemeral",
    message.system && "system",
    inThread && "in-thread",
  ]
    .filter(Boolean)
    .join(" ");
}

function parts(message, reader, { follows, inThread, onthread, shortcuts = [] }) {
  const at = new Date(message.at);
  const time = h(
    "time",
    { datetime: message.at, title: `${fullDate(at, reader.zone)}, ${clockTime(at, reader.zone)}` },
    clockTime(at, reader.zone),
  );
  const head = h(
    "div",
    { class: "message-head" },
    h("strong", { class: "author" }, message.name),
    message.is_app && h("span", { class: "badge" }, "APP"),
    time,
  );
  return [
    message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
    message.broadcast && !inThread && h("p", { class: "broadcast" }, icon("reply"), "Replied to a thread"),
    h("div", { class: "gutter" }, follows ? time : avatar(message)),
    h(
      "div",
      { class: "message-main" },
      !follows && head,
      h("div", { class: "message-body" }),
      message.edited && h("small", { class: "edited" }, "(edited)"),
      message.files?.length > 0 && h("div", { class: "files" }, message.files.map(fileCard)),
      message.reply_count > 0 && onthread && threadButton(message, onthread),
    ),
    !message.ephemeral && !message.system && tools(onthread, shortcuts),
  ].filter(Boolean);
}

function threadButton({ reply_count: count }, onthread) {
  const words = count === 1 ? "1 reply" : `${count} replies`;
  return h(
    "button",
    { type: "button", class: "thread-link", "data-do": "open-thread", onclick: onthread },
    words,
    h("span", { class: "quiet" }, "View thread"),
  );
}

function tools(onthread, shortcuts) {
  if (!onthread && !shortcuts.length) return null;
  const bar = h("div", { class: "tools" });
  if (onthread) {
    bar.append(
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "data-do": "reply",
          "aria-label": "Reply in thread",
          title: "Reply in thread",
          onclick: onthread,
        },
        icon("reply"),
      ),
    );
  }
  if (shortcuts.length) {
    const more = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "data-do": "message-menu",
        "aria-label": "More message actions",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: () =>
          more.getAttribute("aria-expanded") !== "true" &&
          openMenu(more, shortcuts, { label: "Message actions" }),
      },
      icon("more"),
    );
    bar.append(more);
  }
  return bar;
}
