// The drivers' page: choose a brand, log in, see the cars, log out.
//
// No token ever comes here. The session's cookies are out of a script's reach; what a page of
// another site cannot do is send the header below.

const REASONS = {
  denied: "The login was cancelled.",
  expired: "That login took too long or was already used. Please log in again.",
  unavailable: "The manufacturer's login service cannot be reached right now. Please try again later.",
  misconfigured: "This service is not accepted by the manufacturer. Its owner has to look at the settings.",
  "id-token-refused": "The manufacturer did not prove who has logged in. If it happens again, tell the owner of this service.",
  "too-many-accounts": "As many accounts as possible are logged in. Log out of one first.",
  failed: "The manufacturer did not log you in. Please try again.",
};

const ENERGY = { Electric: "Electric", Hybrid: "Plug-in hybrid", Thermic: "Combustion", Hydrogen: "Hydrogen" };

const element = (id) => document.getElementById(id);
const show = (id, visible = true) => { element(id).hidden = !visible; };

class ProblemError extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { "X-Kerbside": "1" }, credentials: "same-origin" });
  } catch {
    throw new ProblemError({ title: "The service cannot be reached", code: "offline" });
  }
  if (response.status === 204) return null;
  let body;
  try {
    body = await response.json();
  } catch {
    throw new ProblemError({ title: "The service gave no readable answer", code: "unreadable" });
  }
  if (!response.ok) throw new ProblemError(body);
  return body;
}

function notice(text, loginUrl) {
  element("notice").textContent = text;
  if (loginUrl) {
    const anchor = document.createElement("a");
    anchor.href = loginUrl;
    anchor.textContent = "Log in again";
    element("notice").append(" ", anchor);
  }
  show("notice");
}

function explain(error) {
  if (!(error instanceof ProblemError)) throw error;
  const { title, retryAfter, requestId, loginUrl } = error.problem;
  const when = retryAfter ? ` Please try again in ${retryAfter} seconds.` : "";
  const which = requestId ? ` (${requestId})` : "";
  notice(`${title}.${when}${which}`, loginUrl);
}

// What a click starts is started once, however often it is clicked meanwhile.
function onClick(id, act) {
  const button = element(id);
  button.onclick = async () => {
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      explain(error);
    } finally {
      button.disabled = false;
    }
  };
}

function link(text, href) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  item.append(anchor);
  return item;
}

function card(vehicle, brandNames) {
  const item = document.createElement("li");
  item.dataset.vin = vehicle.vin ?? "";
  const title = document.createElement("h2");
  const brand = brandNames.get(vehicle.brand) ?? vehicle.brand ?? "Car";
  title.textContent = vehicle.label ? `${brand} ${vehicle.label}` : brand;
  const facts = document.createElement("p");
  facts.className = "quiet";
  facts.textContent = [ENERGY[vehicle.motorization] ?? vehicle.motorization, vehicle.vin].filter(Boolean).join(" · ");
  item.append(title, facts);
  return item;
}

async function showVehicles(account, brandNames, cursor) {
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
  const page = await call(`/api/v1/accounts/${account.slot}/vehicles${query}`);
  element("vehicles").append(...page.items.map((vehicle) => card(vehicle, brandNames)));
  show("none", element("vehicles").childElementCount === 0);
  show("more", Boolean(page.next));
  onClick("more", () => showVehicles(account, brandNames, page.next));
}

async function showGarage(account, brandNames) {
  show("garage");
  show("logout");
  onClick("logout", logOut);
  const user = await call(`/api/v1/accounts/${account.slot}/user`);
  const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email || "";
  element("driver").textContent = [name, account.brandName].filter(Boolean).join(" · ");
  await showVehicles(account, brandNames);
}

async function logOut() {
  await call("/auth/logout", { method: "POST" });
  location.assign("/");
}

// The reason is shown once: a page that is loaded again has nothing to explain.
function takeReason() {
  const address = new URL(location.href);
  const reason = address.searchParams.get("login_error");
  if (!reason) return;
  notice(REASONS[reason] ?? REASONS.failed);
  address.searchParams.delete("login_error");
  history.replaceState(null, "", address);
}

async function start() {
  takeReason();
  try {
    const session = await call("/auth/session");
    const brandNames = new Map(session.brands.map(({ brand, name }) => [brand, name]));
    const [account] = session.accounts;
    const [lost] = session.lost;
    if (lost) notice(`${lost.brandName} has ended your login.`, lost.loginUrl);
    if (account) {
      await showGarage(account, brandNames);
    } else {
      element("brands").append(...session.brands.map(({ name, loginUrl }) => link(name, loginUrl)));
      show("login");
    }
  } catch (error) {
    explain(error);
  } finally {
    show("waiting", false);
    document.body.dataset.ready = "true";
  }
}

start();
