import { type ReadonlySignal, signal } from "@preact/signals";
import { lookAtZone } from "./intl";

const TICK = 15_000;
const time = signal(Date.now());

/** The time, in milliseconds, for what is shown by it: it goes on every 15 seconds while it is seen. */
export const now: ReadonlySignal<number> = time;

export function startNow() {
  const look = () => {
    if (document.hidden) return;
    lookAtZone();
    time.value = Date.now();
  };
  setInterval(look, TICK);
  document.addEventListener("visibilitychange", look);
}
