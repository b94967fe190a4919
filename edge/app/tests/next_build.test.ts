// What the service worker keeps and drops as the app goes from one build to the next.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

const ORIGIN = "https://app.test";

/** What the device keeps: of each cache its files, by their paths. */
let kept: Map<string, Map<string, string>>;
/** The files that the service has now. */
let served: Map<string, string>;
const claim = vi.fn(async () => {});
const skipWaiting = vi.fn(async () => {});

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  kept = new Map();
  served = new Map();
});
afterEach(() => vi.unstubAllGlobals());

const pageOf = (...files: string[]) => files.map((path) => `<script src="${path}">`).join("\n");

const pathOf = (asked: Request | string) =>
  new URL(typeof asked === "string" ? asked : asked.url, ORIGIN).pathname;

/** A cache of the device, whose files all come or none. */
function open(name: string) {
  const files = kept.get(name) ?? new Map<string, string>();
  kept.set(name, files);
  return {
    keys: async () => [...files.keys()].map((path) => ({ url: ORIGIN + path })),
    match: async (asked: Request | string) => {
      const text = files.get(pathOf(asked));
      return text === undefined ? undefined : new Response(text);
    },
    addAll: async (requests: Request[]) => {
      const added = requests.map((request) => {
        const path = pathOf(request);
        const text = served.get(path);
        if (text === undefined) throw new TypeError(`there is no ${path}`);
        return [path, text] as const;
      });
      for (const [path, text] of added) files.set(path, text);
    },
  };
}

/** The service worker of a build; what it gives resolves once the worker has done what an event is for. */
async function workerOf(version: string, files: readonly string[], later: readonly string[] = []) {
  const listeners = new Map<string, (event: unknown) => void>();
  vi.stubGlobal("__FILES__", files);
  vi.stubGlobal("__LATER__", later);
  vi.stubGlobal("__VERSION__", version);
  vi.stubGlobal("self", {
    location: { origin: ORIGIN },
    navigator: { languages: ["fr-CA", "en"] },
    clients: { matchAll: async () => [], claim },
    skipWaiting,
    addEventListener: (kind: string, listener: (event: unknown) => void) =>
      listeners.set(kind, listener),
  });
  vi.stubGlobal("caches", {
    open: async (name: string) => open(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  });
  const Request = globalThis.Request;
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(path: string, init?: RequestInit) {
        super(new URL(path, ORIGIN), init);
      }
    },
  );
  // Its types are those of a worker, and not of a page.
  await import("../sw/sw" as string);
  return async (kind: string, event: object = {}) => {
    const awaited: Promise<unknown>[] = [];
    listeners.get(kind)?.({ ...event, waitUntil: (work: Promise<unknown>) => awaited.push(work) });
    expect(awaited).not.toEqual([]);
    await Promise.all(awaited);
  };
}

/** The build before, of which this device has used the map. */
function keepEarlier() {
  const earlier = ["/assets/index-00000000.js", "/assets/map-00000000.js"];
  kept.set(
    "app-0",
    new Map([["/", pageOf(earlier[0] ?? "")], ...earlier.map((path) => [path, ""] as const)]),
  );
}

const START = "/assets/index-11111111.js";
const LATER = ["en", "fr", "chart", "map"].map((name) => `/assets/${name}-11111111.js`);
const FILES = ["/", START, ...LATER];

/** The service has this build, and a page that names these files. */
function serve(...named: string[]) {
  served = new Map(FILES.map((path) => [path, path === "/" ? pageOf(...named) : ""]));
}

test("the next build is kept beside the one before, with the large parts that this device uses", async () => {
  keepEarlier();
  serve(START);
  const happens = await workerOf("1", FILES, LATER);
  await happens("install");
  expect([...kept.keys()]).toEqual(["app-0", "app-1"]);
  expect(kept.get("app-0")?.size).toBe(3);
  const wanted = ["/", START, "/assets/fr-11111111.js", "/assets/map-11111111.js"];
  expect([...(kept.get("app-1")?.keys() ?? [])].sort()).toEqual(wanted.sort());
  expect(skipWaiting).not.toHaveBeenCalled();
});

test("with the page of another build nothing is kept, and what there is stays", async () => {
  keepEarlier();
  serve("/assets/index-22222222.js");
  const happens = await workerOf("1", FILES, LATER);
  await expect(happens("install")).rejects.toThrow("the page is of another build");
  expect([...kept.keys()]).toEqual(["app-0"]);
  expect(kept.get("app-0")?.size).toBe(3);
});

test("what other builds have kept goes once this one is in charge", async () => {
  keepEarlier();
  kept.set("app-00", new Map());
  serve(START);
  const happens = await workerOf("1", FILES, LATER);
  await happens("install");
  await happens("activate");
  expect([...kept.keys()]).toEqual(["app-1"]);
  expect(kept.get("app-1")?.get("/")).toBe(pageOf(START));
  expect(claim).toHaveBeenCalledOnce();
});
