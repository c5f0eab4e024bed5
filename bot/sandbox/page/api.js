// The page's talk with its server: JSON over HTTP and one stream of server-sent events.

const RETRY_FIRST = 500;
const RETRY_MOST = 10_000;

async function json(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

const get = async (path, query = {}) => {
  const present = Object.entries(query).filter(([, value]) => value);
  return json(
    await fetch(`${path}?${new URLSearchParams(present)}`, { headers: { accept: "application/json" } }),
  );
};

export const fetchState = (as) => get("/sandbox/state", { as });
export const fetchMessages = (as, channel, thread) => get("/sandbox/messages", { as, channel, thread });
export const fetchInspector = () => get("/sandbox/inspector");

/** Does something as a person; never throws: a server that is away is {ok: false, error} too. */
export async function act(body) {
  try {
    const response = await fetch("/sandbox/do", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    return { ok: false, error: "The sandbox does not answer. Is it still running?" };
  }
}

/**
 * Listens to the changes that a person can see. `onchange(what)` gets the topics; `onlink(up)` says
 * whether the stream stands. After a break everything may have changed: `onchange` gets ["all"].
 * Returns a function that stops it.
 */
export function listen(as, onchange, onlink) {
  let wait = RETRY_FIRST;
  let stopped = false;
  let source;
  let timer;
  let broken = false;

  function open() {
    source = new EventSource(`/sandbox/events?${new URLSearchParams({ as })}`);
    source.onopen = () => {
      wait = RETRY_FIRST;
      onlink(true);
      if (broken) onchange(["all"]);
      broken = false;
    };
    source.onmessage = ({ data }) => onchange(JSON.parse(data).what);
    source.onerror = () => {
      source.close();
      if (stopped) return;
      broken = true;
      onlink(false);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, RETRY_MOST);
    };
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
}
