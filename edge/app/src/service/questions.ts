// What the app asks of a car or an account. A screen that asks for something of its own makes a
// Question in the same way.

import type { Answer, Schemas } from "kerbside";
import type { Question } from "./answers";
import { api } from "./client";

/** Who the driver is. */
export const userOf = (slot: string): Question<Answer<"user.get">> => ({
  key: "user",
  slot,
  on: [],
  read: (signal) => api(slot).user.get({ signal }),
});

/** Whether the owner's own server has the driver's events. */
export const forwardingOf = (slot: string): Question<Schemas["Forwarding"]> => ({
  key: "forwarding",
  slot,
  on: [],
  read: (signal) => api(slot).forwarding.get({ signal }),
});

/** The last known state of a car. */
export const statusOf = (slot: string, vehicleId: string): Question<Answer<"status.get">> => ({
  key: `status/${vehicleId}`,
  slot,
  vehicleId,
  on: ["status", "command", "rule"],
  read: (signal) => api(slot).status.get(vehicleId, { signal }),
});

/** A car, with its brand, its name and its pictures. */
export const vehicleOf = (slot: string, vehicleId: string): Question<Answer<"vehicles.get">> => ({
  key: `vehicle/${vehicleId}`,
  slot,
  vehicleId,
  on: [],
  read: (signal) =>
    api(slot).vehicles.get(vehicleId, { include: ["branding", "pictures"], signal }),
});

/** Where a car is, or why that is not known. */
export const positionOf = (slot: string, vehicleId: string): Question<Answer<"position.get">> => ({
  key: `position/${vehicleId}`,
  slot,
  vehicleId,
  read: (signal) => api(slot).position.get(vehicleId, { signal }),
});

/** What is left until the next service. */
export const maintenanceOf = (
  slot: string,
  vehicleId: string,
): Question<Answer<"maintenance.get">> => ({
  key: `maintenance/${vehicleId}`,
  slot,
  vehicleId,
  read: (signal) => api(slot).maintenance.get(vehicleId, { signal }),
});

/** The warnings of a car that still hold, the newest first: as many pages as a driver reads. */
export const activeAlertsOf = (
  slot: string,
  vehicleId: string,
): Question<Answer<"alerts.list">> => ({
  key: `alerts/active/${vehicleId}`,
  slot,
  vehicleId,
  on: ["status", "rule"],
  read: (signal) => fewPages(api(slot).alerts.list(vehicleId, { active: true, signal })),
});

/** The last trip of a car, as the one item of a list, or an empty one. */
export const latestTripOf = (slot: string, vehicleId: string): Question<Answer<"trips.list">> => ({
  key: `trips/latest/${vehicleId}`,
  slot,
  vehicleId,
  read: (signal) => firstPage(api(slot).trips.list(vehicleId, { limit: 1, signal })),
});

/** One trip. */
export const tripOf = (
  slot: string,
  vehicleId: string,
  tripId: string,
): Question<Answer<"trips.get">> => ({
  key: `trip/${vehicleId}/${tripId}`,
  slot,
  vehicleId,
  on: [],
  read: (signal) => api(slot).trips.get(vehicleId, tripId, { signal }),
});

/** What can be done with a car. */
export const actionsOf = (slot: string, vehicleId: string): Question<Answer<"actions.get">> => ({
  key: `actions/${vehicleId}`,
  slot,
  vehicleId,
  on: [],
  read: (signal) => api(slot).actions.get(vehicleId, { signal }),
});

/** The commands that were sent to a car, the newest first. */
export const commandsOf = (slot: string, vehicleId: string): Question<Answer<"commands.list">> => ({
  key: `commands/${vehicleId}`,
  slot,
  vehicleId,
  on: ["command"],
  read: (signal) => firstPage(api(slot).commands.list(vehicleId, { signal })),
});

/** The rules of a car, the oldest first. */
export const rulesOf = (slot: string, vehicleId: string): Question<Answer<"rules.list">> => ({
  key: `rules/${vehicleId}`,
  slot,
  vehicleId,
  on: ["rule"],
  read: (signal) => firstPage(api(slot).rules.list(vehicleId, { signal })),
});

interface Paged<Page> {
  pages(): { next(): Promise<IteratorResult<Page, undefined>> };
}

// A page of what still holds may be empty, and the next one not.
async function fewPages<Item>(
  list: Paged<{ items: Item[]; next?: string; total?: number }>,
): Promise<{ items: Item[]; next?: string; total?: number }> {
  const pages = list.pages();
  const items: Item[] = [];
  for (let count = 1; ; count += 1) {
    const { value: page } = await pages.next();
    if (page) items.push(...page.items);
    if (!page?.next || count === MOST_PAGES) return { ...page, items };
  }
}

/** Pages that are read of what still holds: each may be several of the manufacturer's. */
const MOST_PAGES = 5;

async function firstPage<Page>(list: Paged<Page>): Promise<Page> {
  const { value } = await list.pages().next();
  if (value === undefined) throw new TypeError("a list has a first page");
  return value;
}
