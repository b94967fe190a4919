// What becomes of a page at an address that the service has left.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

const PATH = "/cars/9f3c/trips?from=1#top";
const accounts = [{ slot: "a", brand: "ds", brandName: "DS", since: 1 }];
const answer = (body: unknown) => new Response(JSON.stringify(body));

const [unregister, remove, replace] = [vi.fn(), vi.fn(), vi.fn()];

/** A page of the app at the old address, of a build for production or development. */
async function opened(isBuilt = true) {
  vi.stubEnv("PROD", isBuilt);
  const { newOrigin, moveTo } = await import("../src/service/moved");
  const session = await import("../src/service/session");
  const { kept } = await import("../src/service/kept");
  const { answered } = await import("../src/service/answers");
  const { prefer } = await import("../src/service/preferences");
  prefer("keep", true);
  const loginAt = async (origin: string) => {
    const brands = [{ brand: "ds", name: "DS", loginUrl: `${origin}/auth/login?brand=ds` }];
    vi.stubGlobal("fetch", async () => answer({ accounts, lost: [], brands }));
    await session.look();
  };
  return { ...session, newOrigin, moveTo, kept, answered, loginAt };
}

beforeEach(() => {
  vi.resetModules();
  const { href, origin, pathname, search, hash } = new URL(`https://old.test${PATH}`);
  vi.stubGlobal("location", { href, origin, pathname, search, hash, replace });
  vi.stubGlobal("navigator", {
    languages: ["en"],
    serviceWorker: { getRegistrations: async () => [{ unregister }] },
  });
  vi.stubGlobal("caches", { keys: async () => ["app-1"], delete: remove });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});

test("the new address is where drivers log in, if that is another", async () => {
  const { newOrigin, loginAt } = await opened();
  expect(newOrigin.value).toBeUndefined();
  await loginAt("https://new.test");
  expect(newOrigin.value).toBe("https://new.test");
  await loginAt("https://old.test:8443");
  expect(newOrigin.value).toBe("https://old.test:8443");
  await loginAt("https://old.test");
  expect(newOrigin.value).toBeUndefined();
});

test("a development server has an address of its own", async () => {
  const { newOrigin, loginAt } = await opened(false);
  await loginAt("https://new.test");
  expect(newOrigin.value).toBeUndefined();
});

test("nothing is removed and nobody is led away before the driver presses", async () => {
  const { accounts: shown, isSessionKnown, kept, loginAt } = await opened();
  await loginAt("https://new.test");
  expect([shown.value, isSessionKnown.value]).toEqual([accounts, true]);
  expect(kept.read("session")).toMatchObject({ accounts });
  for (const call of [unregister, remove, replace]) expect(call).not.toHaveBeenCalled();
});

test("a press leads to the same place there, and nothing stays that would open the app here", async () => {
  const { moveTo, kept, answered, loginAt } = await opened();
  await loginAt("https://new.test");
  let finish = (_: string) => {};
  const late = answered({
    slot: "a",
    key: "late",
    read: () => new Promise<string>((resolve) => (finish = resolve)),
  });
  const asking = late.reload();
  await moveTo("https://new.test");
  expect(unregister).toHaveBeenCalledOnce();
  expect(remove).toHaveBeenCalledWith("app-1");
  expect(replace).toHaveBeenCalledWith(`https://new.test${PATH}`);
  // What comes while the browser leaves is not kept again.
  finish("now");
  await asking;
  expect(late.value.value).toBe("now");
  expect(kept.measure().count).toBe(0);
});

test("a browser that forbids the page its storage goes there all the same", async () => {
  vi.stubGlobal("caches", undefined);
  const { moveTo } = await opened();
  await moveTo("https://new.test");
  expect(replace).toHaveBeenCalledOnce();
});
