// The service worker, from the page's side: a newer one takes over before the page begins, and a first one
// comes after everything that the first view needs.

/** Milliseconds for which a page that opens waits for a newer build to take over. */
const PATIENCE = 2_000;
/**
 * Milliseconds until that build is asked to. Asked at once, Chromium often leaves it waiting for ten seconds and
 * more, as the worker before it is still at work for the page.
 */
const QUIET = 300;

/** What the driver may be writing, and has not sent. */
const UNSENT = "dialog[open], [data-unsent]";

/**
 * Has a newer build that is ready take over, if this is the app's only page: then the page is loaded anew, of
 * one build. It resolves where the page is to begin as it is, and that build waits until the app is closed.
 */
export async function handOver(): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers?.controller) return;
  let isBegun = false;
  await new Promise<unknown>((begin) => {
    const timer = setTimeout(begin, PATIENCE);
    const until = Date.now() + PATIENCE;
    const ask = (waiting: ServiceWorker) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = begin;
      waiting.postMessage({ kind: "take over", until }, [port2]);
    };
    const renew = () => {
      clearTimeout(timer);
      // Once the page has begun, something may be under way until the driver looks at something else, and
      // what is being written is not lost then either.
      const reload = () => document.querySelector(UNSENT) ?? location.reload();
      if (isBegun) document.addEventListener("visibilitychange", reload);
      else location.reload();
    };
    workers.addEventListener("controllerchange", renew, { once: true });
    const find = async () => {
      const registration = await workers.getRegistration();
      if (registration?.waiting) setTimeout(ask, QUIET, registration.waiting);
      else begin(undefined);
    };
    find().catch(begin);
  });
  isBegun = true;
}

/** Has the app open without a network from now on. A browser that refuses it has the app all the same. */
export function startWorker() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const register = () => workers.register("/sw.js").catch(() => {});
  if ("requestIdleCallback" in window) requestIdleCallback(register, { timeout: 5_000 });
  else setTimeout(register, 1_000);
  workers.ready.then(({ active }) => active?.postMessage({ kind: "used", used: loaded() }));
  document.addEventListener("securitypolicyviolation", renewPage);
}

// A kept page may forbid images that the owner has allowed since. Asked for anew, it is there the next
// time that the app is opened. What it allows too much nothing here tells of: the worker asks once a day.
function renewPage({ effectiveDirective }: SecurityPolicyViolationEvent) {
  if (effectiveDirective !== "img-src") return;
  document.removeEventListener("securitypolicyviolation", renewPage);
  navigator.serviceWorker.controller?.postMessage({ kind: "renew page" });
}

// Languages and other large parts that came before there was a worker.
const loaded = () => performance.getEntriesByType("resource").map(({ name }) => name);
