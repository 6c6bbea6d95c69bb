/**
 * What an editor's webview finds, for a page that `qrate learn` serves: messages go out as posts and come in as server-sent events. The
 * page's own code does not know the difference.
 */

const events = new EventSource('events');
const opened = new Promise<void>((resolve) => events.addEventListener('open', () => resolve(), { once: true }));

/** In the order in which they were said. */
let turn = opened;

async function post(message: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('message', { method: 'POST', headers, body: JSON.stringify(message) });
  if (!response.ok) throw new Error(`status ${response.status}`);
}

/** The process is gone, or another page has taken its place: it does not come back under this address. */
function lost(): void {
  events.close();
  window.dispatchEvent(new Event('qrate-lost'));
}

events.addEventListener('message', ({ data }: MessageEvent<string>) =>
  window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(data) })),
);
events.addEventListener('error', lost);

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => {
      turn = turn.then(() => post(message)).catch(lost);
    },
    setState: () => undefined,
    getState: () => undefined,
  }),
});
