// A read that the service asks to repeat soon is repeated once; nothing else is.

import { kerbside, type ProblemError } from "kerbside";
import { beforeEach, expect, test, vi } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(globalThis, "setTimeout");
  return () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  };
});

/**
 * Comes back when the client waits so many seconds: the clock stands still until then. No timer of
 * `fetch` itself is set to the times that are used here.
 */
async function waits(seconds: number) {
  const isSet = () => vi.mocked(setTimeout).mock.calls.some(([, time]) => time === seconds * 1000);
  while (!isSet()) await new Promise(setImmediate);
}

test("a read is repeated once, after as long as it was told, on 429 and 503", async () => {
  for (const [status, code] of [
    [429, "too-many-requests"],
    [503, "relay-busy"],
  ] as const) {
    const { base, asked } = await serve((response, _, count) => {
      if (count === 1) send(response, status, problem(status, code, { retryAfter: 10 }));
      else send(response, 200, { energies: [] });
    });
    const answer = kerbside({ base }).status.get("car");
    await waits(10);
    vi.advanceTimersByTime(9999);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await answer).toEqual({ energies: [] });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    vi.mocked(setTimeout).mockClear();
  }
});

test("it is repeated once only", async () => {
  const busy = problem(503, "relay-busy", { retryAfter: 7 });
  const { base, asked } = await serve((response) => send(response, 503, busy));
  const failed = rejection(kerbside({ base }).status.get("car"));
  await waits(7);
  vi.advanceTimersByTime(7000);
  expect(await failed).toMatchObject({ code: "relay-busy", retryAfter: 7 });
  expect(asked).toHaveLength(2);
});

test("a page of a list is repeated as any read is", async () => {
  const { base, asked } = await serve((response, _, count) => {
    if (count === 2) send(response, 429, problem(429, "rate-limited", { retryAfter: 9 }));
    else send(response, 200, { items: [{ id: count }], ...(count === 1 && { next: "2" }) });
  });
  const list = kerbside({ base }).vehicles.list()[Symbol.asyncIterator]();
  await list.next();
  const second = list.next();
  await waits(9);
  vi.advanceTimersByTime(9000);
  expect((await second).value).toEqual({ id: 3 });
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/vehicles",
    "/api/v1/vehicles?cursor=2",
    "/api/v1/vehicles?cursor=2",
  ]);
});

test("an abort during the wait ends the call with the signal's reason, and the read is not repeated", async () => {
  const busy = problem(503, "relay-busy", { retryAfter: 7 });
  const { base, asked } = await serve((response) => send(response, 503, busy));
  const abort = new AbortController();
  const reason = new Error("the driver went away");
  const failed = rejection(kerbside({ base }).status.get("car", { signal: abort.signal }));
  await waits(7);
  abort.abort(reason);
  expect(await failed).toBe(reason);
  vi.advanceTimersByTime(7000);
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  expect(asked).toHaveLength(1);
});

test("where the answer has no time, the header has: in seconds, or as a date", async () => {
  const oauth = JSON.stringify({ error: "temporarily_unavailable", code: "too-many-requests" });
  const page = "<html>";
  const busy = JSON.stringify(problem(429, "too-many-requests", { retryAfter: 40 }));
  const inAMinute = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000).toUTCString();
  const answers: [string, string, number | undefined][] = [
    [oauth, "30", 30],
    [page, "30", 30],
    [busy, "30", 40],
    [oauth, "soon", undefined],
    [page, "Sun, 06 Nov 1994 08:49:37 GMT", undefined],
  ];
  for (const [body, time, retryAfter] of answers) {
    const { base } = await serve((response) =>
      response.writeHead(429, { "Retry-After": time }).end(body),
    );
    const error = await rejection(kerbside({ base }).status.get("car"));
    expect(error, `${body} ${time}`).toMatchObject({ status: 429, retryAfter });
  }
  for (const body of [oauth, page]) {
    const { base } = await serve((response) =>
      response.writeHead(503, { "Retry-After": inAMinute() }).end(body),
    );
    const { retryAfter } = (await rejection(kerbside({ base }).user.get())) as ProblemError;
    expect(retryAfter).toBeGreaterThan(55);
    expect(retryAfter).toBeLessThanOrEqual(61);
  }
});

test("a read that a gateway refuses for some seconds is repeated once", async () => {
  const { base, asked } = await serve((response, _, count) => {
    if (count === 1) response.writeHead(503, { "Retry-After": "7" }).end("<html>");
    else send(response, 200, { energies: [] });
  });
  const answer = kerbside({ base }).status.get("car");
  await waits(7);
  vi.advanceTimersByTime(7000);
  expect(await answer).toEqual({ energies: [] });
  expect(asked).toHaveLength(2);
});

test("nothing else is repeated", async () => {
  const times: [number, unknown][] = [
    [503, 10.5],
    [503, 11],
    [503, undefined],
    [503, "5"],
    [503, -1],
    [503, null],
    [429, 60],
    [500, 1],
    [502, 1],
    [504, 1],
    [401, 1],
  ];
  for (const [status, retryAfter] of times) {
    const told = problem(status, "some-problem", { retryAfter });
    const { base, asked } = await serve((response) => send(response, status, told));
    const error = await rejection(kerbside({ base }).status.get("car"));
    const given = typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter : undefined;
    expect(error).toMatchObject({ status, retryAfter: given });
    expect(asked, `${status} ${retryAfter}`).toHaveLength(1);
  }
});

test("nothing that writes is repeated", async () => {
  const busy = problem(503, "login-unavailable", { retryAfter: 1 });
  const { base, asked } = await serve((response) => send(response, 503, busy));
  const pending = {
    clientId: "app",
    redirectUri: "app:/callback",
    url: "",
    verifier: "v",
    state: "s",
  };
  const address = `app:/callback?state=s&code=c&iss=${encodeURIComponent(base)}`;
  for (const call of [
    () => kerbside({ base }).logout(),
    () => kerbside({ base, bearer: "secret" }).revoke("app"),
    () => kerbside({ base }).redeem(address, pending),
  ]) {
    expect(await rejection(call())).toMatchObject({ code: "login-unavailable" });
  }
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "POST /auth/logout",
    "POST /auth/revoke",
    "POST /auth/token",
  ]);
});
