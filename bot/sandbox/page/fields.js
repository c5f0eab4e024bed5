// Fields that take typed text. What is typed is kept at once and told to the server in pauses;
// reader.type sees to it that nothing is pressed or submitted before the server knows it.

import { h } from "./dom.js";
import { framed } from "./interaction.js";
import { plainWords } from "./mrkdwn-view.js";

const KINDS = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", autocomplete: "email" },
  url_text_input: { type: "url", autocomplete: "url" },
  number_input: { type: "text", inputmode: "decimal" },
};

/** A text, number, e-mail or link input; a type the sandbox does not know says so instead of vanishing. */
export function field(element, block, reader, labels) {
  const kind = KINDS[element.type];
  if (!kind)
    return h(
      "p",
      { class: "unknown", "data-action-id": element.action_id },
      `The sandbox does not draw “${element.type}”.`,
    );
  const long = element.type === "plain_text_input" && element.multiline;
  const value =
    reader.choices.current(reader.surface, block.block_id, element, reader.state, reader.place) ?? "";
  const dispatches = dispatchTriggers(element, block);
  const shared = {
    class: "input",
    value,
    placeholder: plainWords(element.placeholder) || null,
    maxlength: element.max_length,
    "data-action-id": element.action_id,
    "aria-label": labels.labelledby ? null : plainWords(element.placeholder) || "Text",
    id: labels.id,
    "aria-labelledby": labels.labelledby,
    "aria-describedby": labels.describedby,
    "aria-invalid": labels.invalid && "true",
    oninput: () => {
      grow(control);
      reader.choices.keep(reader.surface, block.block_id, element.action_id, control.value);
      reader.type(
        { block_id: block.block_id, action_id: element.action_id, value: control.value || null },
        dispatches.has("on_character_entered"),
      );
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || long || event.isComposing || !dispatches.has("on_enter_pressed")) return;
      event.preventDefault();
      reader.type(
        { block_id: block.block_id, action_id: element.action_id, value: control.value || null },
        true,
      );
    },
  };
  const control = long
    ? h("textarea", { ...shared, rows: 4 })
    : h("input", { ...shared, ...kind, spellcheck: "true" });
  return framed(`${reader.surface}\n${block.block_id}\n${element.action_id}`, control, "text");
}

function dispatchTriggers(element, block) {
  if (!block.dispatch_action) return new Set();
  return new Set(element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]);
}

/** A long text shows whole, up to the height that the style sheet allows. */
function grow(control) {
  if (control.tagName !== "TEXTAREA") return;
  control.style.setProperty("height", "auto");
  control.style.setProperty("height", `${control.scrollHeight + 2}px`);
}
