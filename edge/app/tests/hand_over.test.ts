// A newer build that waits takes over as a page opens, and not while something is under way there.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handOver } from "../src/service/worker";

type Told = { kind: string; until: number };

let hear: Map<string, () => void>;
let told: Told[];
/** Has the page begin, as the build that waits says so. */
let refuse: () => void;
let isBegun: boolean;
/** What the driver is writing. */
let writing: object | null;
const reload = vi.fn();
const waiting = {
  postMessage: (message: Told, [port]: MessagePort[]) => {
    told.push(message);
    refuse = () => port?.postMessage("begin");
  },
};

/** A page that opens, by a build that has it in hand, beside another that may wait. */
function open(getRegistration: () => Promise<object | undefined>, controller: object | null = {}) {
  const addEventListener = (kind: string, listener: () => void) => hear.set(kind, listener);
  vi.stubGlobal("navigator", {
    serviceWorker: { controller, getRegistration, addEventListener },
  });
  vi.stubGlobal("document", { addEventListener, querySelector: () => writing });
  vi.stubGlobal("location", { reload });
  handOver().then(() => {
    isBegun = true;
  });
  return vi.advanceTimersByTimeAsync(0);
}

/** Such a page, once it has asked a build that waits. */
async function ask() {
  await open(async () => ({ waiting }));
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(told).toEqual([{ kind: "take over", until: Date.now() + 1_700 }]);
}

beforeEach(() => {
  vi.useFakeTimers();
  [hear, told, isBegun, writing] = [new Map(), [], false, null];
  reload.mockClear();
});

afterEach(() => vi.useRealTimers());

test.each([
  ["no build has the page in hand", () => open(async () => ({ waiting }), null)],
  ["no build waits", () => open(async () => ({ waiting: null }))],
  ["the browser does not tell", () => open(() => Promise.reject(new DOMException("damaged")))],
])("where %s the page begins at once", async (_, opened) => {
  await opened();
  expect([isBegun, told]).toEqual([true, []]);
});

test("a page that a newer build takes over is loaded anew before it has begun", async () => {
  await ask();
  await vi.advanceTimersByTimeAsync(1_600);
  hear.get("controllerchange")?.();
  expect(reload).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isBegun).toBe(false);
});

test("a page begins as soon as the build that waits leaves it to itself", async () => {
  await ask();
  expect(isBegun).toBe(false);
  refuse();
  await vi.waitFor(() => expect(isBegun).toBe(true));
});

test.each([
  ["does not answer", async () => ({ waiting })],
  ["is not found", () => new Promise<undefined>(() => {})],
])("a page begins after two seconds where the build that waits %s", async (_, found) => {
  await open(found);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(isBegun).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isBegun).toBe(true);
});

test("a page that has begun is loaded anew no sooner than the driver looks at something else and writes nothing", async () => {
  await open(async () => ({ waiting }));
  await vi.advanceTimersByTimeAsync(2_000);
  hear.get("controllerchange")?.();
  expect(reload).not.toHaveBeenCalled();
  writing = {};
  hear.get("visibilitychange")?.();
  expect(reload).not.toHaveBeenCalled();
  writing = null;
  hear.get("visibilitychange")?.();
  expect(reload).toHaveBeenCalledOnce();
});
