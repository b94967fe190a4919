// The service worker: it has the app open without a network. It answers for the files of this build
// and the addresses of the app's own screens, and for nothing else: a login, an answer of the service
// or a notification never comes from here.

declare const self: ServiceWorkerGlobalScope;
// Both are put in by the build.
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const FILES = __FILES__;
const NAME = `app-${__VERSION__}`;
// The addresses that the edge answers with the page, too.
const SCREENS = /^\/(?:settings|cars\/.+)?$/;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (SCREENS.test(pathname)) event.respondWith(answer("/", request));
  } else if (pathname !== "/" && FILES.includes(pathname)) {
    event.respondWith(answer(pathname, request));
  }
});

// Without the session's cookie, which no file needs, and past the browser's own cache, which may have
// a page that names files of another build.
async function keepFiles() {
  const cache = await caches.open(NAME);
  await cache.addAll(
    FILES.map((path) => new Request(path, { credentials: "omit", cache: "no-cache" })),
  );
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
}

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) ?? fetch(request);
}

// A module: its names are its own.
export {};
