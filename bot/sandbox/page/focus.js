// Keeps the focus, and the caret, where the person had it while parts of the page are drawn anew.

const CARET = /^(?:text|search|url|tel|password|textarea)$/;

const selector = (name, value) => (value === undefined ? "" : `[data-${name}="${CSS.escape(value)}"]`);

/** How to find a control of Block Kit again after its nodes are replaced: message, block, action, value. */
function pathTo(control) {
  const action = control.closest("[data-action-id]");
  if (!action) return null;
  const message = control.closest("[data-ts]");
  const block = control.closest("[data-block-id]");
  const own = control === action ? "" : selector("value", control.dataset.value);
  return [
    selector("ts", message?.dataset.ts),
    selector("block-id", block?.dataset.blockId),
    selector("action-id", action.dataset.actionId),
    own,
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * Remembers what has the focus inside `container`; the function it returns gives the focus back, to the
 * same control or to the one that took its place. It does nothing if the focus was elsewhere.
 */
export function rememberFocus(container) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || !container.contains(focused)) return () => {};
  const path = pathTo(focused);
  const caret = CARET.test(focused.type ?? "") ? [focused.selectionStart, focused.selectionEnd] : null;
  return () => {
    const again = focused.isConnected ? focused : path && document.querySelector(path);
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (caret && again !== focused && CARET.test(again.type ?? "")) again.setSelectionRange(...caret);
  };
}

/** Runs `change` and leaves the focus on the same control of the same block. */
export function keepingFocus(container, change) {
  const giveBack = rememberFocus(container);
  change();
  giveBack();
}
