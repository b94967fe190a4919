import { expect, test, vi } from "vitest";
import { fileFor, isOfOther, stemOf, wantedFrom } from "../sw/decision";
import { ORIGIN, working } from "./working";

const FILES = new Set(["/", "/assets/index-AbCd1234.js", "/icon.svg", "/manifest.webmanifest"]);

const goTo = (path: string) =>
  fileFor({ method: "GET", mode: "navigate", url: ORIGIN + path }, ORIGIN, FILES);
const load = (url: string, method = "GET") =>
  fileFor({ method, mode: "cors", url: new URL(url, ORIGIN).href }, ORIGIN, FILES);

test.each([
  "/",
  "/?login_error=denied",
  "/settings",
  "/cars/9f3c",
  "/cars/9f3c/map",
  "/cars/9f3c/trips/77d0",
])("the page answers at %s", (path) => {
  expect(goTo(path)).toBe("/");
});

test.each([
  "/auth/login?brand=peugeot",
  "/auth/callback?code=1&state=2",
  "/auth/session",
  "/api/v1/app",
  "/api/v1/user",
  "/hooks/v1/any",
  "/docs/",
  "/openapi.json",
  "/style.css",
  "/problems/no-data-yet",
  "/cars/",
  "/cars/9f3c/elsewhere",
  "/cars/9f3c/map/7",
  "/cars/9f3c/trips/77d0/more",
  "/settings/",
  "/healthz",
])("nothing is answered at %s", (path) => {
  expect(goTo(path)).toBeUndefined();
  expect(load(path)).toBeUndefined();
});

test("a file of the build is answered, and none of another", () => {
  expect(load("/assets/index-AbCd1234.js")).toBe("/assets/index-AbCd1234.js");
  expect(load("/icon.svg")).toBe("/icon.svg");
  expect(load("/assets/index-Zz991234.js")).toBeUndefined();
  // The page is answered to whoever goes there, and not to a script.
  expect(load("/")).toBeUndefined();
});

test("a page that names a file of another build is not kept with this one", () => {
  const page = (...names: string[]) =>
    names.map((name) => `<script type="module" src="/assets/${name}"></script>`).join("\n");
  expect(isOfOther(page("index-AbCd1234.js"), FILES)).toBe(false);
  expect(isOfOther(page("index-AbCd1234.js", "i18n-Zz991234.js"), FILES)).toBe(true);
});

test("another origin and another method are left alone", () => {
  expect(load("https://tile.test/icon.svg")).toBeUndefined();
  expect(load("http://app.test/icon.svg")).toBeUndefined();
  expect(load("/icon.svg", "POST")).toBeUndefined();
  expect(load("/icon.svg", "HEAD")).toBeUndefined();
});

test("a stem is the same in every build", () => {
  expect(stemOf("/assets/fr-DVyj4_35.js")).toBe("/assets/fr.js");
  expect(stemOf("/assets/index-qa-lhPBs.css")).toBe("/assets/index.css");
  expect(stemOf("/icon-192.png")).toBe("/icon-192.png");
});

test("large parts are kept from the first where this device uses them", () => {
  const files = [
    "/",
    "/assets/en-11111111.js",
    "/assets/fr-11111111.js",
    "/assets/map-11111111.js",
  ];
  const later = new Set(files.slice(1));
  const wanted = (earlier: string[], languages: string[]) =>
    wantedFrom(files, later, earlier, languages);
  expect(wanted([], ["fr-CA", "en"])).toEqual(["/", "/assets/fr-11111111.js"]);
  expect(wanted([], ["nl"])).toEqual(["/", "/assets/en-11111111.js"]);
  expect(wanted(["/assets/map-00000000.js"], ["fr"])).toEqual([
    "/",
    "/assets/fr-11111111.js",
    "/assets/map-11111111.js",
  ]);
});

const FILE = "/assets/fr-11111111.js";
const BUILD = { files: [FILE], later: [FILE] };
const put = vi.fn(() => Promise.reject(new DOMException("full", "QuotaExceededError")));
const fail = () => Promise.reject(new DOMException("damaged", "UnknownError"));

test.each([
  ["that is full", { open: async () => ({ match: async () => undefined, put }) }, 1],
  ["that cannot be read", { open: async () => ({ match: fail, put }) }, 1],
  ["that cannot be opened", { open: fail }, 0],
])("on a device with storage %s a file is answered all the same", async (_, caches, puts) => {
  put.mockClear();
  vi.stubGlobal("fetch", async () => new Response("texts"));
  const hand = await working(BUILD, caches);
  let answer: Promise<Response> | undefined;
  const awaited = hand("fetch", {
    request: { method: "GET", mode: "cors", url: ORIGIN + FILE },
    respondWith: (response: Promise<Response>) => {
      answer = response;
    },
  });
  expect(await (await answer)?.text()).toBe("texts");
  expect(put).toHaveBeenCalledTimes(puts);
  await Promise.all(awaited);
});

test.each([
  ["takes over from a page that is alone", 1, 2_000, true],
  ["takes over from a page of a build that did not say how long it waits", 1, undefined, true],
  ["leaves pages that are open side by side to themselves", 2, 2_000, false],
  ["leaves a page that no longer waits to itself", 1, 0, false],
])("a newer build %s", async (_, pages, patience, takesOver) => {
  const skipWaiting = vi.fn(async () => {});
  const clients = { matchAll: async () => Array(pages).fill({}) };
  const hand = await working(BUILD, {}, { clients, skipWaiting });
  const postMessage = vi.fn();
  const until = patience === undefined ? undefined : Date.now() + patience;
  await Promise.all(
    hand("message", { data: { kind: "take over", until }, ports: [{ postMessage }] }),
  );
  expect(skipWaiting).toHaveBeenCalledTimes(takesOver ? 1 : 0);
  expect(postMessage).toHaveBeenCalledTimes(takesOver ? 0 : 1);
});
