// A list of messages that is brought up to date in place: unchanged messages keep their nodes, the
// reader keeps their place, and at the bottom the list follows what is new.

import { keepingFocus } from "./focus.js";
import { h } from "./dom.js";
import { replaceKept } from "./blocks.js";
import { drawMessage, updateMessage } from "./message.js";
import { dayHeading, dayKey } from "./time.js";

const NEAR_BOTTOM = 48;
/** Messages of the same author within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

export class MessageList {
  #scroller;
  #list;
  #kept = new Map();
  #place = null;
  #follows = true;

  /** `scroller` scrolls, `list` holds the articles. */
  constructor(scroller, list) {
    this.#scroller = scroller;
    this.#list = list;
    scroller.addEventListener("scroll", () => {
      this.#follows = this.#atBottom();
    });
    const resized = new ResizeObserver(() => this.#follows && this.toBottom());
    resized.observe(scroller);
    resized.observe(list);
  }

  /** Shows nothing: what is shown next is the first of its place, and no news. */
  clear() {
    this.#place = null;
    this.#kept.clear();
    this.#list.replaceChildren();
  }

  /** Goes to the newest message and follows from there. */
  toBottom() {
    this.#follows = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /**
   * Shows `messages` of a place (a channel or thread as one person sees it). `readerOf(message)` and
   * `optionsOf(message)` feed the drawing. Returns the messages that came since the last drawing here.
   */
  show(place, messages, readerOf, optionsOf, { days = true } = {}) {
    const arrived = place !== this.#place;
    if (arrived) this.#kept.clear();
    this.#place = place;
    const known = new Set(this.#kept.keys());
    const stick = arrived || this.#follows;
    const anchor = stick ? null : this.#anchor();
    keepingFocus(this.#list, () => replaceKept(this.#list, this.#nodes(messages, readerOf, optionsOf, days)));
    if (stick) this.toBottom();
    else if (anchor?.node.isConnected)
      this.#scroller.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
    return arrived ? [] : messages.filter(({ ts }) => !known.has(ts));
  }

  #nodes(messages, readerOf, optionsOf, days) {
    const kept = new Map();
    const nodes = [];
    let before = null;
    for (const message of messages) {
      const reader = readerOf(message);
      const at = new Date(message.at);
      const newDay = !before || dayKey(new Date(before.at), reader.zone) !== dayKey(at, reader.zone);
      if (days && newDay) nodes.push(this.#day(at, reader));
      const options = { ...optionsOf(message), follows: !newDay && follows(before, message) };
      nodes.push(this.#article(message, reader, options, kept));
      before = message;
    }
    this.#kept = kept;
    return nodes;
  }

  #article(message, reader, options, kept) {
    const { blocks, text, state, ...frame } = message;
    const outside = JSON.stringify([
      frame,
      options.follows,
      Boolean(options.onthread),
      options.shortcuts?.length,
      Boolean(blocks?.length),
    ]);
    const old = this.#kept.get(message.ts);
    const same = old?.outside === outside;
    const article = same ? old.article : drawMessage(message, reader, options);
    if (same && old.inside !== JSON.stringify([blocks, text])) updateMessage(article, message, reader);
    kept.set(message.ts, { article, outside, inside: JSON.stringify([blocks, text]) });
    return article;
  }

  #day(at, reader) {
    const words = dayHeading(at, reader.now, reader.zone);
    const old = [...this.#list.children].find(
      (node) => node.dataset.day === dayKey(at, reader.zone) && node.textContent === words,
    );
    return (
      old ??
      h(
        "div",
        { class: "day", "data-day": dayKey(at, reader.zone), role: "separator", "aria-label": words },
        h("span", {}, words),
      )
    );
  }

  #atBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
  }

  /** The first message in sight and where it stands: it shall stand there again. */
  #anchor() {
    const top = this.#scroller.getBoundingClientRect().top;
    const node = [...this.#list.children].find((one) => one.getBoundingClientRect().bottom > top);
    return node && { node, top: node.getBoundingClientRect().top };
  }
}

function follows(before, message) {
  if (!before || before.system || message.system || before.ephemeral || message.ephemeral) return false;
  if (before.user_id !== message.user_id || before.is_app || message.broadcast) return false;
  return new Date(message.at) - new Date(before.at) < TOGETHER_MS;
}
