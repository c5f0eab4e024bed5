// Draws mrkdwn and plain text objects into the document.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { parse } from "./mrkdwn.js";
import { dateWords } from "./time.js";

/** A text object (`mrkdwn` or `plain_text`) as nodes; `reader` knows names, zone and time. */
export function textObject(object, reader) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, reader, { verbatim: object.verbatim === true });
  return lines(object.emoji === false ? object.text : withEmoji(object.text));
}

/** A text object as one string, for labels that hold no markup. */
export const plainWords = (object) =>
  !object ? "" : object.emoji === false ? object.text : withEmoji(object.text);

/** mrkdwn as a list of nodes. */
export function mrkdwn(text, reader, options) {
  return parse(text, options).map((part) => {
    if (part.type === "pre") return h("pre", { class: "preformatted" }, part.text);
    if (part.type === "quote") return h("blockquote", {}, inlineNodes(part.children, reader));
    return h("span", { class: "run" }, inlineNodes(part.children, reader));
  });
}

const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));

const DRAW = {
  text: (node) => node.text,
  break: () => h("br"),
  emoji: (node) => emoji(node.sign, node.name),
  code: (node) => h("code", {}, node.text),
  bold: (node, reader) => h("strong", {}, inlineNodes(node.children, reader)),
  italic: (node, reader) => h("em", {}, inlineNodes(node.children, reader)),
  strike: (node, reader) => h("s", {}, inlineNodes(node.children, reader)),
  link: (node) => link(node.url, withEmoji(node.label)),
  user: (node, reader) => userMention(node.id, reader, node.label),
  channel: (node, reader) => channelMention(node.id, reader, node.label),
  broadcast: (node) => broadcastMention(node.name),
  date: (node, reader) => dateNode(node, reader),
};

const inlineNodes = (nodes, reader) => nodes.map((node) => DRAW[node.type](node, reader));

export const emoji = (sign, name) =>
  h(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    sign,
  );

export const link = (url, ...content) =>
  h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content);

export function userMention(id, reader, label = null) {
  const name = reader.person(id)?.name ?? label?.replace(/^@/, "") ?? id;
  return h(
    "span",
    { class: id === reader.as ? "mention mention-me" : "mention", "data-user": id },
    `@${name}`,
  );
}

/** A channel this reader may not see is named as Slack names it. */
export function channelMention(id, reader, label = null) {
  const known = reader.channel(id);
  const name = known?.name ?? label;
  if (!name) return h("span", { class: "mention" }, "private channel");
  if (!known || !reader.openChannel) return h("span", { class: "mention" }, `#${name}`);
  const open = () => reader.openChannel(id);
  return h("button", { type: "button", class: "mention mention-channel", onclick: open }, `#${name}`);
}

export const broadcastMention = (name) => h("span", { class: "mention mention-me" }, `@${name}`);

export function dateNode({ seconds, template, url, fallback }, reader) {
  const words = dateWords(seconds, template, reader.zone, reader.now) ?? fallback;
  const valid = Math.abs(seconds) < 8.64e12;
  const time = h(
    "time",
    { datetime: valid && new Date(seconds * 1000).toISOString(), title: fallback },
    words,
  );
  return url ? link(url, time) : time;
}
