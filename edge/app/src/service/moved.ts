// The service may have moved to another address while this page is open at the old one, where a browser
// has it from its own storage: reads are answered there, and what changes something is refused.

import type { Schemas } from "kerbside";
import { kept } from "./kept";

type Offers = readonly Pick<Schemas["BrandOffer"], "loginUrl">[];

/** Where the service has what this page shows, if that is another origin: there drivers log in. */
export function movedTo(here: string, [offer]: Offers): string | undefined {
  if (!offer) return undefined;
  const { origin, pathname, search, hash } = new URL(here);
  const there = new URL(offer.loginUrl, here).origin;
  return there === origin ? undefined : there + pathname + search + hash;
}

/** Goes there for good: nothing stays that would open the app here, or that it kept of the driver. */
export async function moveTo(address: string): Promise<never> {
  kept.wipe();
  try {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(workers.map((worker) => worker.unregister()));
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  } catch {
    // A browser may forbid a page its storage: it goes there all the same.
  }
  location.replace(address);
  // Nothing here begins anew while the browser leaves.
  return new Promise(() => {});
}
