// The service worker: it has the app open without a network. It answers for the files of this build
// and the addresses of the app's own screens, and for nothing else. A new build has a cache of its own
// and waits until no page of the one before is open, so that no page has files of two.

import { fileFor, isOfOther, isScreen, PAGE, wantedFrom } from "./decision";

declare const self: ServiceWorkerGlobalScope;
// All are put in by the build.
declare const __FILES__: readonly string[];
declare const __LATER__: readonly string[];
declare const __VERSION__: string;

const FILES = __FILES__;
const KNOWN: ReadonlySet<string> = new Set(FILES);
/** Large parts that are kept once they were used: languages, maps, charts. */
const LATER: ReadonlySet<string> = new Set(__LATER__);
const NAME = `app-${__VERSION__}`;
/** What a page says. */
interface Message {
  kind?: string;
  /** The addresses of files that it has loaded. */
  used?: readonly string[];
  /** The Unix time in milliseconds until which it waits. */
  until?: number;
}

/** Milliseconds after which the page is asked for anew, since its policy may be another. */
const DAY = 86_400_000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFirst());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOthers(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const path = fileFor(event.request, self.location.origin, KNOWN);
  if (path !== undefined) event.respondWith(answer(path, event));
});

self.addEventListener("message", (event) => {
  const { kind, used, until } = event.data as Message;
  if (kind === "used" && Array.isArray(used)) event.waitUntil(opened(used));
  if (kind === "take over") event.waitUntil(takeOver(until, event.ports[0]));
  if (kind === "renew page") event.waitUntil(renewPage());
});

self.addEventListener("notificationclick", (event) => {
  const { path = PAGE } = (event.notification.data ?? {}) as { path?: string };
  event.notification.close();
  event.waitUntil(goTo(path));
});

async function opened(used: readonly string[]) {
  await keepUsed(used);
  const kept = await (await caches.open(NAME)).match(PAGE);
  const sentAt = Date.parse(kept?.headers.get("date") ?? "");
  // The clock may have been set back.
  if (Math.abs(Date.now() - sentAt) > DAY) await renewPage();
}

// The page is sent with what it may load, which is the owner's to change: they may have set another
// server of map tiles, or withdrawn it. A page of another build is left to the worker of that build.
async function renewPage() {
  const cache = await caches.open(NAME);
  const [kept, served] = await Promise.all([
    cache.match(PAGE),
    fetch(request(PAGE)).catch(() => undefined),
  ]);
  if (!kept || !served?.ok) return;
  if ((await kept.text()) === (await served.clone().text())) await cache.put(PAGE, served);
}

// A notification leads to what it is about: in a page of the app that is open, or in a new one.
async function goTo(path: string) {
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find(({ url }) => isScreen(new URL(url).pathname));
  const there = await page?.navigate(path).catch(() => null);
  if (there) await there.focus();
  else await self.clients.openWindow(path);
}

async function keepFirst() {
  const wanted = wantedFrom(FILES, LATER, await keptEarlier(), self.navigator.languages);
  await keep(wanted);
  // While a deployment is gradual, this worker and the page may come from two versions of the service.
  // Kept together they would never open: the browser tries again later.
  const page = await (await caches.open(NAME)).match(PAGE);
  if (page && !isOfOther(await page.text(), KNOWN)) return;
  await caches.delete(NAME);
  throw new Error("the page is of another build");
}

// What a page loaded before there was a worker.
async function keepUsed(used: readonly string[]) {
  const cache = await caches.open(NAME);
  const paths = used
    .filter((url) => new URL(url).origin === self.location.origin)
    .map((url) => new URL(url).pathname)
    .filter((path) => LATER.has(path));
  const found = await Promise.all(paths.map((path) => cache.match(path)));
  await keep(paths.filter((_, index) => !found[index]));
}

// A page asks for it when it opens, and waits for it a while. Another one that is open has files of the build
// before: then the page is told to begin.
async function takeOver(until = Number.POSITIVE_INFINITY, page?: MessagePort) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length <= 1 && Date.now() < until) await self.skipWaiting();
  else page?.postMessage("begin");
}

async function keep(paths: readonly string[]) {
  const cache = await caches.open(NAME);
  await cache.addAll(paths.map(request));
}

// Without the session's cookie, which no file needs. What has no hash in its name is asked for past the
// browser's own cache, which may have a page that names files of another build.
const request = (path: string) =>
  new Request(path, {
    credentials: "omit",
    cache: path.startsWith("/assets/") ? "default" : "no-cache",
  });

async function keptEarlier(): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await others()) {
    const requests = await (await caches.open(name)).keys();
    paths.push(...requests.map(({ url }) => new URL(url).pathname));
  }
  return paths;
}

async function dropOthers() {
  await Promise.all((await others()).map((name) => caches.delete(name)));
}

const others = async () => (await caches.keys()).filter((name) => name !== NAME);

async function answer(path: string, event: FetchEvent): Promise<Response> {
  // Where the device's storage fails, the app opens from the network.
  const cache = await caches.open(NAME).catch(() => undefined);
  const kept = await cache?.match(path).catch(() => undefined);
  if (kept) return kept;
  const response = await fetch(event.request);
  // On a full device nothing more can be kept, and the page has its file all the same.
  if (cache && LATER.has(path) && response.ok) {
    event.waitUntil(cache.put(path, response.clone()).catch(() => {}));
  }
  return response;
}
