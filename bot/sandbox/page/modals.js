// The modal stack: its top view as a dialog, the views below as edges behind it.

import { drawBlocks } from "./blocks.js";
import { byId, freshId, h, icon } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { plainWords } from "./mrkdwn-view.js";
import { announce } from "./notices.js";
import { modalReader } from "./reader.js";
import { acknowledged, MODAL_TROUBLE } from "./replies.js";

const FOCUSABLE = "button, [href], input, select, textarea, [tabindex]:not([tabindex='-1'])";
const FIELDS = "[data-action-id]:is(input, textarea, .select), .option-list input";

export function mountModals(session) {
  let open = null;
  let giveFocusBack = null;

  session.on("state", () => {
    const { modals } = session.state;
    const top = modals.at(-1);
    session.choices.forget(
      (surface) => surface.startsWith("modal ") && !modals.some(({ view }) => surface === `modal ${view.id}`),
    );
    if (open && open.id !== top?.view.id) {
      open.dialog.remove();
      open = null;
    }
    if (!top) {
      giveFocusBack?.();
      giveFocusBack = null;
      return;
    }
    const arriving = !open;
    if (arriving) {
      giveFocusBack ??= rememberFocus(document.body);
      open = build(session, top.view.id);
      byId("modals").replaceChildren(open.dialog);
      open.dialog.showModal();
    }
    open.draw(top, modals.length);
    if (arriving) focusFirst(open.dialog, top.view);
  });
}

function build(session, id) {
  const title = h("h2", { id: freshId("modal-title"), class: "dialog-title" });
  const body = h("div", { class: "blocks" });
  const trouble = h("p", { class: "trouble-line", role: "alert", hidden: true }, icon("warning"), h("span"));
  const submit = h("button", { type: "submit", class: "button primary", "data-do": "submit" });
  const close = h("button", {
    type: "button",
    class: "button",
    "data-do": "close",
    onclick: () => session.act({ do: "close" }),
  });
  const cross = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-do": "close-all",
      "aria-label": "Close",
      onclick: () => session.act({ do: "close", all: true }),
    },
    icon("close"),
  );
  const form = h(
    "form",
    { class: "dialog-sheet", novalidate: true, onsubmit: send },
    h("div", { class: "dialog-head" }, title, cross),
    h("div", { class: "dialog-body" }, body),
    trouble,
    h("div", { class: "dialog-foot" }, close, submit),
  );
  const dialog = h(
    "dialog",
    {
      class: "dialog modal",
      role: "dialog",
      "aria-modal": "true",
      "aria-labelledby": title.id,
      "data-view": id,
      oncancel: (event) => event.preventDefault(),
      onkeydown: (event) => onKey(event, dialog, session),
    },
    form,
  );
  let errorsShown = "";

  function tell(words) {
    trouble.hidden = !words;
    trouble.lastElementChild.textContent = words ?? "";
  }

  async function send(event) {
    event.preventDefault();
    if (submit.getAttribute("aria-busy") === "true") return;
    tell(null);
    submit.setAttribute("aria-busy", "true");
    const answer = await session.act({ do: "submit" });
    submit.setAttribute("aria-busy", "false");
    if (answer.ok) tell(answer.reply.text ?? (acknowledged(answer.reply) ? null : MODAL_TROUBLE));
    if (dialog.querySelector(".field-error")) showFirstError(dialog);
  }

  function draw(modal, depth) {
    const { view, errors } = modal;
    dialog.dataset.callbackId = view.callback_id ?? "";
    dialog.dataset.depth = depth;
    title.textContent = plainWords(view.title);
    close.textContent = plainWords(view.close) || (view.submit ? "Cancel" : "Close");
    submit.textContent = plainWords(view.submit);
    submit.hidden = !view.submit;
    const reader = modalReader(session, modal, () => tell(MODAL_TROUBLE));
    drawBlocks(body, view.blocks, {
      ...reader,
      redraw: (block) => drawBlocks(body, view.blocks, reader, { force: block }),
    });
    const shown = JSON.stringify(errors ?? {});
    if (shown !== errorsShown && Object.keys(errors ?? {}).length)
      announce(`Please check the form. ${Object.values(errors).join(" ")}`);
    errorsShown = shown;
  }

  return { id, dialog, draw };
}

function focusFirst(dialog, view) {
  const wanted = view.blocks.map((block) => block.element).find((one) => one?.focus_on_load);
  const first =
    (wanted && dialog.querySelector(`[data-action-id="${CSS.escape(wanted.action_id)}"]`)) ??
    dialog.querySelector(`.blocks :is(${FIELDS})`) ??
    dialog.querySelector("[data-do=submit]:not([hidden])") ??
    dialog.querySelector("[data-do=close]");
  first?.focus({ preventScroll: !wanted });
}

function showFirstError(dialog) {
  const block = dialog.querySelector(".field-error").closest("[data-block-id]");
  block.querySelector(FIELDS)?.focus();
  block.scrollIntoView({ block: "nearest" });
}

/** Escape closes the view, Tab stays inside it. */
function onKey(event, dialog, session) {
  if (event.key === "Escape") {
    event.preventDefault();
    session.act({ do: "close" });
  }
  if (event.key !== "Tab") return;
  const stops = [...dialog.querySelectorAll(FOCUSABLE)].filter(
    (one) => !one.disabled && one.offsetParent !== null,
  );
  const [first, last] = [stops[0], stops.at(-1)];
  const edge = event.shiftKey ? first : last;
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
