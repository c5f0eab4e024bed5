// Block Kit: one function for each kind of block, and a keyed drawing of a list of them.

import { freshId, h, icon } from "./dom.js";
import { interactive } from "./elements.js";
import { keepingFocus } from "./focus.js";
import { markdown } from "./markdown.js";
import { plainWords, textObject } from "./mrkdwn-view.js";
import { picture } from "./picture.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";

const KINDS = {
  section: (block, reader) => [
    h(
      "div",
      { class: "section-body" },
      block.text && h("div", { class: "words" }, textObject(block.text, reader)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((one) => h("div", { class: "words" }, textObject(one, reader))),
        ),
    ),
    block.accessory && h("div", { class: "accessory" }, accessory(block.accessory, block, reader)),
  ],
  header: (block, reader) =>
    h(
      reader.surface === "home" ? "h2" : "h3",
      { class: `header level-${block.level ?? 1}` },
      plainWords(block.text),
    ),
  divider: () => h("hr"),
  context: (block, reader) => block.elements.map((one) => contextElement(one, reader)),
  actions: (block, reader) => block.elements.map((one) => interactive(one, block, reader)),
  context_actions: (block, reader) => block.elements.map((one) => interactive(one, block, reader)),
  image: (block, reader) =>
    h(
      "figure",
      { class: "picture" },
      block.title && h("figcaption", {}, plainWords(block.title)),
      picture(block, reader, "picture-large"),
    ),
  input,
  rich_text: richText,
  table,
  markdown: (block) => markdown(block.text),
  alert: (block, reader) =>
    h(
      "div",
      { class: `alert alert-${block.level ?? "default"}`, role: block.level === "error" ? "alert" : "note" },
      icon(block.level === "success" ? "check" : "warning"),
      h("div", {}, textObject(block.text, reader)),
    ),
};

const accessory = (one, block, reader) =>
  one.type === "image" ? picture(one, reader, "picture-accessory") : interactive(one, block, reader);

const contextElement = (one, reader) =>
  one.type === "image"
    ? picture(one, reader, "picture-small")
    : h("span", { class: "quiet" }, textObject(one, reader));

/** Elements that are one control, so that the label can point at them; the others are groups. */
const GROUPS = new Set(["radio_buttons", "checkboxes"]);

function input(block, reader) {
  const label = freshId("label");
  const control = freshId("control");
  const hint = block.hint && freshId("hint");
  const problem = reader.errors?.[block.block_id];
  const error = problem && freshId("error");
  const words = plainWords(block.label);
  const labels = {
    id: control,
    labelledby: label,
    describedby: [hint, error].filter(Boolean).join(" ") || null,
    invalid: Boolean(problem),
    name: words,
  };
  const tag = GROUPS.has(block.element.type) ? "div" : "label";
  return [
    h(
      tag,
      { class: "input-label", id: label, for: tag === "label" ? control : null },
      words,
      block.optional && h("span", { class: "optional" }, " (optional)"),
    ),
    interactive(block.element, block, reader, labels),
    problem &&
      h("p", { class: "field-error", id: error, "data-error": block.block_id }, icon("warning"), problem),
    block.hint && h("p", { class: "hint", id: hint }, plainWords(block.hint)),
  ];
}

/** One block. A kind that the sandbox does not draw says so, rather than vanish. */
export function drawBlock(block, reader) {
  const kind = Object.hasOwn(KINDS, block.type) ? KINDS[block.type] : null;
  const content = kind
    ? kind(block, reader)
    : h("p", { class: "unknown" }, `The sandbox does not draw “${block.type}” blocks.`);
  const children = [content].flat(Infinity).filter(Boolean);
  return h(
    "div",
    { class: `block block-${block.type}`, "data-block-id": block.block_id, "data-type": block.type },
    children,
  );
}

const drawn = new WeakMap();

/**
 * Brings `container` to show `blocks`: what is unchanged keeps its nodes, and with them focus, caret
 * and open menus; what changed is drawn anew and gets the focus back that it had.
 */
export function drawBlocks(container, blocks, reader, { force = null } = {}) {
  const before = drawn.get(container) ?? new Map();
  const after = new Map();
  const nodes = blocks.map((block, index) => {
    const key = block.block_id ?? `#${index}`;
    const content = JSON.stringify([block, reader.errors?.[block.block_id] ?? null]);
    const old = before.get(key);
    const node = old?.content === content && key !== force ? old.node : drawBlock(block, reader);
    after.set(key, { content, node });
    return node;
  });
  drawn.set(container, after);
  const same =
    nodes.length === container.children.length && nodes.every((node, at) => node === container.children[at]);
  if (!same) keepingFocus(container, () => replaceKept(container, nodes));
}

/** Puts `nodes` in place and leaves those alone that already stand right: moving a node drops its focus. */
export function replaceKept(container, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...container.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (container.children[at] !== node) container.insertBefore(node, container.children[at] ?? null);
  });
}
