// Events: over a live connection that is made again, and by asking where there can be none.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { events, kerbside } from "kerbside";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { command, hello, living, status } from "./living.js";
import { problem, rejection, send, serve } from "./server.js";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("events come over a connection that a ticket opens, and leaving closes it", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => server.close());
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`;
  const connected = new Promise<{ url?: string; protocols?: string; closed: Promise<unknown> }>(
    (resolve) =>
      server.on("connection", (socket, request) => {
        const protocols = request.headers["sec-websocket-protocol"];
        const closed = once(socket, "close");
        resolve({
          ...(request.url && { url: request.url }),
          ...(protocols && { protocols }),
          closed,
        });
        for (const message of [hello(126), status(127), status(128)])
          socket.send(JSON.stringify(message));
      }),
  );
  const { base, asked } = await serve((response) =>
    send(response, 201, { ticket: "0d.secret", expiresAt: "2026-11-28T07:15:30Z", url }),
  );
  const modes: string[] = [];
  const account = kerbside({ base }).account("slot");
  const options = { after: 126, WebSocket, onMode: (mode: string) => modes.push(mode) };
  const ids: number[] = [];
  for await (const message of events(account, options)) {
    if ("id" in message) ids.push(message.id);
    if (ids.length === 2) break;
  }
  expect(ids).toEqual([127, 128]);
  const { url: path, protocols, closed } = await connected;
  expect(path).toBe("/api/v1/events?after=126");
  expect(protocols).toBe("kerbside-live-v1,kerbside-ticket.0d.secret");
  await closed;
  expect(modes).toEqual(["live"]);
  expect(asked.map(({ method, url }) => [method, url])).toEqual([
    ["POST", "/api/v1/accounts/slot/events/tickets"],
  ]);
});

test("a connection that breaks off is made again, behind the last event", async () => {
  const it = living();
  const { followed, end } = it.follow();
  await it.pass(0);
  expect(followed.mode).toBe("connecting");
  expect(it.sockets[0]?.url).toBe("wss://kerbside.example.com/api/v1/events");
  await it.tell(hello(6));
  expect(followed.mode).toBe("live");
  await it.tell(status(7));
  await it.cut();
  expect(it.sockets[1]?.url).toMatch(/\?after=7$/);
  await it.tell(hello(7));
  // One that ends again and again is made ever more slowly.
  await it.cut(1);
  expect(it.sockets.length).toBe(2);
  await it.pass(1);
  expect(it.sockets.length).toBe(3);
  await it.tell(hello(7));
  await it.pass(31);
  await it.cut(1);
  expect(it.sockets.length).toBe(4);
  expect(it.messages).toEqual([status(7)]);
  expect(it.modes).toEqual(["live", "connecting", "live", "connecting", "live", "connecting"]);
  it.stop.abort("enough");
  expect(await end).toBe("enough");
  expect(it.sockets.every(({ isClosed }) => isClosed)).toBe(true);
});

test("a connection over which something else comes is made again, behind the last event", async () => {
  for (const garbled of ["<html>", "{", "[1]", "null"]) {
    const it = living();
    const { followed, end } = it.follow();
    await it.pass(0);
    await it.tell(hello(6));
    await it.tell(status(7));
    await it.tell(garbled);
    expect(it.sockets[0]?.isClosed, garbled).toBe(true);
    await it.pass(1);
    expect(it.sockets[1]?.url).toMatch(/\?after=7$/);
    await it.tell(hello(7));
    expect(followed.mode).toBe("live");
    expect(it.messages).toEqual([status(7)]);
    it.stop.abort();
    await end;
  }
});

test("where the last event is not known all is to be loaded anew, and it goes on from there", async () => {
  const it = living();
  const { end } = it.follow({ after: 3 });
  await it.pass(0);
  await it.tell(hello(126));
  await it.tell({ type: "reset" });
  expect(it.messages).toEqual([{ type: "reset" }]);
  await it.cut();
  expect(it.sockets[1]?.url).toMatch(/\?after=126$/);
  // Too many at once change nothing in where it goes on.
  await it.tell(hello(126));
  await it.tell(status(130));
  await it.tell({ type: "reset" });
  await it.cut(2);
  expect(it.sockets[2]?.url).toMatch(/\?after=130$/);
  it.stop.abort();
  await end;
});

test("where the first connection fails, what is shown is loaded anew once events come", async () => {
  const it = living();
  const { followed, end } = it.follow();
  await it.pass(0);
  await it.cut(1);
  await it.tell(hello(6));
  expect(it.messages.splice(0)).toEqual([{ type: "reset" }]);
  await it.tell(status(7));
  await it.cut(2);
  expect(it.sockets[2]?.url).toMatch(/\?after=7$/);
  await it.tell(hello(7));
  expect(it.messages.splice(0)).toEqual([status(7)]);
  expect(followed.mode).toBe("live");
  it.stop.abort();
  await end;
});

test("so it is where events are asked for, once, and not where they go on behind one", async () => {
  for (const after of [undefined, 7]) {
    const it = living({ isBlocked: true });
    const { end } = it.follow(after === undefined ? {} : { after });
    await it.pass(3);
    expect(it.messages).toEqual(after === undefined ? [{ type: "reset" }] : []);
    await it.pass(120);
    expect(it.asked.slice(3)).toEqual([after ? "3 ?after=7" : "3 ", "63 ?after=7", "123 ?after=7"]);
    expect(it.messages.length).toBe(after === undefined ? 1 : 0);
    it.stop.abort();
    await end;
  }
});

test("a reset closes what was open: it is asked no more often than before", async () => {
  const it = living({ isBlocked: true, feed: () => [200, feeds.shift() ?? quiet] });
  const quiet = { events: [], last: 9, reset: false };
  const feeds = [
    { events: [command(8, false)], last: 8, reset: false },
    { events: [], last: 9, reset: true },
  ];
  const { end } = it.follow({ after: 7 });
  await it.pass(100);
  expect(it.asked.slice(3)).toEqual(["3 ?after=7", "8 ?after=8", "68 ?after=9"]);
  expect(it.messages).toEqual([command(8, false), { type: "reset" }]);
  it.stop.abort();
  await end;
});

test("nothing more comes after an abort, neither of a connection nor of an answer", async () => {
  const overConnection = living();
  const first = overConnection.follow();
  await overConnection.pass(0);
  overConnection.sockets[0]?.onmessage?.({ data: JSON.stringify(hello(6)) } as never);
  overConnection.sockets[0]?.onmessage?.({ data: JSON.stringify(status(7)) } as never);
  overConnection.stop.abort("enough");
  expect(await first.end).toBe("enough");
  expect(overConnection.messages).toEqual([]);
  expect(overConnection.sockets[0]?.isClosed).toBe(true);
  vi.useRealTimers();

  const events = [status(8), status(9), status(10)];
  const byAsking = living({
    isBlocked: true,
    feed: () => [200, { events, last: 10, reset: false }],
  });
  const push = byAsking.messages.push.bind(byAsking.messages);
  byAsking.messages.push = (...more) => {
    byAsking.stop.abort("enough");
    return push(...more);
  };
  const second = byAsking.follow({ after: 7 });
  await byAsking.pass(3);
  expect(await second.end).toBe("enough");
  expect([...byAsking.messages]).toEqual([status(8)]);
});

test("an abort while a ticket is asked for opens no connection", async () => {
  const it = living();
  const account = kerbside({ base: "https://kerbside.example.com" });
  // Its answer was read in full when the signal comes.
  const ticket = async () => {
    it.stop.abort("enough");
    return { ticket: "t", url: "wss://kerbside.example.com/api/v1/events", expiresAt: "" };
  };
  const asked = { events: { ...account.events, ticket } };
  const messages = events(asked, { signal: it.stop.signal, WebSocket: it.Socket });
  expect(await rejection(messages[Symbol.asyncIterator]().next())).toBe("enough");
  expect(it.sockets).toEqual([]);
});

test("after three failures it asks now and then, sooner while a command is open", async () => {
  let feed: object = { events: [], last: 6, reset: false };
  const it = living({ feed: () => [200, feed] });
  const { followed, end } = it.follow();
  await it.pass(0);
  await it.cut(1);
  await it.cut(2);
  expect(followed.mode).toBe("connecting");
  feed = { events: [command(8, false)], last: 8, reset: true };
  await it.cut(0);
  expect(followed.mode).toBe("polling");
  expect(it.asked.splice(0)).toEqual(["0 /tickets", "1 /tickets", "3 /tickets", "3 "]);
  feed = { events: [command(9, true)], last: 9, reset: false };
  await it.pass(5);
  feed = { events: [], last: 9, reset: false };
  await it.pass(61);
  expect(it.asked.splice(0)).toEqual(["8 ?after=8", "68 ?after=9"]);
  expect(it.messages).toEqual([{ type: "reset" }, command(8, false), command(9, true)]);
  // Then it is tried again to connect.
  await it.pass(240);
  expect(it.asked.at(-1)).toMatch(/tickets/);
  await it.tell(hello(9));
  expect(followed.mode).toBe("live");
  it.stop.abort();
  await end;
});

test("while the service is down it tries to connect, and events come once it is back", async () => {
  let isDown = false;
  const it = living({ ticket: () => (isDown ? [502, "<html>"] : [200, ticket]) });
  const ticket = { ticket: "t", url: "wss://kerbside.example.com/api/v1/events" };
  const { followed, end } = it.follow();
  await it.pass(0);
  await it.tell(hello(6));
  await it.pass(40);
  isDown = true;
  await it.cut(3600);
  expect(it.asked.slice(0, 8)).toEqual(
    [0, 41, 43, 47, 55, 71, 101, 131].map((second) => `${second} /tickets`),
  );
  expect(it.asked.every((asked) => asked.endsWith("/tickets"))).toBe(true);
  expect(followed.mode).toBe("connecting");
  isDown = false;
  await it.pass(30);
  expect(it.sockets.at(-1)?.url).toMatch(/\?after=6$/);
  await it.tell(hello(9));
  expect(it.modes).toEqual(["live", "connecting", "live"]);
  expect(it.messages).toEqual([]);
  it.stop.abort();
  await end;
});

test("it waits for as long as the service asks it to", async () => {
  const answers: [number, object][] = [
    [429, { ...problem(429, "too-many-requests"), retryAfter: 50 }],
    [503, { ...problem(503, "login-unavailable"), retryAfter: 3e6 }],
  ];
  const it = living({ ticket: () => answers.shift() ?? [401, problem(401, "not-logged-in")] });
  const { followed, end } = it.follow();
  await it.pass(60);
  expect(followed.mode).toBe("connecting");
  expect(it.asked).toEqual(["0 /tickets", "50 /tickets"]);
  // No timer takes a longer time than this.
  await it.pass(2 ** 31 / 1000);
  expect(it.asked.length).toBe(3);
  expect(await end).toMatchObject({ code: "not-logged-in" });
});

test("where a driver has too many connections it asks, and tries again after five minutes", async () => {
  const answers: [number, object | string][] = [
    [429, { ...problem(429, "too-many-connections"), retryAfter: 60 }],
    [502, "<html>"],
  ];
  const ticket = { ticket: "t", url: "wss://kerbside.example.com/api/v1/events" };
  const it = living({ ticket: () => answers.shift() ?? [200, ticket] });
  const { end } = it.follow();
  await it.pass(301);
  const polled = ["0 ", ...[60, 120, 180, 240].map((second) => `${second} ?after=7`)];
  expect(it.asked).toEqual(["0 /tickets", ...polled, "300 /tickets", "301 /tickets"]);
  await it.tell(hello(7));
  expect(it.modes).toEqual(["polling", "connecting", "live"]);
  it.stop.abort();
  await end;
});

test("a clock that is set back delays no try to connect", async () => {
  const it = living({ isBlocked: true });
  const { end } = it.follow({ after: 7 });
  await it.pass(10);
  it.asked.length = 0;
  vi.setSystemTime(Date.now() - 3_600_000);
  await it.pass(300);
  expect(it.asked.filter((asked) => asked.endsWith("/tickets"))).toHaveLength(1);
  it.stop.abort();
  await end;
});

test("connections that have held a while are made again soon, also where the clock is set back", async () => {
  const it = living();
  const { end } = it.follow();
  await it.pass(0);
  for (const seconds of [1, 2]) {
    await it.tell(hello(6));
    await it.cut(seconds);
  }
  await it.tell(hello(6));
  await it.pass(31);
  vi.setSystemTime(Date.now() - 3_600_000);
  await it.cut(1);
  expect(it.sockets.length).toBe(4);
  it.stop.abort();
  await end;
});

test("where there is no WebSocket it asks at once", async () => {
  vi.stubGlobal("WebSocket", undefined);
  const it = living();
  const { followed, end } = it.follow({}, null);
  await it.pass(61);
  expect(followed.mode).toBe("polling");
  expect(it.asked).toEqual(["0 ", "60 ?after=7"]);
  it.stop.abort();
  await end;
});

test("what comes to be awaited is asked for within five seconds, and else once a minute", async () => {
  const it = living({ isBlocked: true });
  let isWaiting = false;
  const { end } = it.follow({ after: 7, isWaiting: () => isWaiting });
  await it.pass(70);
  isWaiting = true;
  await it.pass(11);
  isWaiting = false;
  await it.pass(62);
  const polled = [3, 63, 73, 78, 138].map((second) => `${second} ?after=7`);
  expect(it.asked.slice(3)).toEqual(polled);
  it.stop.abort();
  await end;
});

test("it asks no sooner than the service wants, however much is awaited", async () => {
  const busy = { ...problem(429, "too-many-requests"), retryAfter: 40 };
  const it = living({ isBlocked: true, feed: () => [429, busy] });
  const { end } = it.follow({ after: 7, isWaiting: () => true });
  await it.pass(90);
  expect(it.asked.slice(3)).toEqual([3, 43, 83].map((second) => `${second} ?after=7`));
  it.stop.abort();
  await end;
});

test("a page that cannot be seen asks nothing", async () => {
  const document = Object.assign(new EventTarget(), { hidden: true });
  vi.stubGlobal("document", document);
  const it = living({ ticket: () => [429, problem(429, "too-many-connections")] });
  let isWaiting = false;
  const { end } = it.follow({ isWaiting: () => isWaiting });
  await it.pass(100);
  expect(it.asked.filter((asked) => !asked.endsWith("/tickets"))).toEqual([]);
  document.hidden = false;
  isWaiting = true;
  document.dispatchEvent(new Event("visibilitychange"));
  await it.pass(10);
  expect(it.asked).toEqual(["0 /tickets", "100 ", "105 ?after=7", "110 ?after=7"]);
  it.stop.abort();
  await end;
});

test("an abort while the page cannot be seen ends it, and leaves no listener", async () => {
  const listeners = new Set<unknown>();
  vi.stubGlobal("document", {
    hidden: true,
    addEventListener: (_: string, listener: unknown) => listeners.add(listener),
    removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
  });
  const it = living({ isBlocked: true });
  const { end } = it.follow();
  await it.pass(10);
  expect(listeners.size).toBe(1);
  it.stop.abort("enough");
  expect(await end).toBe("enough");
  expect(listeners.size).toBe(0);
});

test("a login that is over ends it, and trouble that passes does not", async () => {
  const answers: [number, object][] = [
    [503, problem(503, "login-unavailable")],
    [401, problem(401, "not-logged-in")],
  ];
  const it = living({ ticket: () => answers.shift() ?? [500, {}] });
  const { end } = it.follow();
  await it.pass(2);
  expect(await end).toMatchObject({ code: "not-logged-in", operation: "events.ticket" });
  expect(it.asked).toEqual(["0 /tickets", "1 /tickets"]);
});

test("the page of a gateway passes, and that of another server does not", async () => {
  const it = living({
    isBlocked: true,
    feed: () => [it.asked.length < 5 ? 429 : 404, "<html>"],
  });
  const { followed, end } = it.follow();
  await it.pass(60);
  expect(followed.mode).toBe("polling");
  expect(it.asked).toEqual(["0 /tickets", "1 /tickets", "3 /tickets", "3 "]);
  await it.pass(4);
  expect(await end).toMatchObject({ name: "UnreadableError", status: 404 });
});

test("a connection that does not open is given up", async () => {
  const it = living();
  const { followed, end } = it.follow();
  await it.pass(46);
  expect(it.sockets[0]?.isClosed).toBe(true);
  expect(it.sockets.length).toBe(2);
  expect(followed.mode).toBe("connecting");
  it.stop.abort();
  await end;
});

test("a connection from which nothing comes is given up", async () => {
  const it = living();
  const { end } = it.follow();
  await it.pass(0);
  await it.tell(hello(6));
  await it.pass(45);
  await it.tell("pong");
  await it.pass(45);
  expect(it.sockets[0]?.sent).toEqual(["ping", "ping"]);
  await it.pass(46);
  expect(it.sockets.length).toBe(2);
  expect(it.sockets[0]?.isClosed).toBe(true);
  expect(it.messages).toEqual([]);
  it.stop.abort();
  await end;
});
