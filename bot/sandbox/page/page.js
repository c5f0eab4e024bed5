// Starts the page: one session, and the views that draw from it.

import { mountConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { mountHome } from "./home.js";
import { mountInspector } from "./inspector.js";
import { forgetDetached } from "./interaction.js";
import { mountModals } from "./modals.js";
import { mountPermalinks } from "./permalinks.js";
import { Session } from "./session.js";
import { mountSidebar } from "./sidebar.js";
import { mountThread } from "./thread.js";
import { mountViolations } from "./violations.js";

const session = new Session(location.href);

mountSidebar(session);
mountConversation(session);
mountThread(session);
mountHome(session);
mountModals(session);
mountInspector(session);
mountViolations(session);
mountPermalinks(session);

session.on("link", () => {
  byId("link-lost").hidden = session.linked;
});
session.on("messages", forgetDetached);

await session.become(session.as);

// Slack's clients forget messages "only visible to you" when they are reloaded; following a link is no reload.
if (performance.getEntriesByType("navigation")[0]?.type === "reload") await session.reload();

document.documentElement.dataset.ready = "true";
