// What is left on the device of an account that is logged out of: here, in another tab, or while no page
// was open.

import { beforeEach, expect, test, vi } from "vitest";

const PERSON = { brand: "peugeot", brandName: "Peugeot", since: 1 };
const posted: unknown[] = [];
let channel: Channel | undefined;
let slots: string[] = [];

class Channel {
  onmessage?: (event: { data: unknown }) => void;
  constructor() {
    channel = this;
  }
  postMessage(message: unknown) {
    posted.push(message);
  }
}

const answer = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });

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
    throw new TypeError("there is no network here");
  });
  localStorage.setItem("kerbside.keep", "true");
  posted.length = 0;
  slots = ["a", "b"];
});

/** A page that was opened, with something kept of each account. */
async function opened() {
  const { preferences, prefer } = await import("../src/service/preferences");
  if (!preferences.keep.value) prefer("keep", true);
  const { kept } = await import("../src/service/kept");
  const { forget } = await import("../src/service/answers");
  const session = await import("../src/service/session");
  session.onGone(({ slot }) => forget(slot));
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
  const { kept } = await opened();
  expect([kept.read("a/status/1"), kept.read("b/status/2")]).toEqual([undefined, "of b"]);
});

test("nobody logged in, nothing kept", async () => {
  slots = [];
  const { kept } = await opened();
  expect(kept.measure().count).toBe(0);
});
