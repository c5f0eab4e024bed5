// What the reader has chosen or typed, kept apart from the drawn controls: a choice outlives each
// re-drawing of its block for as long as block_id and action_id stay, as in Slack's own clients.

const SINGLE = new Set([
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
  "radio_buttons",
]);
const MANY = new Set([
  "multi_static_select",
  "multi_external_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
  "checkboxes",
]);

export const holdsMany = (element) => MANY.has(element.type);
export const isSelect = (element) => SINGLE.has(element.type) || MANY.has(element.type);

const firstOf = (holder, ...keys) =>
  keys.map((key) => holder[key]).find((value) => value !== undefined && value !== null);

/** The value that the app gave an element at first: a string, a list of strings, or null. */
export function initialValue(element, { channel = null } = {}) {
  if (element.type === "datetimepicker")
    return element.initial_date_time ? String(element.initial_date_time) : null;
  if (holdsMany(element)) {
    const options = element.initial_options?.map(({ value }) => value);
    return options ?? firstOf(element, "initial_users", "initial_conversations", "initial_channels") ?? [];
  }
  const current = element.default_to_current_conversation ? channel : null;
  return (
    element.initial_option?.value ??
    firstOf(
      element,
      "initial_user",
      "initial_conversation",
      "initial_channel",
      "initial_date",
      "initial_time",
      "initial_value",
    ) ??
    current
  );
}

/** The value in one entry of Slack's `state.values`; undefined where the entry says nothing. */
export function valueInState(entry) {
  if (!entry) return undefined;
  if ("selected_options" in entry) return (entry.selected_options ?? []).map(({ value }) => value);
  if ("selected_option" in entry) return entry.selected_option?.value ?? null;
  if (entry.selected_date_time) return String(entry.selected_date_time);
  const key = Object.keys(entry).find((name) => name.startsWith("selected_") || name === "value");
  return key ? entry[key] : undefined;
}

export class Choices {
  #kept = new Map();
  #labels = new Map();

  /** Remembers a value for an element of one surface ("message C1 17.1", "modal V1", "home"). */
  keep(surface, blockId, actionId, value) {
    this.#kept.set(key(surface, blockId, actionId), value);
  }

  /** What to show: the reader's own choice, else what the server holds, else what the app set. */
  current(surface, blockId, element, state, place) {
    const own = this.#kept.get(key(surface, blockId, element.action_id));
    if (own !== undefined) return own;
    const held = valueInState(state?.[blockId]?.[element.action_id]);
    return held !== undefined ? held : initialValue(element, place);
  }

  /** Labels of options that came from the app's own search, so that a chosen one can be named later. */
  keepLabel(value, label) {
    this.#labels.set(value, label);
  }

  label(value) {
    return this.#labels.get(value);
  }

  /** Drops what belongs to surfaces that are gone. */
  forget(isGone) {
    for (const name of this.#kept.keys()) if (isGone(name.split("\n")[0])) this.#kept.delete(name);
  }
}

const key = (surface, blockId, actionId) => `${surface}\n${blockId}\n${actionId}`;
