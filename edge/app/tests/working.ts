// The service worker as tests have it: on a device that is made up.

import { vi } from "vitest";

export const ORIGIN = "https://app.test";

/** The files of a build, by their paths, and which of them are kept only once they were used. */
interface Build {
  files: readonly string[];
  later: readonly string[];
}

/** A worker of a build, on a device with some storage. Gives what hands it events, and then what it does. */
export async function working({ files, later }: Build, caches: object, more: object = {}) {
  const listeners = new Map<string, (event: unknown) => void>();
  vi.stubGlobal("__FILES__", files);
  vi.stubGlobal("__LATER__", later);
  vi.stubGlobal("__VERSION__", "1");
  const self = {
    location: { origin: ORIGIN },
    addEventListener: (kind: string, listener: (event: unknown) => void) =>
      listeners.set(kind, listener),
    ...more,
  };
  vi.stubGlobal("self", self);
  vi.stubGlobal("caches", caches);
  vi.resetModules();
  // Its types are those of a worker, and not of a page.
  await import("../sw/sw" as string);
  return (kind: string, event: object = {}) => {
    const awaited: Promise<unknown>[] = [];
    const waitUntil = (work: Promise<unknown>) => awaited.push(work);
    listeners.get(kind)?.({ ...event, waitUntil });
    return awaited;
  };
}
