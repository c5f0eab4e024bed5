// The markdown block, drawn in a simple way: headings, lists, quotes, code, rules, tables and inline styles.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn-view.js";
import { webAddress } from "./mrkdwn.js";

const INLINE = [
  [/`([^`\n]+)`/, (match) => h("code", {}, match[1])],
  [
    /\[([^\]\n]+)\]\(([^\s)]+)\)/,
    (match) => (webAddress(match[2]) ? link(webAddress(match[2]), match[1]) : match[1]),
  ],
  [/\*\*(?=\S)(.+?)\*\*/, (match) => h("strong", {}, inline(match[1]))],
  [/~~(?=\S)(.+?)~~/, (match) => h("s", {}, inline(match[1]))],
  [/(?<![\w*])[*_](?=\S)([^*_\n]+?)[*_](?![\w*])/, (match) => h("em", {}, inline(match[1]))],
  [/https?:\/\/[^\s<>)]+[^\s<>).,;:!?]/, (match) => link(webAddress(match[0]) ?? match[0], match[0])],
];

/** The inline nodes of one text: the earliest pattern wins, what is around it is read again. */
function inline(text) {
  const found = INLINE.map(([pattern, draw]) => ({ match: pattern.exec(text), draw }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found) return [withEmoji(text)];
  const { match, draw } = found;
  const before = text.slice(0, match.index);
  return [withEmoji(before), draw(match), ...inline(text.slice(match.index + match[0].length))];
}

const withBreaks = (lines) =>
  lines.flatMap((line, index) => (index ? [h("br"), ...inline(line)] : inline(line)));

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** The kinds of paragraphs, in the order in which they are tried on the first line. */
const PARAGRAPHS = [
  {
    starts: /^```/,
    take: (lines) => {
      const end = lines.findIndex((line, index) => index > 0 && line.startsWith("```"));
      const last = end < 0 ? lines.length : end;
      return [last + 1, h("pre", { class: "preformatted" }, lines.slice(1, last).join("\n"))];
    },
  },
  {
    starts: /^#{1,6}\s/,
    take: ([line]) => {
      const [, marks, words] = /^(#{1,6})\s+(.*)$/.exec(line);
      return [1, h("h3", { class: `markdown-heading level-${marks.length}` }, inline(words))];
    },
  },
  { starts: /^(-{3,}|\*{3,}|_{3,})\s*$/, take: () => [1, h("hr")] },
  {
    starts: /^>/,
    take: (lines) => {
      const count = span(lines, /^>/);
      return [
        count,
        h("blockquote", {}, withBreaks(lines.slice(0, count).map((line) => line.replace(/^> ?/, "")))),
      ];
    },
  },
  { starts: /^\s*[-*+]\s/, take: (lines) => list(lines, "ul", /^\s*[-*+]\s+/) },
  { starts: /^\s*\d+[.)]\s/, take: (lines) => list(lines, "ol", /^\s*\d+[.)]\s+/) },
  {
    starts: /^\|.*\|\s*$/,
    take: (lines) => {
      const count = span(lines, /^\|.*\|\s*$/);
      const [head, ...body] = lines
        .slice(0, count)
        .filter((line) => !/^[|\s:-]+$/.test(line))
        .map(cells);
      const row = (tag) => (row_) =>
        h(
          "tr",
          {},
          row_.map((cell) => h(tag, {}, inline(cell))),
        );
      const table = h(
        "table",
        { class: "grid" },
        h("thead", {}, row("th")(head ?? [])),
        h("tbody", {}, body.map(row("td"))),
      );
      return [
        count,
        h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-label": "Table" }, table),
      ];
    },
  },
];

/** How many lines from the first on match; at least one, so that reading always moves on. */
const span = (lines, pattern) => {
  const end = lines.findIndex((line) => !pattern.test(line));
  return end < 0 ? lines.length : Math.max(end, 1);
};

function list(lines, tag, marker) {
  const count = span(lines, marker);
  return [
    count,
    h(
      tag,
      { class: "rich-list" },
      lines.slice(0, count).map((line) => h("li", {}, inline(line.replace(marker, "")))),
    ),
  ];
}

/** A markdown text as a list of nodes. */
export function markdown(text) {
  const nodes = [];
  let lines = text.split("\n");
  while (lines.length) {
    if (!lines[0].trim()) {
      lines = lines.slice(1);
      continue;
    }
    const kind = PARAGRAPHS.find(({ starts }) => starts.test(lines[0]));
    const end = lines.findIndex(
      (line, index) => index > 0 && (!line.trim() || PARAGRAPHS.some(({ starts }) => starts.test(line))),
    );
    const plainCount = end < 0 ? lines.length : end;
    const [count, node] = kind
      ? kind.take(lines)
      : [plainCount, h("p", {}, withBreaks(lines.slice(0, plainCount)))];
    nodes.push(node);
    lines = lines.slice(count);
  }
  return nodes;
}
