// What the service has answered a page, by which what the page shows is judged.

import { expect, type Page } from "@playwright/test";

interface Answer {
  /** Path and query. */
  address: string;
  /** Undefined where the page was left before it was read. */
  body: Promise<unknown>;
}

export class Answers {
  #answers: Answer[] = [];

  constructor(page: Page) {
    page.on("response", (response) => {
      const request = response.request();
      // What a page that is left was answered can no longer be read.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.#answers = [];
      const { pathname, search } = new URL(response.url());
      if (!response.ok() || request.method() !== "GET" || !pathname.startsWith("/api/")) return;
      const body = response.json().catch(() => undefined);
      this.#answers.push({ address: pathname + search, body });
    });
  }

  /** The last answer of a path, with its query, of which the pattern is, to the page that is open. */
  async last<T>(path: RegExp): Promise<T> {
    let body: unknown;
    const read = async () => {
      body = await this.#answers.findLast(({ address }) => path.test(address))?.body;
      return body !== undefined;
    };
    await expect.poll(read, { message: `an answer of ${path}` }).toBe(true);
    return body as T;
  }
}

/** What a car may not tell, or a value of it. */
export type Known<T> = T | { unavailable: string };

export interface Charging {
  status?: string;
  plugged?: boolean;
  remainingTimeSeconds?: number;
  chargingRateKmPerHour?: number;
  observedAt?: string;
}

export interface EnergyReading {
  type: "Electric" | "Fuel";
  levelPercent?: number;
  rangeKm?: number;
  observedAt?: string;
  charging?: Charging;
  battery?: { residualWh?: number; capacityWh?: number; healthPercent?: number };
}

/** As much of a car's status as the tests judge screens by. */
export interface Status {
  energies: EnergyReading[];
  odometer: Known<{ odometerKm: number; observedAt?: string }>;
  position: Known<{ latitude: number; longitude: number; observedAt?: string }>;
  kinetic?: { moving?: boolean; speedKmh?: number; observedAt?: string };
  doors?: { lockedStates?: string[]; observedAt?: string };
  environment?: { air?: { temperatureCelsius?: number } };
  battery12V?: { healthPercent?: number };
  observedAt?: string;
}

export interface Trip {
  id: string;
  startedAt?: string;
  stoppedAt?: string;
  distanceKm?: number;
  durationSeconds?: number;
  averageSpeedKmh?: number;
  done?: boolean;
}

export interface Alert {
  id: string;
  type: string;
  severity?: string;
  active?: boolean;
}

/** What is left until the next service. */
export interface Service {
  daysToMaintenance?: number;
  kmToMaintenance?: number;
}

export interface List<T> {
  items: T[];
  total?: number;
  next?: string;
}

/** Where the service answers what a car's screens show. */
export const paths = {
  status: /\/vehicles\/[^/]+\/status$/,
  maintenance: /\/vehicles\/[^/]+\/maintenance$/,
  position: /\/vehicles\/[^/]+\/position$/,
  activeAlerts: /\/vehicles\/[^/]+\/alerts\?active=true/,
  latestTrip: /\/vehicles\/[^/]+\/trips\?limit=1$/,
} as const;

/** A reading of an energy that a car has. */
export function energyOf(status: Status, type: EnergyReading["type"]): EnergyReading {
  const energy = status.energies.find((one) => one.type === type);
  if (!energy) throw new Error(`the car tells of no ${type}`);
  return energy;
}

/** What a car tells. */
export function known<T extends object>(value: Known<T>): T {
  if ("unavailable" in value) throw new Error(`withheld: ${value.unavailable}`);
  return value;
}
