/**
 * Gives the main part of a page the focus whenever the page has it and nothing in it does: at once, or when the editor gives it. A page
 * that takes the focus by itself takes it away from the panel that the person is in. Returns what ends it.
 */
export function focusWithPage(focus: () => void): () => void {
  // A click brings the focus to the page before it brings it to what was clicked.
  const onFocus = () => setTimeout(() => document.activeElement === document.body && focus());
  if (document.hasFocus()) focus();
  window.addEventListener('focus', onFocus);
  return () => window.removeEventListener('focus', onFocus);
}
