// The confirmation that an element may ask for, as a dialog over everything.

import { freshId, h } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { plainWords, textObject } from "./mrkdwn-view.js";

/** Asks; resolves to true for yes, false for no, Escape, or a click beside the dialog. */
export function confirmed(confirm, reader) {
  const title = freshId("confirm-title");
  const words = freshId("confirm-text");
  return new Promise((resolve) => {
    const giveFocusBack = rememberFocus(document.body);
    const answer = (yes) => {
      dialog.close();
      dialog.remove();
      giveFocusBack();
      resolve(yes);
    };
    const style = confirm.style === "danger" ? "danger" : "primary";
    const deny = h(
      "button",
      { type: "button", class: "button", "data-do": "deny", onclick: () => answer(false) },
      plainWords(confirm.deny) || "Cancel",
    );
    const yes = h(
      "button",
      { type: "button", class: `button ${style}`, "data-do": "confirm", onclick: () => answer(true) },
      plainWords(confirm.confirm) || "Yes",
    );
    const dialog = h(
      "dialog",
      {
        class: "dialog confirm",
        role: "alertdialog",
        "aria-labelledby": title,
        "aria-describedby": words,
        onkeydown: (event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          answer(false);
        },
        oncancel: (event) => event.preventDefault(),
        onclick: (event) => event.target === dialog && answer(false),
      },
      h(
        "div",
        { class: "dialog-sheet" },
        h("h2", { id: title, class: "dialog-title" }, plainWords(confirm.title) || "Are you sure?"),
        h("div", { id: words, class: "dialog-words" }, textObject(confirm.text, reader)),
        h("div", { class: "dialog-foot" }, deny, yes),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
