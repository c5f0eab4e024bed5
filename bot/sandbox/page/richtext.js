// The rich_text block: sections, lists, quotes and preformatted text, with styled pieces inside.

import { h } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { broadcastMention, channelMention, dateNode, emoji, link, userMention } from "./mrkdwn-view.js";
import { webAddress } from "./mrkdwn.js";

const PIECES = {
  text: (piece) => piece.text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line])),
  link: (piece) => {
    const url = webAddress(piece.url);
    return url ? link(url, piece.text || piece.url) : piece.text || piece.url;
  },
  user: (piece, reader) => userMention(piece.user_id, reader),
  channel: (piece, reader) => channelMention(piece.channel_id, reader),
  usergroup: () => broadcastMention("group"),
  broadcast: (piece) => broadcastMention(piece.range),
  emoji: (piece) => (EMOJI.has(piece.name) ? emoji(EMOJI.get(piece.name), piece.name) : `:${piece.name}:`),
  date: (piece, reader) =>
    dateNode(
      {
        seconds: piece.timestamp,
        template: piece.format,
        url: piece.url ? webAddress(piece.url) : null,
        fallback: piece.fallback ?? "",
      },
      reader,
    ),
  color: (piece) => h("code", {}, piece.value),
};

const WRAPS = [
  ["code", "code"],
  ["strike", "s"],
  ["italic", "em"],
  ["bold", "strong"],
  ["underline", "u"],
];

function piece(element, reader) {
  const draw = PIECES[element.type];
  const content = draw ? draw(element, reader) : (element.text ?? "");
  return WRAPS.reduce((inner, [style, tag]) => (element.style?.[style] ? h(tag, {}, inner) : inner), content);
}

const pieces = (holder, reader) => (holder.elements ?? []).map((element) => piece(element, reader));

const SECTIONS = {
  rich_text_section: (section, reader) => h("div", { class: "rich-section" }, pieces(section, reader)),
  rich_text_preformatted: (section, reader) => h("pre", { class: "preformatted" }, pieces(section, reader)),
  rich_text_quote: (section, reader) => h("blockquote", {}, pieces(section, reader)),
  rich_text_list: (list, reader) => {
    const items = list.elements.map((item) => h("li", {}, pieces(item, reader)));
    const start = list.style === "ordered" && list.offset ? list.offset + 1 : null;
    const tag = list.style === "ordered" ? "ol" : "ul";
    return h(tag, { class: `rich-list indent-${Math.min(list.indent ?? 0, 8)}`, start }, items);
  },
};

/** The parts of a rich_text value: the block itself, or a cell of a table. */
export const richText = (value, reader) =>
  (value.elements ?? []).map((section) => SECTIONS[section.type]?.(section, reader) ?? "");
