// A page of another site, registered as the client `front`, at `/` and `/callback` of its origin.
import { isProblem, kerbside, type Schemas } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });
const client = { clientId: "front", redirectUri: `${location.origin}/callback` };
const place = (id: string) => document.getElementById(id) as HTMLElement;
const button = (textContent: string, act: () => Promise<unknown>) =>
  Object.assign(document.createElement("button"), { textContent, onclick: () => attempt(act) });

function line({ label, vin, status }: Schemas["ListedVehicle"]) {
  const energies = status && "energies" in status ? status.energies : [];
  const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
  const textContent = `${label || vin}: ${levels.join(", ") || "not known"}`;
  return Object.assign(document.createElement("li"), { textContent });
}

function attempt(act: () => Promise<unknown>) {
  place("trouble").textContent = "";
  act().catch((error) => {
    place("trouble").textContent = error.message;
    if (isProblem(error) && error.status === 401) show().catch(console.error);
    else if (!place("who").hasChildNodes()) place("who").append(button("Ask again", show));
  });
}

async function logIn(brand: string) {
  const pending = await service.authorize(client, brand);
  sessionStorage.setItem("login", JSON.stringify(pending));
  location.assign(pending.url);
}

async function finishLogin() {
  const [address, pending] = [location.href, sessionStorage.getItem("login")];
  sessionStorage.removeItem("login");
  history.replaceState(null, "", "/");
  if (!pending) return;
  // The answer has no token in it: it sets a cookie, which the browser may refuse.
  await service.redeem(address, JSON.parse(pending));
  const { accounts, unavailable } = await service.session();
  if (!accounts[0] && !unavailable) throw new Error("This browser keeps no login of another site.");
}

async function show() {
  const { accounts, brands, unavailable } = await service.session();
  // An account that cannot be asked just now may be logged in.
  if (!accounts[0] && unavailable) throw new Error("Try again in a moment.");
  for (const id of ["cars", "age"]) place(id).textContent = "";
  const logins = brands.map(({ brand, name }) => button(name, () => logIn(brand)));
  if (!accounts[0]) return place("who").replaceChildren(...logins);
  const { vehicles } = service.account(accounts[0].slot);
  for await (const { items, stale } of vehicles.list({ include: ["status"] }).pages()) {
    // In trouble the answer is what was last known.
    if (stale) place("age").textContent = `As of ${stale.since}: ${stale.because.title}`;
    place("cars").append(...items.map(line));
  }
  const out = button("Log out", () => service.logout().then(show));
  place("who").replaceChildren(button("Ask again", show), out);
}

attempt(location.pathname === "/callback" ? () => finishLogin().finally(show) : show);
