// What the parts that need no page expect of a browser.

import { vi } from "vitest";

const kept = new Map<string, string>();

vi.stubGlobal("navigator", { languages: ["en-IE"], onLine: true });
vi.stubGlobal("location", { origin: "https://app.test", href: "https://app.test/" });
vi.stubGlobal("addEventListener", () => {});
vi.stubGlobal("document", {
  hidden: false,
  visibilityState: "visible",
  documentElement: {},
  addEventListener: () => {},
});
vi.stubGlobal("localStorage", {
  get length() {
    return kept.size;
  },
  key: (index: number) => [...kept.keys()][index] ?? null,
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key),
});
// The tests call no service.
vi.stubGlobal("fetch", () => Promise.reject(new TypeError("there is no network here")));
vi.stubGlobal("BroadcastChannel", undefined);
