// The panel at the right: one message and its replies.

import { writingBox } from "./writing-box.js";
import { byId, h, icon } from "./dom.js";
import { messageShortcuts, readerFor } from "./message-actions.js";
import { MessageList } from "./message-list.js";

export function mountThread(session) {
  const root = byId("thread");
  const messages = h("div", { class: "thread-messages" });
  const scroller = h(
    "div",
    {
      class: "thread-scroller",
      tabindex: 0,
      role: "log",
      "aria-live": "off",
      "aria-label": "Messages of the thread",
    },
    messages,
  );
  const where = h("span", { class: "quiet" });
  const close = () => {
    const opened = session.place.thread;
    session.go({ thread: null });
    byId("message-list")
      .querySelector(`[data-ts="${CSS.escape(opened)}"] :is([data-do=open-thread], [data-do=reply])`)
      ?.focus();
  };
  const box = writingBox({
    id: "thread-composer",
    label: "Reply in the thread",
    placeholder: "Reply…",
    session,
    onsend: (text) =>
      session.act({ do: "say", channel: session.place.channel, thread: session.place.thread, text }),
  });
  root.append(
    h(
      "header",
      {},
      h("h2", {}, "Thread"),
      where,
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "data-do": "close-thread",
          "aria-label": "Close the thread",
          onclick: close,
        },
        icon("close"),
      ),
    ),
    scroller,
    h("div", { class: "foot" }, box.node),
  );
  root.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());

  const list = new MessageList(scroller, messages);
  let openThread = null;
  const draw = () => {
    const { thread, home } = session.place;
    root.hidden = !thread || Boolean(home);
    if (root.hidden || !session.channel) {
      openThread = null;
      return;
    }
    where.textContent = session.channel.kind === "im" ? session.channel.name : `#${session.channel.name}`;
    if (!session.thread) {
      list.clear();
      return;
    }
    const { root: first, messages: replies } = session.thread;
    const all = first && replies[0]?.ts !== first.ts ? [first, ...replies] : replies;
    list.show(
      `${session.as} ${thread}`,
      all,
      readerFor(session),
      (message) => ({ inThread: true, shortcuts: messageShortcuts(session, message) }),
      { days: false },
    );
    if (openThread !== thread && all.length) box.focus();
    if (all.length) openThread = thread;
  };
  session.on("thread", draw);
  session.on("place", draw);
}
