// Loading that never runs twice at once: calls during a run lead to one more run after it.

/** Wraps an async function; each call resolves after a run that began no earlier than the call. */
export function coalesced(load) {
  let running = null;
  let next = null;

  function run() {
    running = Promise.resolve(load()).finally(() => {
      running = null;
    });
    return running;
  }

  return () => {
    if (!running) return run();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
