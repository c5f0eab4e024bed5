// A link to a message of this workspace leads there inside the page, instead of opening another one.

import { byId } from "./dom.js";

const PERMALINK = /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/;
const SHOWN_FOR = 2500;

/** Where an address of the sandbox points, as {channel, ts, thread}; null for any other address. */
export function placeOf(href, origin = location.origin) {
  const url = new URL(href, origin);
  const match = url.origin === origin && PERMALINK.exec(url.pathname);
  if (!match) return null;
  return { channel: match[1], ts: `${match[2]}.${match[3]}`, thread: url.searchParams.get("thread_ts") };
}

/** Follows such links wherever they are pressed. A link that is also a button still tells the app. */
export function mountPermalinks(session) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const place = link && !event.ctrlKey && !event.metaKey && placeOf(link.href);
    if (!place) return;
    event.preventDefault();
    await session.go({ channel: place.channel, thread: place.thread });
    pointOut(place.ts);
  });
}

function pointOut(ts) {
  const found = [byId("thread"), byId("message-list")]
    .map((part) => part.querySelector(`[data-ts="${CSS.escape(ts)}"]`))
    .find((article) => article?.offsetParent);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.classList.add("pointed-out");
  setTimeout(() => found.classList.remove("pointed-out"), SHOWN_FOR);
}
