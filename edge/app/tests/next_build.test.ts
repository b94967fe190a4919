// What the service worker of the next build keeps and drops; when it takes over: worker.test.ts.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ORIGIN, working } from "./working";

/** What the device keeps: of each cache its files, by their paths. */
let kept: Map<string, Map<string, string>>;
/** The file that the page of the service names. */
let named: string;

const START = "/assets/index-11111111.js";
const LATER = ["chart", "en", "fr", "map"].map((name) => `/assets/${name}-11111111.js`);
const pageOf = (path: string) => `<script type="module" src="${path}"></script>`;

function open(name: string) {
  const files = kept.get(name) ?? new Map<string, string>();
  kept.set(name, files);
  return {
    keys: async () => [...files.keys()].map((path) => ({ url: ORIGIN + path })),
    match: async (path: string) => files.has(path) && new Response(files.get(path)),
    addAll: async (requests: Request[]) => {
      for (const { url } of requests) {
        const { pathname } = new URL(url);
        files.set(pathname, pathname === "/" ? pageOf(named) : "");
      }
    },
  };
}

const caches = {
  open: async (name: string) => open(name),
  keys: async () => [...kept.keys()],
  delete: async (name: string) => kept.delete(name),
};

/** The worker of the next build, in a browser whose user reads French. */
async function next(more: object = {}) {
  const build = { files: ["/", START, ...LATER], later: LATER };
  const navigator = { languages: ["fr-CA", "en"] };
  const hand = await working(build, caches, { navigator, ...more });
  return async (kind: string) => {
    const awaited = hand(kind);
    expect(awaited).not.toEqual([]);
    await Promise.all(awaited);
  };
}

beforeEach(() => {
  // The build before, of which this device has used the map.
  const earlier = [
    ["/", pageOf("/assets/index-00000000.js")],
    ["/assets/map-00000000.js", ""],
  ] as const;
  kept = new Map([["app-0", new Map(earlier)]]);
  named = START;
  // A worker's, which knows where it is.
  const Request = globalThis.Request;
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(path: string, init?: RequestInit) {
        super(new URL(path, ORIGIN), init);
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

test("the next build is kept beside the one before, with the large parts that this device uses", async () => {
  const happens = await next();
  await happens("install");
  expect([...kept.keys()]).toEqual(["app-0", "app-1"]);
  expect(kept.get("app-0")?.size).toBe(2);
  const wanted = ["/", START, "/assets/fr-11111111.js", "/assets/map-11111111.js"];
  expect([...(kept.get("app-1")?.keys() ?? [])].sort()).toEqual(wanted.sort());
});

test("with the page of another build nothing is kept, and what there is stays", async () => {
  named = "/assets/index-22222222.js";
  const happens = await next();
  await expect(happens("install")).rejects.toThrow("the page is of another build");
  expect([...kept.keys()]).toEqual(["app-0"]);
  expect(kept.get("app-0")?.size).toBe(2);
});

test("what other builds have kept goes once this one is in charge", async () => {
  kept.set("app-00", new Map());
  const claim = vi.fn(async () => {});
  const happens = await next({ clients: { claim } });
  await happens("install");
  await happens("activate");
  expect([...kept.keys()]).toEqual(["app-1"]);
  expect(kept.get("app-1")?.get("/")).toBe(pageOf(START));
  expect(claim).toHaveBeenCalledOnce();
});
