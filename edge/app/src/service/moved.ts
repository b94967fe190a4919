// The service may have moved to another address while this page is open at the old one. The driver is told,
// and nothing is done before they press: versions of the service may differ while a deployment is gradual,
// a preview is at an address of its own for good, and the new address may not answer yet.

import { computed } from "@preact/signals";
import { kept } from "./kept";
import { brands } from "./session";

/** The origin that the service has now, if that is another: there drivers log in. */
export const newOrigin = computed(() => {
  const [offer] = brands.value;
  // A development server is at another origin than the service for good.
  if (!offer || !import.meta.env.PROD) return undefined;
  const { origin } = new URL(offer.loginUrl, location.href);
  return origin === location.origin ? undefined : origin;
});

/** Goes to the same place there: nothing stays that would open the app here, or that it kept of the driver. */
export async function moveTo(origin: string): Promise<void> {
  kept.end();
  try {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(workers.map((worker) => worker.unregister()));
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  } catch {
    // A browser may forbid a page its storage: it goes there all the same.
  }
  const { pathname, search, hash } = location;
  location.replace(origin + pathname + search + hash);
}
