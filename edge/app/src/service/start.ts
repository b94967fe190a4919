// Has the parts of the service begin, and know one another where they must.

import { forget } from "./answers";
import { startAppSettings } from "./app_settings";
import { startGarage } from "./garage";
import { startKept } from "./kept";
import { startLive } from "./live";
import { startNetwork } from "./network";
import { onGone, startSession } from "./session";

/** Resolves when it is known who is logged in. */
export function startService(): Promise<void> {
  startNetwork();
  startKept();
  onGone(({ slot }) => forget(slot));
  const known = startSession();
  startGarage();
  startLive();
  startAppSettings();
  return known;
}
