// What becomes of a page at an address that the service has left.

import { afterEach, expect, test, vi } from "vitest";
import { movedTo } from "../src/service/moved";

const at = (origin: string) => [{ loginUrl: `${origin}/auth/login?brand=peugeot` }];

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a page is led to the same place where drivers log in", () => {
  const here = "https://old.test/cars/9f3c/trips?from=1#top";
  expect(movedTo(here, at("https://new.test"))).toBe("https://new.test/cars/9f3c/trips?from=1#top");
  expect(movedTo(here, at("https://old.test:8443"))).toMatch(/^https:\/\/old\.test:8443\/cars/);
  expect(movedTo(here, at("https://old.test"))).toBeUndefined();
  expect(movedTo(here, [])).toBeUndefined();
});

test("nothing stays on the device that would open the app there", async () => {
  vi.stubEnv("PROD", true);
  const brands = at("https://new.test").map((offer) => ({ ...offer, brand: "ds", name: "DS" }));
  const accounts = [{ slot: "a", brand: "ds", brandName: "DS", since: 1 }];
  const json = { headers: { "content-type": "application/json" } };
  vi.stubGlobal(
    "fetch",
    async () => new Response(JSON.stringify({ accounts, lost: [], brands }), json),
  );
  const [unregister, remove, replace] = [vi.fn(), vi.fn(), vi.fn()];
  vi.stubGlobal("navigator", { serviceWorker: { getRegistrations: async () => [{ unregister }] } });
  vi.stubGlobal("caches", { keys: async () => ["app-1"], delete: remove });
  vi.stubGlobal("location", { ...location, replace });
  localStorage.setItem("kerbside.kept.session", "{}");
  const { accounts: shown, isSessionKnown, startSession } = await import("../src/service/session");
  startSession();
  await vi.waitFor(() => expect(replace).toHaveBeenCalledWith("https://new.test/"));
  expect(unregister).toHaveBeenCalledOnce();
  expect(remove).toHaveBeenCalledWith("app-1");
  expect(localStorage.getItem("kerbside.kept.session")).toBeNull();
  expect([shown.value, isSessionKnown.value]).toEqual([[], false]);
});
