// What is left on the device of an account that is logged out of: here, in another tab, or while no page
// was open.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** The login of a slot: "b" after "a". */
const login = (slot: string) => ({
  slot,
  brand: "peugeot",
  brandName: "Peugeot",
  since: slot.charCodeAt(0),
});
const posted: unknown[] = [];
let channel: Channel | undefined;
let slots: string[] = [];
/** The slots that it cannot ask. */
let unavailable: string[] = [];

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
      const accounts = slots.map(login);
      const unasked = unavailable.map((slot) => ({ slot }));
      return answer({ accounts, lost: [], brands: [], unavailable: unasked });
    }
    if (pathname === "/auth/logout") return new Response(null, { status: 204 });
    throw new TypeError("there is no network here");
  });
  localStorage.setItem("kerbside.keep", "true");
  posted.length = 0;
  slots = ["a", "b"];
  unavailable = [];
});

afterEach(() => vi.useRealTimers());

/** A page that was opened, with something kept of each account. */
async function opened() {
  const { preferences, prefer } = await import("../src/service/preferences");
  if (!preferences.keep.value) prefer("keep", true);
  const { kept } = await import("../src/service/kept");
  const { forget } = await import("../src/service/answers");
  const session = await import("../src/service/session");
  session.onGone(forget);
  const accounts = ["a", "b"].map(login);
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
  const { kept, session } = await opened();
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual([undefined, "of b"]);
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["b"]);
  const { notices } = await import("../src/service/notices");
  expect(notices.value).toEqual([]);
});

test("an account that the service cannot ask when the page opens is shown and kept as before", async () => {
  slots = [];
  unavailable = ["a"];
  const { kept, session } = await opened();
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["a"]);
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual(["of a", undefined]);
  expect(kept.read("session")).toMatchObject({ accounts: [{ slot: "a" }] });
  expect(session.sessionProblem.value).toBeUndefined();
});

test("where nothing is kept of such an account, the page says that one cannot be asked", async () => {
  localStorage.setItem("kerbside.keep", "false");
  slots = ["b"];
  unavailable = ["a"];
  const session = await import("../src/service/session");
  await session.startSession();
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["b"]);
  expect(session.sessionProblem.value).toMatchObject({ code: "login-unavailable" });
  unavailable = [];
  slots = ["a", "b"];
  await session.look();
  expect(session.sessionProblem.value).toBeUndefined();
});

test("what was kept outlasts a service in trouble that then cannot ask an account", async () => {
  const { kept } = await opened();
  const { fetch } = globalThis;
  vi.resetModules();
  vi.stubGlobal("fetch", async () => answer({ code: "internal", title: "", status: 500 }, 500));
  const next = await import("../src/service/session");
  await next.startSession();
  expect(next.sessionProblem.value).toMatchObject({ code: "internal" });
  vi.stubGlobal("fetch", fetch);
  slots = [];
  unavailable = ["a", "b"];
  await next.look();
  expect(next.accounts.value.map(({ slot }) => slot)).toEqual(["a", "b"]);
  expect(kept.read("a/status/1")).toBe("of a");
});

test("where no answer comes, what is kept is shown after three seconds", async () => {
  // What has to be loaded first comes by the true clock.
  await Promise.all([import("../src/service/session"), import("../src/service/answers")]);
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
  const accounts = ["a", "b", "c"].map(login);
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

test("of two logins of one brand that were kept, the end of the earlier one is told", async () => {
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("there is no network here");
  });
  const { session } = await opened();
  expect(session.accounts.value.map(({ slot }) => slot)).toEqual(["a", "b"]);
  slots = ["b"];
  const refused = {
    type: "/problems/not-logged-in",
    code: "not-logged-in",
    title: "",
    status: 401,
  };
  vi.stubGlobal("fetch", async (input: string | URL) =>
    String(input).endsWith("/user") ? answer(refused, 401) : fetch(input),
  );
  await session.look();
  const { notices } = await import("../src/service/notices");
  expect(notices.value).toMatchObject([{ kind: "login-ended", brandName: "Peugeot" }]);
});

test("nobody logged in, nothing kept", async () => {
  slots = [];
  const { kept } = await opened();
  expect(kept.measure().count).toBe(0);
});
