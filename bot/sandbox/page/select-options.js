// Where the options of each kind of select come from, and how a chosen value is named.

import { avatar } from "./avatar.js";
import { plainWords } from "./mrkdwn-view.js";

const matches = (words, ...texts) => texts.some((text) => text?.toLowerCase().includes(words.toLowerCase()));

const asOption = (option) => ({
  value: option.value,
  label: plainWords(option.text),
  description: plainWords(option.description),
});

/** How often a person types while an app searches: each pause asks once. */
const SEARCH_PAUSE = 250;

/** {groups, labelOf} for one element; `block` names it to the app when its options are the app's to find. */
export function optionSource(element, block, reader) {
  if (element.type.endsWith("external_select")) return fromApp(element, block, reader);
  if (element.type.endsWith("users_select")) return fromPeople(reader);
  if (element.type.endsWith("conversations_select")) return fromConversations(reader, element.filter ?? {});
  if (element.type.endsWith("channels_select")) return fromConversations(reader, { include: ["public"] });
  return fromElement(element);
}

function fromElement(element) {
  const all = element.option_groups
    ? element.option_groups.map(({ label, options }) => ({
        label: plainWords(label),
        options: options.map(asOption),
      }))
    : [{ options: (element.options ?? []).map(asOption) }];
  const named = new Map(all.flatMap(({ options }) => options).map(({ value, label }) => [value, label]));
  return {
    labelOf: (value) => named.get(value) ?? value,
    groups: (words) =>
      all.map(({ label, options }) => ({
        label,
        options: options.filter((option) => matches(words, option.label, option.description)),
      })),
  };
}

function fromPeople(reader) {
  return {
    labelOf: (id) => reader.person(id)?.name ?? id,
    groups: (words) => [
      {
        options: reader
          .people()
          .filter((person) => !person.deleted && matches(words, person.name, person.title))
          .map((person) => ({
            value: person.id,
            label: person.name,
            description: person.title,
            node: () => avatar(person, "small"),
          })),
      },
    ],
  };
}

const KINDS = { public: "channel", private: "private", im: "im" };

function fromConversations(reader, filter) {
  const kinds = filter.include?.map((name) => KINDS[name]);
  const nameOf = (channel) =>
    channel.kind === "im" ? channel.name : `${channel.kind === "private" ? "🔒 " : "#"}${channel.name}`;
  const allowed = (channel) =>
    !channel.archived &&
    (!kinds || kinds.includes(channel.kind)) &&
    !(filter.exclude_bot_users && channel.kind === "im" && reader.person(channel.peer)?.is_bot);
  return {
    labelOf: (id) => (reader.channel(id) ? nameOf(reader.channel(id)) : id),
    groups: (words) => [
      {
        options: reader
          .channels()
          .filter((channel) => allowed(channel) && matches(words, channel.name))
          .map((channel) => ({ value: channel.id, label: nameOf(channel) })),
      },
    ],
  };
}

function fromApp(element, block, reader) {
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean);
  for (const option of initial) reader.choices.keepLabel(option.value, plainWords(option.text));
  let asked = 0;
  const groups = async (words) => {
    if (words.length < (element.min_query_length ?? 3)) return [];
    asked += 1;
    const mine = asked;
    await new Promise((resolve) => setTimeout(resolve, SEARCH_PAUSE));
    if (mine !== asked) return [];
    const found = await reader.suggest(block.block_id, element.action_id, words);
    for (const { options } of found) {
      for (const option of options) reader.choices.keepLabel(option.value, plainWords(option.text));
    }
    return found.map(({ label, options }) => ({ label: plainWords(label), options: options.map(asOption) }));
  };
  return { labelOf: (value) => reader.choices.label(value) ?? value, groups };
}
