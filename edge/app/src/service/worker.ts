// The service worker, from the page's side: it comes after everything that the first view needs.

/** Has the app open without a network from now on. A browser that refuses it has the app all the same. */
export function startWorker() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const register = () =>
    workers
      .register("/sw.js")
      .then(handOver)
      .catch(() => {});
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

// A newer build that is ready takes over when the app is opened, if this is its only page: then the
// page is loaded anew, of one build. Otherwise it waits until the app is closed.
function handOver({ waiting }: ServiceWorkerRegistration) {
  const { controller } = navigator.serviceWorker;
  if (!waiting || !controller) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting.postMessage({ kind: "take over" });
}
