import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with a request; `true` = it answered. */
export type Whim = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A web server that serves some bytes under every path, knows ranges, and misbehaves as told. */
export class ModelServer {
  /** `range` header of each request, `null` where there was none; and the path. */
  readonly asked: { readonly path: string; readonly range: string | null }[] = [];
  /** Bytes of bodies that were handed to the network. */
  sent = 0;
  whim: Whim = () => false;

  private readonly server = createServer((request, response) => {
    this.asked.push({ path: request.url ?? '', range: request.headers.range ?? null });
    if (!this.whim(request, response)) this.serve(request, response);
  });

  constructor(readonly content: Buffer) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const body = this.content.subarray(start);
    const range = start > 0 ? { 'content-range': `bytes ${start}-${this.content.length - 1}/${this.content.length}` } : {};
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': body.length, ...range });
    this.sent += body.length;
    response.end(body);
  }

  /** Sends so many bytes after the asked start and then breaks the connection. */
  cut(request: IncomingMessage, response: ServerResponse, bytes: number): true {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = start > 0 ? { 'content-range': `bytes ${start}-${this.content.length - 1}/${this.content.length}` } : {};
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': this.content.length - start, ...range });
    this.sent += bytes;
    response.write(this.content.subarray(start, start + bytes), () => response.destroy());
    return true;
  }
}
