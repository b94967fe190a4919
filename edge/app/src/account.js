// One account on the page: whose it is, its cars, what happens to them, and its own way out.

import { events, KerbsideError, ProblemError } from "kerbside";
import { showForwarding } from "./forwarding.js";
import { named, onClick, say } from "./parts.js";
import { isLoggedOut, lastKnown, words } from "./words.js";

const ENERGY = {
  Electric: "Electric",
  Hybrid: "Plug-in hybrid",
  Thermic: "Combustion",
  Hydrogen: "Hydrogen",
};

// How what happens comes here.
const MODES = { connecting: "Connecting", live: "Live", polling: "Looked up now and then" };
// Seconds after a command is done until its car is asked: a relay holds what it read for five.
const SETTLED = 6;

function card(vehicle, brandNames) {
  const item = document.createElement("li");
  item.dataset.vin = vehicle.vin ?? "";
  const title = document.createElement("h3");
  const brand = brandNames.get(vehicle.brand) ?? vehicle.brand ?? "Car";
  title.textContent = vehicle.label ? `${brand} ${vehicle.label}` : brand;
  const facts = document.createElement("p");
  facts.className = "quiet";
  facts.textContent = [named(ENERGY, vehicle.motorization) ?? vehicle.motorization, vehicle.vin]
    .filter(Boolean)
    .join(" · ");
  const news = document.createElement("p");
  news.className = "news quiet";
  item.dataset.id = vehicle.id;
  item.append(title, facts, news);
  return item;
}

// Its section, a promise of its being filled, a way to find out whether the login still holds, and one
// to stop following what happens.
// `reads` is what can be read of it. `logOut` is called when the driver wants to; `ended` when a call
// shows that the login is over.
export function show(account, reads, brandNames, { logOut, ended }) {
  const { content } = document.getElementById("account");
  const section = content.cloneNode(true).firstElementChild;
  const part = (name) => section.querySelector(`.${name}`);
  const pages = reads.vehicles.list().pages();

  async function attempt(act) {
    part("trouble").replaceChildren();
    try {
      await act();
    } catch (error) {
      if (!(error instanceof KerbsideError)) throw error;
      if (isLoggedOut(error)) await ended(error);
      else say(part("trouble"), words(error));
    }
  }

  // One page more. One that could not be had is asked for again the next time.
  async function showVehicles() {
    const { value: page } = await pages.next();
    if (page.stale) say(part("trouble"), lastKnown(page.stale));
    part("vehicles").append(...page.items.map((vehicle) => card(vehicle, brandNames)));
    part("none").hidden = part("vehicles").childElementCount > 0;
    part("more").hidden = !page.next;
    return page;
  }

  async function showDriver() {
    const user = await reads.user.get();
    const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email || "";
    part("driver").textContent = [name, account.brandName].filter(Boolean).join(" · ");
  }

  // The cars may be known from before where the driver's name is not.
  async function fill() {
    let trouble = null;
    try {
      await showDriver();
    } catch (error) {
      if (!(error instanceof KerbsideError) || isLoggedOut(error)) throw error;
      trouble = error;
    }
    const page = await showVehicles();
    if (trouble && !page.stale) throw trouble;
    await showConsent();
  }

  // A login that does not say who the driver is has none to give.
  async function showConsent() {
    try {
      await showForwarding(part("forwarding"), reads.forwarding, attempt);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "fresh-login-required") throw error;
    }
  }

  const stop = new AbortController();
  const cards = () => [...part("vehicles").children];

  // What a car last reported. Where that cannot be had, the next event asks again.
  async function reload(item) {
    const status = await reads.status.get(item.dataset.id, { signal: stop.signal });
    const time = status.observedAt && new Date(status.observedAt).toLocaleString();
    if (time) item.querySelector(".news").textContent = `Reported ${time}`;
  }

  function tell(message) {
    const items = cards().filter(({ dataset }) => dataset.id === message.vehicleId);
    const isTold = message.type === "command" || message.type === "rule";
    for (const item of isTold ? items : message.type === "reset" ? cards() : items) {
      const { type, state, done, name } = message.data ?? {};
      if (isTold) item.querySelector(".news").textContent = name ?? `${type}: ${state}`;
      if (isTold && !done) continue;
      setTimeout(() => reload(item).catch(() => {}), isTold ? SETTLED * 1000 : 0);
    }
  }

  async function follow() {
    const onMode = (mode) => {
      part("live").textContent = named(MODES, mode) ?? "";
    };
    try {
      for await (const message of events(reads, { signal: stop.signal, onMode })) tell(message);
    } catch (error) {
      part("live").textContent = "";
      if (error instanceof KerbsideError && isLoggedOut(error)) await ended(error);
    }
  }

  section.dataset.brand = account.brand;
  part("driver").textContent = account.brandName;
  part("logout").textContent = `Log out of ${account.brandName}`;
  onClick(part("logout"), () => attempt(logOut));
  onClick(part("more"), () => attempt(showVehicles));
  const filled = attempt(fill);
  filled.then(follow);
  return { section, filled, check: () => attempt(reads.user.get), stop: () => stop.abort() };
}
