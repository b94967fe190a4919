import { type ReadonlySignal, signal } from "@preact/signals";

const offline = signal(false);

/** Whether the browser has no network. */
export const isOffline: ReadonlySignal<boolean> = offline;

export function startNetwork() {
  const look = () => {
    offline.value = !navigator.onLine;
  };
  look();
  addEventListener("offline", look);
  addEventListener("online", look);
}
