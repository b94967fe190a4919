// A service of events in time that a test lets pass, and what it tells.

import { type EventsOptions, events, kerbside, type LiveMessage, type SocketLike } from "kerbside";
import { vi } from "vitest";
import { rejection } from "./server.js";

export const status = (id: number) => ({
  id,
  type: "status",
  at: "2026-11-28T07:15:00Z",
  vehicleId: "car",
  data: { updatedAt: "2026-11-28T07:15:00Z" },
});

export const command = (id: number, done: boolean) => ({
  ...status(id),
  type: "command",
  data: { id: "c1", done },
});

export const hello = (last: number) => ({ type: "hello", data: { last } });

/** A service in time that the test lets pass: sockets that it ends, and answers that it gives. */
export function living(
  answers: {
    ticket?: () => [number, object | string];
    feed?: () => [number, object | string];
    /** Whether something between lets calls through and no WebSocket. */
    isBlocked?: boolean;
  } = {},
) {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  const sockets: Socket[] = [];
  class Socket implements SocketLike {
    onmessage: SocketLike["onmessage"] = null;
    onclose: SocketLike["onclose"] = null;
    onerror: SocketLike["onerror"] = null;
    sent: string[] = [];
    isOpen = false;
    isClosed = false;
    constructor(readonly url: string) {
      sockets.push(this);
      if (answers.isBlocked) queueMicrotask(() => this.onclose?.(undefined as never));
    }
    send(text: string) {
      if (!this.isOpen) throw new Error("InvalidStateError");
      this.sent.push(text);
    }
    close() {
      this.isClosed = true;
    }
  }
  const asked: string[] = [];
  const began = Date.now();
  const account = kerbside({
    base: "https://kerbside.example.com",
    bearer: "secret",
    fetch: async (address) => {
      const path = String(address).replace("https://kerbside.example.com/api/v1/events", "");
      asked.push(`${Math.round((Date.now() - began) / 1000)} ${path}`);
      const isTicket = path === "/tickets";
      const ticket = { ticket: "t", url: "wss://kerbside.example.com/api/v1/events" };
      const feed = { events: [], last: 7, reset: false };
      const given = isTicket ? answers.ticket?.() : answers.feed?.();
      const [code, body] = given ?? [200, isTicket ? ticket : feed];
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return new Response(text, { status: code });
    },
  });
  const messages: LiveMessage[] = [];
  const modes: string[] = [];
  const stop = new AbortController();
  const follow = (options: EventsOptions = {}, WebSocket: typeof Socket | null = Socket) => {
    const onMode = (mode: string) => modes.push(mode);
    const followed = events(account, {
      signal: stop.signal,
      ...(WebSocket && { WebSocket }),
      onMode,
      ...options,
    });
    const over = (async () => {
      for await (const message of followed) messages.push(message);
    })();
    const end = rejection(over);
    return { followed, end };
  };
  const tell = async (message: object | string) => {
    const data = typeof message === "string" ? message : JSON.stringify(message);
    const socket = sockets.at(-1);
    if (socket) socket.isOpen = true;
    socket?.onmessage?.({ data } as never);
    await vi.advanceTimersByTimeAsync(0);
  };
  const cut = async (seconds = 1) => {
    sockets.at(-1)?.onclose?.(undefined as never);
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  };
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
  return { Socket, sockets, asked, messages, modes, stop, follow, tell, cut, pass };
}
