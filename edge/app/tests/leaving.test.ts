// What is left on the device of an account that is logged out of: here, in another tab, or while no page
// was open.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

const PERSON = { brand: "peugeot", brandName: "Peugeot", since: 1 };
const posted: unknown[] = [];
let channel: Channel | undefined;
let slots: string[] = [];
/** The status with which the service answers of a slot that it does not list; without one, none comes. */
let refusals: Record<string, number> = {};

class Channel {
  onmessage?: (event: { data: unknown }) => void;
  constructor() {
    channel = this;
  }
  postMessage(message: unknown) {
    posted.push(message);
  }
}

const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" },
  });

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("BroadcastChannel", Channel);
  vi.stubGlobal("fetch", async (input: string | URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (pathname === "/auth/session") {
      const accounts = slots.map((slot) => ({ ...PERSON, slot }));
      return answer({ accounts, lost: [], brands: [] });
    }
    if (pathname === "/auth/logout") return new Response(null, { status: 204 });
    const [, slot = ""] = /accounts\/([^/]+)\/user$/.exec(pathname) ?? [];
    const status = refusals[slot];
    if (status !== undefined) return answer({ code: "any", title: "", status }, status);
    throw new TypeError("there is no network here");
  });
  localStorage.setItem("kerbside.keep", "true");
  posted.length = 0;
  slots = ["a", "b"];
  refusals = {};
});

afterEach(() => vi.useRealTimers());

/** A page that was opened, with something kept of each account. */
async function opened() {
  const { preferences, prefer } = await import("../src/service/preferences");
  if (!preferences.keep.value) prefer("keep", true);
  const { kept } = await import("../src/service/kept");
  const { forget } = await import("../src/service/answers");
  const session = await import("../src/service/session");
  session.onGone(({ slot }) => forget(slot));
  const accounts = ["a", "b"].map((slot) => ({ ...PERSON, slot }));
  kept.write("session", { accounts, brands: [] });
  kept.write("a/status/1", "of a");
  kept.write("b/status/2", "of b");
  await session.startSession();
  return { kept, session };
}

test("a logout wipes what is kept of that account, and tells the other tabs", async () => {
  const { kept, session } = await opened();
  slots = ["b"];
  await session.logOut("a");
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual([undefined, "of b"]);
  expect(posted).toEqual([["a"]]);
});

test("a tab that hears of it wipes at once, without asking the service", async () => {
  const { kept, session } = await opened();
  channel?.onmessage?.({ data: ["a", "b"] });
  expect(session.accounts.value).toEqual([]);
  expect(kept.measure().count).toBe(0);
});

test("what is kept of somebody who logged out while no page was open is wiped", async () => {
  slots = ["b"];
  refusals = { a: 401 };
  const { kept, session } = await opened();
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual([undefined, "of b"]);
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["b"]);
  const { notices } = await import("../src/service/notices");
  expect(notices.value).toEqual([]);
});

test("an account that the service cannot ask when the page opens is shown and kept as before", async () => {
  slots = [];
  refusals = { a: 503, b: 401 };
  const { kept, session } = await opened();
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["a"]);
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual(["of a", undefined]);
  expect(kept.read("session")).toMatchObject({ accounts: [{ slot: "a" }] });
});

test("where no answer comes, what is kept is shown after three seconds", async () => {
  vi.useFakeTimers();
  let say = (_: Response) => {};
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (say = resolve)));
  const opening = opened();
  await vi.advanceTimersByTimeAsync(2_900);
  const session = await import("../src/service/session");
  expect([session.isSessionKnown.value, session.accounts.value]).toEqual([false, []]);
  await vi.advanceTimersByTimeAsync(200);
  expect(session.isSessionKnown.value).toBe(true);
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["a", "b"]);
  expect(session.sessionProblem.value).toBeUndefined();
  const accounts = ["a", "b", "c"].map((slot) => ({ ...PERSON, slot }));
  say(answer({ accounts, lost: [], brands: [] }));
  await opening;
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["a", "b", "c"]);
});

test("where no answer comes and nothing is kept, nothing is said to be known", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => new Promise<Response>(() => {}));
  const session = await import("../src/service/session");
  const { kept } = await import("../src/service/kept");
  kept.wipe();
  session.startSession();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(session.isSessionKnown.value).toBe(false);
});

test("nobody logged in, nothing kept", async () => {
  slots = [];
  refusals = { a: 401, b: 401 };
  const { kept } = await opened();
  expect(kept.measure().count).toBe(0);
});
