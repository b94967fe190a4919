// A rule that has fired is told wherever the driver is in the app, and by the browser if they have
// chosen that and are looking at something else.

import type { Schemas } from "kerbside";
import { fill, t } from "../i18n";
import { answered } from "../service/answers";
import { pathOf, titleOf } from "../service/car_facts";
import { cars, type Vehicle } from "../service/garage";
import { onLiveMessage } from "../service/live";
import { dismiss, notices, notify } from "../service/notices";
import { preferences } from "../service/preferences";
import { vehicleOf } from "../service/questions";
import { brandNames } from "../service/session";

interface Fired {
  name: string;
  reminder: boolean;
  car: string;
}

/** What is told of it. */
export const ruleText = ({ name, reminder, car }: Fired) =>
  fill(reminder ? t.value.rules.stillHolds : t.value.rules.fired, { name, car });

/** Tells of rules as they fire, until what it gives is called. */
export const tellOfRules = () =>
  onLiveMessage((slot, message) => {
    if (message.type === "rule") tell(slot, message);
  });

async function tell(slot: string, { vehicleId, data }: Schemas["RuleEvent"]) {
  const { ruleId, name, reminder } = data;
  const vehicle = await vehicleAt(slot, vehicleId);
  const title = vehicle && titleOf(vehicle, brandNames.peek());
  const fired: Fired = { name, reminder, car: title || t.peek().common.car };
  // The last word of a rule is the one that holds.
  for (const notice of notices.peek()) {
    if (notice.kind === "rule" && notice.ruleId === ruleId) dismiss(notice.id);
  }
  notify({ kind: "rule", ruleId, ...fired, path: pathOf(vehicleId) });
  if (preferences.notify.peek() && !document.hasFocus()) show(ruleText(fired), ruleId);
}

// Not every screen has the cars: then this one is asked for.
async function vehicleAt(slot: string, id: string): Promise<Vehicle | undefined> {
  const found = cars.peek().find(({ vehicle }) => vehicle.id === id);
  if (found) return found.vehicle;
  const answer = answered(vehicleOf(slot, id));
  if (!answer.value.peek()) await answer.reload();
  return answer.value.peek();
}

// Browsers on phones show one only by the service worker.
async function show(text: string, tag: string) {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const options = { body: text, tag, icon: "/icon-192.png" };
  const { appName } = t.peek().common;
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker) await worker.showNotification(appName, options);
  else new Notification(appName, options);
}
