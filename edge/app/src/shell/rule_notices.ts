// A rule that has fired is told wherever the driver is in the app, and by the browser if they have
// chosen that and are looking at something else.

import { effect } from "@preact/signals";
import type { Schemas } from "kerbside";
import { formatMoment } from "../format";
import { fill, t } from "../i18n";
import { answered } from "../service/answers";
import { pathOf, titleOf } from "../service/car_facts";
import { cars, type Vehicle } from "../service/garage";
import { onLiveMessage } from "../service/live";
import { dismiss, notices, notify } from "../service/notices";
import { preferences } from "../service/preferences";
import { vehicleOf } from "../service/questions";
import { accounts, brandNames, isSessionKnown, onGone, sessionProblem } from "../service/session";

/** Milliseconds after which a rule is told with its time: the page or the car may have slept. */
const LATE = 300_000;

interface Fired {
  name: string;
  reminder: boolean;
  car: string;
  /** When it fired, where it is told late. */
  at?: string | undefined;
}

/** What is told of it. */
export function ruleText({ name, reminder, car, at }: Fired): string {
  const text = fill(reminder ? t.value.rules.stillHolds : t.value.rules.fired, { name, car });
  return at === undefined ? text : `${text} (${formatMoment(at)})`;
}

/** Tells of rules as they fire, and takes back what the browser shows of an account that is gone. */
export function tellOfRules() {
  onLiveMessage((slot, message) => {
    if (message.type === "rule") tell(slot, message);
  });
  onGone((slot) => takeBack((of) => of === slot));
  // Somebody may have been logged out while no page was open.
  effect(() => {
    if (!isSessionKnown.value || sessionProblem.value) return;
    const slots = accounts.peek().map(({ slot }) => slot);
    takeBack((of) => !slots.includes(of));
  });
}

async function tell(slot: string, { vehicleId, data }: Schemas["RuleEvent"]) {
  const { ruleId, name, reminder, firedAt: at } = data;
  const isLate = Date.now() - Date.parse(at) > LATE;
  const vehicle = await vehicleAt(slot, vehicleId);
  // Asked for the car, the service may have said that the login is over.
  if (!accounts.peek().some((account) => account.slot === slot)) return;
  const title = vehicle && titleOf(vehicle, brandNames.peek());
  const car = title || t.peek().common.car;
  const fired: Fired = { name, reminder, car, ...(isLate && { at }) };
  // The last word of a rule is the one that holds.
  for (const notice of notices.peek()) {
    if (notice.kind === "rule" && notice.ruleId === ruleId) dismiss(notice.id);
  }
  const path = pathOf(vehicleId);
  notify({ kind: "rule", slot, ruleId, ...fired, path });
  if (preferences.notify.peek() && !document.hasFocus()) {
    show(ruleText(fired), { tag: ruleId, data: { slot, path } });
  }
}

// Not every screen has the cars: then this one is asked for.
async function vehicleAt(slot: string, id: string): Promise<Vehicle | undefined> {
  const found = cars.peek().find(({ vehicle }) => vehicle.id === id);
  if (found) return found.vehicle;
  const answer = answered(vehicleOf(slot, id));
  if (!answer.value.peek()) await answer.reload();
  return answer.value.peek();
}

interface Shown {
  tag: string;
  /** Whose it is, and what a click leads to. */
  data: { slot: string; path: string };
}

const worker = () => navigator.serviceWorker?.getRegistration();

// Browsers on phones show one only by the service worker, which is told of a click, too.
async function show(text: string, { tag, data }: Shown) {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const options = { body: text, tag, data, icon: "/icon-192.png" };
  const { appName } = t.peek().common;
  const registration = await worker();
  if (registration) {
    await registration.showNotification(appName, options);
    return;
  }
  new Notification(appName, options).onclick = () => {
    focus();
    location.assign(data.path);
  };
}

async function takeBack(isWanted: (slot: string) => boolean) {
  const shown: Notification[] = (await (await worker())?.getNotifications()) ?? [];
  for (const one of shown) {
    const data = one.data as Shown["data"] | null;
    if (data && isWanted(data.slot)) one.close();
  }
}
