// What messages in a channel and in a thread have in common: their reader and the app's shortcuts.

import { messageReader } from "./reader.js";

/** A function that gives the reader for a message. */
export const readerFor = (session) => (message) => messageReader(session, message);

const isForMessages = ({ type }) => type === "message" || type === "message_action";

/** The app's message shortcuts as items of a menu. */
export function messageShortcuts(session, message) {
  if (message.ephemeral || message.system) return [];
  return session.state.app.shortcuts.filter(isForMessages).map((shortcut) => ({
    label: shortcut.name,
    value: shortcut.callback_id,
    description: session.state.app.name,
    onchoose: () =>
      session.use({
        do: "shortcut",
        channel: session.place.channel,
        ts: message.ts,
        callback_id: shortcut.callback_id,
      }),
  }));
}

/** The app's global shortcuts. */
export const globalShortcuts = (session) =>
  session.state.app.shortcuts.filter((shortcut) => !isForMessages(shortcut));
