// Slack's mrkdwn, read into a small tree (inline nodes inside text, quote and preformatted parts).
// Reading and drawing are apart: this file knows no document, mrkdwn-view.js draws the tree.

import { emojiAt } from "./emoji.js";

const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?'")\]]/i;

/** Slack escapes exactly these three signs; anything else that looks like an entity is text. */
export const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The address if it is an http or https link, else null: no other scheme is ever made clickable. */
export function webAddress(text) {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    return new URL(text).href;
  } catch {
    return null;
  }
}

/** Reads a whole text: a list of {type: "text" | "quote", children} and {type: "pre", text}. */
export function parse(text, { verbatim = false } = {}) {
  const parts = [];
  text.split(/```([\s\S]+?)```/).forEach((piece, index) => {
    if (index % 2) parts.push({ type: "pre", text: unescape(linkTextOf(piece.replace(/^\n|\n$/g, ""))) });
    else parts.push(...quotesAndText(index ? piece.replace(/^\n/, "") : piece, verbatim));
  });
  return parts;
}

function quotesAndText(piece, verbatim) {
  const groups = [];
  for (const line of piece.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/s.exec(line);
    const type = quoted ? "quote" : "text";
    const content = quoted ? quoted[1] : line;
    const last = groups.at(-1);
    if (last?.type === type) last.lines.push(content);
    else groups.push({ type, lines: [content] });
  }
  return groups
    .filter(({ type, lines }) => type === "quote" || lines.some((line) => line !== ""))
    .map(({ type, lines }) => ({ type, children: inline(lines.join("\n"), verbatim) }));
}

/** Links inside code show as their address or label, as in Slack. */
const linkTextOf = (text) =>
  text.replace(/<(https?:[^<>|]+)(?:\|([^<>]*))?>/g, (_, url, label) => label ?? url);

/** Reads one run of text into nodes. */
export function inline(text, verbatim = false) {
  const nodes = [];
  let plain = "";
  const push = (node, length) => {
    if (plain) nodes.push({ type: "text", text: unescape(plain) });
    plain = "";
    nodes.push(node);
    return length;
  };
  for (let at = 0; at < text.length;) {
    const found = nodeAt(text, at, verbatim);
    if (found) at += push(found.node, found.length);
    else plain += text[at++];
  }
  if (plain) nodes.push({ type: "text", text: unescape(plain) });
  return nodes;
}

function nodeAt(text, at, verbatim) {
  const sign = text[at];
  if (sign === "\n") return { node: { type: "break" }, length: 1 };
  if (sign === "<") return tokenAt(text, at);
  if (sign === "`") return codeAt(text, at);
  if (sign === ":") return emojiNodeAt(text, at);
  if (Object.hasOwn(MARKS, sign)) return styledAt(text, at, verbatim);
  if ((sign === "h" || sign === "H") && !verbatim) return bareLinkAt(text, at);
  return null;
}

function emojiNodeAt(text, at) {
  const found = emojiAt(text, at);
  return found && { node: { type: "emoji", sign: found.sign, name: found.name }, length: found.length };
}

function codeAt(text, at) {
  const match = /^`([^`\n]+)`/.exec(text.slice(at));
  return match && { node: { type: "code", text: unescape(linkTextOf(match[1])) }, length: match[0].length };
}

function bareLinkAt(text, at) {
  if (at > 0 && WORD.test(text[at - 1])) return null;
  const match = BARE_LINK.exec(text.slice(at));
  const url = match && webAddress(unescape(match[0]));
  return url && { node: { type: "link", url, label: unescape(match[0]) }, length: match[0].length };
}

/** `*bold*` opens before a sign and closes before no word: `2*3*4` and `snake_case_name` stay text. */
function styledAt(text, at, verbatim) {
  const mark = text[at];
  const before = text[at - 1];
  if (before !== undefined && (WORD.test(before) || before === mark)) return null;
  if (text[at + 1] === undefined || /\s/.test(text[at + 1]) || text[at + 1] === mark) return null;
  const end = closingMark(text, at + 1, mark);
  if (end < 0) return null;
  return {
    node: { type: MARKS[mark], children: inline(text.slice(at + 1, end), verbatim) },
    length: end + 1 - at,
  };
}

function closingMark(text, from, mark) {
  for (let at = from; at < text.length && text[at] !== "\n"; at += 1) {
    const whole = text[at] === "<" ? tokenAt(text, at) : text[at] === "`" ? codeAt(text, at) : null;
    if (whole) at += whole.length - 1;
    else if (text[at] === mark && !/\s/.test(text[at - 1]) && !WORD.test(text[at + 1] ?? "")) return at;
  }
  return -1;
}

function tokenAt(text, at) {
  const match = /^<([^<>\n]+)>/.exec(text.slice(at));
  const node = match && token(match[1]);
  return node && { node, length: match[0].length };
}

function token(body) {
  const bar = body.indexOf("|");
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? null : unescape(body.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { type: "user", id: head.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(head)) return { type: "channel", id: head.slice(1), label };
  if (/^!(here|channel|everyone)$/.test(head)) return { type: "broadcast", name: head.slice(1) };
  if (/^!subteam\^/.test(head)) return { type: "broadcast", name: (label ?? "group").replace(/^@/, "") };
  const date = /^!date\^(-?\d+)\^([^^]*)(?:\^(.+))?$/.exec(head);
  if (date) {
    const url = date[3] ? webAddress(unescape(date[3])) : null;
    return {
      type: "date",
      seconds: Number(date[1]),
      template: unescape(date[2]),
      url,
      fallback: label ?? "",
    };
  }
  const url = webAddress(unescape(head));
  return url && { type: "link", url, label: label || unescape(head) };
}
