/**
 * Keeps the messages that arrive before the page's script is there: the editor passes them on as soon as the document is, and the script
 * takes longer. `hostTransport` hands them on.
 */
export const KEEP_EARLY = `{
  const early = [];
  const keep = ({ data }) => early.push(data);
  addEventListener('message', keep);
  window.qrateEarly = () => {
    removeEventListener('message', keep);
    return early.splice(0);
  };
}`;
