// One account on the page: whose it is, its cars, and its own way out.

import { named, onClick, say } from "./parts.js";
import { ProblemError, call, lastKnown } from "./service.js";

const ENERGY = { Electric: "Electric", Hybrid: "Plug-in hybrid", Thermic: "Combustion", Hydrogen: "Hydrogen" };

function card(vehicle, brandNames) {
  const item = document.createElement("li");
  item.dataset.vin = vehicle.vin ?? "";
  const title = document.createElement("h3");
  const brand = brandNames.get(vehicle.brand) ?? vehicle.brand ?? "Car";
  title.textContent = vehicle.label ? `${brand} ${vehicle.label}` : brand;
  const facts = document.createElement("p");
  facts.className = "quiet";
  facts.textContent = [named(ENERGY, vehicle.motorization) ?? vehicle.motorization, vehicle.vin].filter(Boolean).join(" · ");
  item.append(title, facts);
  return item;
}

// Its section, a promise of its being filled, and a way to find out whether the login still holds.
// `logOut` is called when the driver wants to; `ended` when a call shows that the login is over.
export function show(account, brandNames, { logOut, ended }) {
  const { content } = document.getElementById("account");
  const section = content.cloneNode(true).firstElementChild;
  const part = (name) => section.querySelector(`.${name}`);
  const path = `/api/v1/accounts/${account.slot}`;

  async function attempt(act) {
    part("trouble").replaceChildren();
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.isLoggedOut) await ended(error.problem);
      else say(part("trouble"), error.words);
    }
  }

  async function showVehicles(cursor) {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    const page = await call(`${path}/vehicles${query}`);
    if (page.stale) say(part("trouble"), lastKnown(page.stale));
    part("vehicles").append(...page.items.map((vehicle) => card(vehicle, brandNames)));
    part("none").hidden = part("vehicles").childElementCount > 0;
    part("more").hidden = !page.next;
    onClick(part("more"), () => attempt(() => showVehicles(page.next)));
    return page;
  }

  const askUser = () => call(`${path}/user`);

  async function showDriver() {
    const user = await askUser();
    const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email || "";
    part("driver").textContent = [name, account.brandName].filter(Boolean).join(" · ");
  }

  // The cars may be known from before where the driver's name is not.
  async function fill() {
    let trouble = null;
    try {
      await showDriver();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.isLoggedOut) throw error;
      trouble = error;
    }
    const page = await showVehicles();
    if (trouble && !page.stale) throw trouble;
  }

  section.dataset.brand = account.brand;
  part("driver").textContent = account.brandName;
  part("logout").textContent = `Log out of ${account.brandName}`;
  onClick(part("logout"), () => attempt(logOut));
  return { section, filled: attempt(fill), check: () => attempt(askUser) };
}
