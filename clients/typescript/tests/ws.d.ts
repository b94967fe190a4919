// The part of the package `ws` that is used here: it brings no types along.
declare module "ws" {
  import type { IncomingMessage } from "node:http";
  export class WebSocket {
    constructor(url: string, protocols: string[]);
    onmessage: ((event: { data: unknown }) => void) | null;
    onclose: ((event: never) => void) | null;
    onerror: ((event: never) => void) | null;
    send(text: string): void;
    close(code?: number): void;
    on(name: "message" | "close", listener: (data: unknown) => void): void;
  }
  export class WebSocketServer {
    constructor(options: { port: number; host: string });
    on(name: "connection", listener: (socket: WebSocket, request: IncomingMessage) => void): void;
    once(name: "listening", listener: () => void): void;
    address(): { port: number };
    close(): void;
  }
}
