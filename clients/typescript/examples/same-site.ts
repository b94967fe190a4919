// A page of the service's own site: app.example.com beside kerbside.example.com.
import { isProblem, kerbside, type Schemas } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });
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

// What goes wrong is told. A session that is over leads to the logins.
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

function offer({ items }: { items: Schemas["BrandOffer"][] }) {
  place("age").textContent = "";
  place("cars").replaceChildren();
  const logins = items.map(({ brand, name }) => button(name, () => service.login(brand)));
  place("who").replaceChildren(...logins);
}

async function show() {
  const { accounts, brands, unavailable } = await service.session();
  const [account] = accounts;
  // An account that cannot be asked just now may be logged in.
  if (!account && unavailable) throw new Error("Try again in a moment.");
  if (!account) return offer({ items: brands });
  const list = service.account(account.slot).vehicles.list({ include: ["status"] });
  for (const id of ["cars", "age"]) place(id).textContent = "";
  for await (const { items, stale } of list.pages()) {
    // In trouble the answer is what was last known.
    if (stale) place("age").textContent = `As of ${stale.since}: ${stale.because.title}`;
    place("cars").append(...items.map(line));
  }
  const out = button("Log out", () => service.logout().then(show));
  place("who").replaceChildren(button("Ask again", show), out);
}

attempt(show);
// Anybody can write an address: only a word that is known is shown.
if (new URLSearchParams(location.search).get("login_error") === "denied") {
  place("trouble").textContent = "The login was cancelled.";
}
