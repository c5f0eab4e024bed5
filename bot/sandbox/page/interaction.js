// One press or choice: asks for confirmation, shows that the app is at work, and warns when it fails.
// The state of a control is kept by its key, so that a block drawn anew during the wait shows it too.

import { confirmed } from "./confirm.js";
import { h, icon } from "./dom.js";
import { announce } from "./notices.js";
import { TROUBLE } from "./replies.js";

const states = new Map();
const frames = new Map();
const running = new Map();

/** Wraps a control in a frame that can show its state; `key` names the control across drawings and places. */
export function framed(key, control, kind) {
  const warning = h(
    "span",
    { class: "trouble", role: "img", "aria-label": TROUBLE, title: TROUBLE },
    icon("warning"),
  );
  const frame = h("div", { class: `element element-${kind}` }, control, warning);
  if (!frames.has(key)) frames.set(key, new Set());
  frames.get(key).add(frame);
  show(key, states.get(key) ?? "idle");
  return frame;
}

function show(key, state) {
  if (state === "idle") states.delete(key);
  else states.set(key, state);
  for (const frame of frames.get(key) ?? []) {
    frame.setAttribute("data-state", state);
    frame.firstElementChild.setAttribute("aria-busy", String(state === "busy"));
  }
}

/**
 * Runs `send`, which resolves to true when the app acknowledged in time; resolves to whether it ran.
 * A press while the control is busy is dropped; a choice (`queued`) waits its turn, so that the last one holds.
 */
export async function interact(key, { confirm, reader, queued = false, send }) {
  if (!queued && states.get(key) === "busy") return false;
  if (confirm && !(await confirmed(confirm, reader))) return false;
  const mine = (running.get(key) ?? Promise.resolve()).then(async () => {
    show(key, "busy");
    return send();
  });
  running.set(key, mine);
  const acknowledged = await mine;
  if (running.get(key) !== mine) return true;
  running.delete(key);
  show(key, acknowledged ? "idle" : "failed");
  if (!acknowledged) announce(TROUBLE);
  return true;
}

/** Forgets controls that are no longer in the document. */
export function forgetDetached() {
  for (const [key, drawn] of frames) {
    for (const frame of drawn) if (!frame.isConnected) drawn.delete(frame);
    if (!drawn.size) frames.delete(key);
  }
}
