// Has the parts of the service begin, and know one another where they must.

import { effect, untracked } from "@preact/signals";
import { forget, keepHeld } from "./answers";
import { startAppSettings } from "./app_settings";
import { startGarage } from "./garage";
import { startKept } from "./kept";
import { startLive } from "./live";
import { startNetwork } from "./network";
import { dismissOf } from "./notices";
import { preferences } from "./preferences";
import { isSessionKnown, keepSession, onGone, startSession } from "./session";

/** Resolves when it is known who is logged in. */
export function startService(): Promise<void> {
  startNetwork();
  startKept();
  onGone(forget);
  onGone(dismissOf);
  const known = startSession();
  startGarage();
  startLive();
  startAppSettings();
  effect(() => {
    if (preferences.keep.value) untracked(keepAll);
  });
  return known;
}

// What is on the screen when the driver chooses to keep answers is kept at once.
function keepAll() {
  if (!isSessionKnown.value) return;
  keepSession();
  keepHeld();
}
