// One account on the page: whose it is, its cars, and its own way out.

import { KerbsideError } from "kerbside";
import { named, onClick, say } from "./parts.js";
import { isLoggedOut, lastKnown, words } from "./words.js";

const ENERGY = {
  Electric: "Electric",
  Hybrid: "Plug-in hybrid",
  Thermic: "Combustion",
  Hydrogen: "Hydrogen",
};

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
  item.append(title, facts);
  return item;
}

// Its section, a promise of its being filled, and a way to find out whether the login still holds.
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
  }

  section.dataset.brand = account.brand;
  part("driver").textContent = account.brandName;
  part("logout").textContent = `Log out of ${account.brandName}`;
  onClick(part("logout"), () => attempt(logOut));
  onClick(part("more"), () => attempt(showVehicles));
  return { section, filled: attempt(fill), check: () => attempt(reads.user.get) };
}
