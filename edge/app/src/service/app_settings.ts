// What the owner of the service has switched on.

import { signal } from "@preact/signals";

/** The answer of GET /api/v1/app. */
export interface AppSettings {
  version?: string;
  /** Words of the commands that can be sent; `rules` is among them where rules are switched on. */
  actions: readonly string[];
  /** Who may ask what a car is able to before it is enrolled. */
  eligibility: "off" | "owner" | "public";
  /** Where a map has its tiles from, if the owner has set that. */
  map?: { tiles: string; attribution: string };
  /** Whether pictures of cars may be loaded. */
  pictures: boolean;
}

/** Nothing is switched on: what holds until it is known, and where the service does not say. */
export const NOTHING: AppSettings = { actions: [], eligibility: "off", pictures: false };

export const appSettings = signal<AppSettings>(NOTHING);
/** Whether the service has said what is switched on: before that, nothing is known to be off. */
export const areAppSettingsKnown = signal(false);

/** An answer, whatever is missing or wrong in it being switched off. */
export function readAppSettings(body: unknown): AppSettings {
  const { version, actions, eligibility, map, pictures } = (body ?? {}) as Record<string, unknown>;
  const { tiles, attribution } = (map ?? {}) as Record<string, unknown>;
  return {
    ...(typeof version === "string" && { version }),
    actions: Array.isArray(actions) ? actions.filter((word) => typeof word === "string") : [],
    eligibility: eligibility === "owner" || eligibility === "public" ? eligibility : "off",
    ...(typeof tiles === "string" &&
      typeof attribution === "string" && { map: { tiles, attribution } }),
    pictures: pictures === true,
  };
}

/** Asks, once. Where it cannot be had, nothing is switched on until it is asked again. */
export async function loadAppSettings(ask: () => Promise<unknown>): Promise<void> {
  try {
    appSettings.value = readAppSettings(await ask());
    areAppSettingsKnown.value = true;
  } catch {
    // The screens say nothing of what they do not know.
  }
}
