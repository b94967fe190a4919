// What the app keeps on the driver's device.

import type { Page } from "@playwright/test";

/** All that the app can have kept, as text: storage, caches and databases. */
export const onDevice = (page: Page): Promise<string> => page.evaluate(everything);

async function everything(): Promise<string> {
  const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
  }
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      const values = await new Promise<unknown[]>((resolve, reject) => {
        const reading = database.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      texts.push(JSON.stringify(values));
    }
    database.close();
  }
  return texts.join("\n");
}

/** Waits until the app can be opened without a network. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (!active) throw new Error("no service worker");
    if (active.state === "activated") return;
    await new Promise<void>((resolve) =>
      active.addEventListener("statechange", () => active.state === "activated" && resolve()),
    );
  });
}
