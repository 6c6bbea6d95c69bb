import type { Transport } from '../../protocol/messages';

interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
  getState(): unknown;
}

declare function acquireVsCodeApi(): VsCodeApi;

declare global {
  interface Window {
    /** Of `webviewHtml`: the messages so far, and an end to keeping them. Not there in a plain browser. */
    readonly qrateEarly?: () => unknown[];
  }
}

const api = acquireVsCodeApi();

/** Kept by the editor across reloads of the window, and handed to the panel's serializer. */
export const keepState = (state: unknown): void => api.setState(state);

/** What was kept last; `undefined` on a new page. */
export const keptState = (): unknown => api.getState();

/** Messages with the extension host. Those that came before there was a listener follow when the page's script has run. */
export const hostTransport: Transport = {
  post: (message) => api.postMessage(message),
  onMessage: (listener) => {
    const receive = (event: MessageEvent<unknown>) => listener(event.data);
    window.addEventListener('message', receive);
    const early = window.qrateEarly?.() ?? [];
    queueMicrotask(() => early.forEach(listener));
    return () => window.removeEventListener('message', receive);
  },
};
