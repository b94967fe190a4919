// What becomes of a call that fails: an error of its own type each.

import type { ServerResponse } from "node:http";
import {
  ConnectionError,
  isDoubtful,
  isProblem,
  KerbsideError,
  kerbside,
  LoginRefusedError,
  ProblemError,
  UnreadableError,
} from "kerbside";
import { expect, onTestFinished, test, vi } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

test("a problem is told with all that the service says of it", async () => {
  const told = problem(404, "no-data-yet", { detail: "of this car" });
  const { base } = await serve((response) => send(response, 404, told));
  const error = await rejection(kerbside({ base }).status.get("car"));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toBeInstanceOf(KerbsideError);
  expect(error).toMatchObject({
    message: told.title,
    operation: "status.get",
    code: "no-data-yet",
    status: 404,
    requestId: told.requestId,
    retryAfter: undefined,
    loginUrl: undefined,
    problem: told,
  });
  expect(isProblem(error)).toBe(true);
  expect(isProblem(error, "status.get")).toBe(true);
  expect(isProblem(error, "position.get")).toBe(false);
  expect(isProblem(new Error("no-data-yet"))).toBe(false);
});

test("a problem of OAuth's has the id of its request by the header", async () => {
  const { base } = await serve((response) => {
    response.setHeader("X-Request-Id", "fedcba9876543210");
    send(response, 400, { error: "invalid_grant", code: "code-refused" });
  });
  const error = await rejection(kerbside({ base }).session());
  expect(error).toMatchObject({ code: "code-refused", requestId: "fedcba9876543210" });
});

test("a code that is newer than the client is a problem like any other", async () => {
  const { base } = await serve((response) => send(response, 418, problem(418, "brand-new")));
  const error = await rejection(kerbside({ base }).status.get("car"));
  expect(error).toMatchObject({ name: "ProblemError", code: "brand-new", status: 418 });
});

test("what has no code is no problem of this service", async () => {
  for (const body of [{ title: "Not found" }, { code: 404 }, {}]) {
    const { base } = await serve((response) => send(response, 404, body));
    const error = await rejection(kerbside({ base }).status.get("car"));
    expect(error).toBeInstanceOf(UnreadableError);
    expect(error).toMatchObject({ status: 404 });
  }
});

test("what is not a JSON object is unreadable, whatever its status", async () => {
  const html = "<!doctype html><title>Some other site</title>";
  for (const status of [200, 404, 429, 503]) {
    for (const body of [html, "", "null", "[]", '"x"', '{"energies":[']) {
      const { base, asked } = await serve((response) => response.writeHead(status).end(body));
      const error = await rejection(kerbside({ base }).status.get("car"));
      expect(error, body).toBeInstanceOf(UnreadableError);
      expect(error).toMatchObject({ status });
      expect(asked).toHaveLength(1);
    }
  }
});

test("a read that is answered nothing, and a logout that is answered a page, are unreadable", async () => {
  const nothing = await serve((response) => response.writeHead(204).end());
  const read = kerbside({ base: nothing.base }).user.get();
  expect(await rejection(read)).toBeInstanceOf(UnreadableError);
  for (const body of ["<p>Welcome</p>", "{}", '{"code":"some-code"}']) {
    const page = await serve((response) => response.end(body));
    const logout = kerbside({ base: page.base }).logout();
    expect(await rejection(logout), body).toBeInstanceOf(UnreadableError);
  }
});

test("a session, brands, settings and a page that have no list are unreadable", async () => {
  const { base } = await serve((response) => send(response, 200, {}));
  expect(await rejection(kerbside({ base }).session())).toBeInstanceOf(UnreadableError);
  expect(await rejection(kerbside({ base }).brands())).toBeInstanceOf(UnreadableError);
  expect(await rejection(kerbside({ base }).app.get())).toBeInstanceOf(UnreadableError);
  const pages = kerbside({ base }).vehicles.list().pages();
  expect(await rejection(pages.next())).toBeInstanceOf(UnreadableError);
});

/** Destroys the connection after the headers and a part of the body. */
function cut(response: ServerResponse) {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
  response.write('{"energies":[', () => response.destroy());
}

test("a connection that is cut in the middle of an answer", async () => {
  const { base, asked } = await serve(cut);
  const error = await rejection(kerbside({ base }).status.get("car"));
  expect(error).toBeInstanceOf(ConnectionError);
  expect((error as Error).cause).toBeInstanceOf(Error);
  expect(asked).toHaveLength(1);
});

test("a connection that is cut before an answer, and a server that is not there", async () => {
  const { base } = await serve((response) => response.destroy());
  expect(await rejection(kerbside({ base }).logout())).toBeInstanceOf(ConnectionError);
  // The port for discarding what comes is one that `fetch` never connects to.
  const nobody = kerbside({ base: "http://127.0.0.1:9" });
  expect(await rejection(nobody.session())).toBeInstanceOf(ConnectionError);
});

test("a redirect is not followed: what is sent would go along", async () => {
  const other = await serve((response) => send(response, 200, {}));
  const { base } = await serve((response) => {
    response.writeHead(307, { Location: `${other.base}/` }).end();
  });
  for (const service of [kerbside({ base }), kerbside({ base, bearer: "secret" })]) {
    expect(await rejection(service.user.get())).toBeInstanceOf(ConnectionError);
    expect(await rejection(service.logout())).toBeInstanceOf(ConnectionError);
  }
  expect(other.asked).toEqual([]);
});

test("an aborted call rejects with the signal's reason: before it, and in the middle of its answer", async () => {
  const reason = new Error("the driver went away");
  const { base, asked } = await serve((response) => {
    response.writeHead(200, { "Content-Length": "1000" });
    response.write("{", () => abort.abort(reason));
  });
  const abort = new AbortController();
  const service = kerbside({ base });
  expect(await rejection(service.status.get("car", { signal: AbortSignal.abort(reason) }))).toBe(
    reason,
  );
  expect(asked).toHaveLength(0);
  expect(await rejection(service.status.get("car", { signal: abort.signal }))).toBe(reason);
  expect(asked).toHaveLength(1);
});

test("an error is doubtful unless it says that nothing was done", async () => {
  const answers: [number, object | string, boolean][] = [
    [500, problem(500, "internal"), true],
    [503, problem(503, "no-writer"), false],
    [409, problem(409, "command-in-progress"), false],
    [502, "<html>", true],
    [504, "", true],
    [202, "", true],
    [403, "<html>", false],
    [429, "", false],
  ];
  for (const [status, body, isInDoubt] of answers) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const { base } = await serve((response) => response.writeHead(status).end(text));
    const error = await rejection(kerbside({ base }).commands.send("car", { type: "lock" }));
    expect(isDoubtful(error), `${status} ${text}`).toBe(isInDoubt);
  }
  const { base } = await serve((response) => response.destroy());
  const { commands } = kerbside({ base });
  expect(isDoubtful(await rejection(commands.send("car", { type: "lock" })))).toBe(true);
  expect(isDoubtful(await rejection(commands.send("", { type: "lock" })))).toBe(false);
  expect(isDoubtful(new LoginRefusedError("access_denied", null))).toBe(false);
  // No error is none that is doubtful.
  expect(isDoubtful(undefined)).toBe(false);
});

test("a call that its signal ended is doubtful, whatever the reason is", async () => {
  const late = new DOMException("too late", "TimeoutError");
  for (const reason of [undefined, "enough", new Error("the driver went away"), late]) {
    const abort = new AbortController();
    const { base } = await serve(() => abort.abort(reason));
    const { commands } = kerbside({ base });
    const sent = commands.send("car", { type: "lock" }, { signal: abort.signal });
    expect(isDoubtful(await rejection(sent))).toBe(true);
  }
});

test("a read that is not answered in time is a connection that was lost", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  // A minute passes when nothing was answered, or, to the second one, a part of the body.
  const { base, asked } = await serve((response, _, count) => {
    const pass = () => vi.advanceTimersByTime(60_000);
    if (count === 2) response.writeHead(200, { "Content-Length": "1000" }).write("{", pass);
    else pass();
  });
  const service = kerbside({ base });
  const { signal } = new AbortController();
  for (const options of [undefined, { signal }]) {
    const error = await rejection(service.status.get("car", options));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ cause: { name: "TimeoutError" } });
  }
  expect(await rejection(service.vehicles.list().pages().next())).toBeInstanceOf(ConnectionError);
  expect(await rejection(service.session())).toBeInstanceOf(ConnectionError);
  expect(await rejection(service.events.ticket())).toBeInstanceOf(ConnectionError);
  expect(asked).toHaveLength(5);
});

/** A call that is never answered, but for its signal, and the times that timers were set to. */
function hanging(timeoutSeconds?: number) {
  const timers = vi.spyOn(globalThis, "setTimeout");
  const ended = vi.spyOn(globalThis, "clearTimeout");
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const service = kerbside({
    base: "https://kerbside.example.com",
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    fetch: (_, init) =>
      new Promise((_, reject) => {
        const { signal } = init ?? {};
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  });
  const times = () => timers.mock.calls.map(([, time]) => time);
  const isEnded = () =>
    timers.mock.results.every(({ value }) => ended.mock.calls.flat().includes(value));
  return { service, times, isEnded };
}

test("a read has a minute, another time, or no limit; what writes has none", async () => {
  const longest = 2 ** 31 - 1;
  for (const [given, times] of [
    [undefined, [60_000]],
    [5, [5000]],
    [0, []],
    [Number.POSITIVE_INFINITY, [longest]],
  ] as const) {
    const it = hanging(given);
    const abort = new AbortController();
    const { signal } = abort;
    const read = rejection(it.service.user.get({ signal }));
    const sent = rejection(it.service.commands.send("car", { type: "lock" }, { signal }));
    const out = rejection(it.service.logout(undefined, { signal }));
    expect(it.times()).toEqual(times);
    abort.abort("enough");
    expect(await Promise.all([read, sent, out])).toEqual(["enough", "enough", "enough"]);
    expect(it.isEnded()).toBe(true);
    vi.restoreAllMocks();
  }
  for (const timeoutSeconds of [-1, Number.NaN])
    expect(() => kerbside({ base: "https://kerbside.example.com", timeoutSeconds })).toThrow(
      TypeError,
    );
});

test("a call leaves no timer behind, and no listener at its signal", async () => {
  const { base } = await serve((response) => send(response, 200, { energies: [] }));
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  const timers = vi.spyOn(globalThis, "setTimeout");
  const ended = vi.spyOn(globalThis, "clearTimeout");
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  await kerbside({ base, timeoutSeconds: 31 }).status.get("car", { signal });
  const listeners = added.mock.calls.map(([, listener]) => listener);
  expect(listeners).toHaveLength(1);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(listeners);
  const timer = timers.mock.calls.findIndex(([, time]) => time === 31_000);
  expect(ended).toHaveBeenCalledWith(timers.mock.results[timer]?.value);
});
