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
  // The answer has no token in it: it sets a cookie.
  if (pending) await service.redeem(address, JSON.parse(pending));
}

function offer({ items }: { items: Schemas["BrandOffer"][] }) {
  place("cars").replaceChildren();
  place("who").replaceChildren(...items.map((it) => button(it.name, () => logIn(it.brand))));
}

async function show() {
  const { accounts, brands } = await service.session();
  if (!accounts[0]) return offer({ items: brands });
  const { vehicles } = service.account(accounts[0].slot);
  place("cars").replaceChildren();
  for await (const car of vehicles.list({ include: ["status"] })) place("cars").append(line(car));
  const out = button("Log out", () => service.logout().then(show));
  place("who").replaceChildren(button("Ask again", show), out);
}

attempt(location.pathname === "/callback" ? () => finishLogin().finally(show) : show);
