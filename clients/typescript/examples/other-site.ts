// A page of another site, registered as the client `front`, at `/` and `/callback` of its origin.
import { isProblem, kerbside, type Schemas } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });
const client = { clientId: "front", redirectUri: `${location.origin}/callback` };
const place = (id: string) => document.getElementById(id) as HTMLElement;

function button(textContent: string, act: () => unknown) {
  const onclick = () => attempt(act);
  return Object.assign(document.createElement("button"), { textContent, onclick });
}

function line({ label, vin, status }: Schemas["ListedVehicle"]) {
  const energies = status && "energies" in status ? status.energies : [];
  const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
  const textContent = `${label || vin}: ${levels.join(", ") || "not known"}`;
  return Object.assign(document.createElement("li"), { textContent });
}

async function attempt(act: () => unknown) {
  place("trouble").textContent = "";
  try {
    await act();
  } catch (error) {
    place("trouble").textContent = (error as Error).message;
    if (isProblem(error) && error.status === 401) service.brands().then(offer, console.error);
    else if (!place("who").hasChildNodes()) place("who").append(button("Ask again", show));
  }
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

function offer({ items }: { items: Schemas["BrandOffer"][] }) {
  for (const id of ["cars", "age"]) place(id).textContent = "";
  place("who").replaceChildren(...items.map((it) => button(it.name, () => logIn(it.brand))));
}

async function show() {
  const { accounts, brands, unavailable } = await service.session();
  // An account that cannot be asked just now may be logged in.
  if (!accounts[0] && unavailable) throw new Error("Try again in a moment.");
  if (!accounts[0]) return offer({ items: brands });
  const { vehicles } = service.account(accounts[0].slot);
  for (const id of ["cars", "age"]) place(id).textContent = "";
  for await (const { items, stale } of vehicles.list({ include: ["status"] }).pages()) {
    // In trouble the answer is what was last known.
    if (stale) place("age").textContent = `As of ${stale.since}: ${stale.because.title}`;
    place("cars").append(...items.map(line));
  }
  const out = button("Log out", () => service.logout().then(show));
  place("who").replaceChildren(button("Ask again", show), out);
}

attempt(location.pathname === "/callback" ? () => finishLogin().finally(show) : show);
