// Has the parts of the service begin, and know one another where they must.

import { forget } from "./answers";
import { loadAppSettings } from "./app_settings";
import { service } from "./client";
import { startGarage } from "./garage";
import { startKept } from "./kept";
import { startLive } from "./live";
import { startNetwork } from "./network";
import { onGone, startSession } from "./session";

// A client that does not know it yet is one of a service that has nothing switched on.
const { app } = service as { app?: { get(): Promise<unknown> } };

/** Resolves when it is known who is logged in. */
export function startService(): Promise<void> {
  startNetwork();
  startKept();
  onGone(({ slot }) => forget(slot));
  const known = startSession();
  startGarage();
  startLive();
  if (app) loadAppSettings(() => app.get());
  return known;
}
