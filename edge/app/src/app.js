// The drivers' page: choose a brand, log in, see the cars of every account, log out.

import { KerbsideError, kerbside } from "kerbside";
import * as account from "./account.js";
import { link, named, onClick, say } from "./parts.js";
import { words } from "./words.js";

const REASONS = {
  denied: "The login was cancelled.",
  expired: "That login took too long or was already used. Please log in again.",
  unavailable:
    "The manufacturer's login service cannot be reached right now. Please try again later.",
  misconfigured:
    "This service is not accepted by the manufacturer. Its owner has to look at the settings.",
  "id-token-refused":
    "The manufacturer did not prove who has logged in. If it happens again, tell the owner of this service.",
  "too-many-accounts": "As many accounts as possible are logged in. Log out of one first.",
  failed: "The manufacturer did not log you in. Please try again.",
};

// No token ever comes here, and the session's cookies are out of a script's reach.
const service = kerbside();
const element = (id) => document.getElementById(id);

// What is on the page of each account, by its slot.
const shown = new Map();
// Tells the other tabs of this browser that somebody has logged out.
const tabs = new BroadcastChannel("accounts");
let looks = 0;

// Makes the page what the session is: asked when it is loaded, when somebody may have logged in
// or out elsewhere, and when a login turns out to be over.
async function look() {
  looks += 1;
  const mine = looks;
  try {
    const session = await service.session();
    // A later one knows better.
    if (mine !== looks) return;
    element("trouble").replaceChildren();
    await showSession(session);
  } catch (error) {
    explain(error);
  } finally {
    element("waiting").hidden = true;
  }
}

async function showSession({ accounts, lost, brands }) {
  for (const gone of lost) take(gone, `${gone.brandName} has ended your login.`, gone.loginUrl);
  const listed = new Set(accounts.map(({ slot }) => slot));
  // The list leaves out an account that cannot be looked at right now, too.
  const doubtful = [...shown.values()].filter(({ slot }) => !listed.has(slot));

  const brandNames = new Map(brands.map(({ brand, name }) => [brand, name]));
  const added = accounts
    .filter(({ slot }) => !shown.has(slot))
    .map((one) => {
      const parts = account.show(one, service.account(one.slot), brandNames, {
        logOut: () => logOut([one], one.slot),
        ended: (problem) => end(one, problem),
      });
      shown.set(one.slot, { ...one, ...parts });
      element("accounts").append(parts.section);
      return parts.filled;
    });

  element("brands").replaceChildren(
    ...brands.map(({ name, loginUrl }) => {
      const item = document.createElement("li");
      item.append(link(name, loginUrl));
      return item;
    }),
  );
  element("title").textContent = shown.size > 0 ? "Your cars" : "See your car";
  element("login-title").hidden = shown.size === 0;
  element("login").hidden = false;
  element("logout").hidden = shown.size === 0;
  element("logout").textContent = shown.size > 1 ? "Log out of all" : "Log out";
  await Promise.all([...added, ...doubtful.map(({ check }) => check())]);
}

// Nothing of an account is left on the page but the word that it is over.
function take({ slot }, text, loginUrl) {
  shown.get(slot)?.section.remove();
  shown.get(slot)?.stop();
  shown.delete(slot);
  say(element("notice"), text, ...(loginUrl ? [link("Log in again", loginUrl)] : []));
}

// A call was refused because nobody is logged in, or no longer.
async function end(gone, { code, loginUrl }) {
  if (!shown.has(gone.slot)) return;
  const isLost = code === "login-lost";
  const text = isLost
    ? `${gone.brandName} has ended your login.`
    : `You are no longer logged in with ${gone.brandName}.`;
  take(gone, text, loginUrl);
  await look();
}

async function logOut(leaving, slot) {
  element("notice").replaceChildren();
  await service.logout(slot);
  for (const gone of leaving) take(gone, `You are logged out of ${gone.brandName}.`);
  tabs.postMessage("logged out");
  await look();
}

function explain(error) {
  if (!(error instanceof KerbsideError)) throw error;
  element("trouble").replaceChildren();
  say(element("trouble"), words(error));
}

// The reason is shown once: a page that is loaded again has nothing to explain.
function takeReason() {
  const address = new URL(location.href);
  const reason = address.searchParams.get("login_error");
  if (!reason) return;
  say(element("notice"), named(REASONS, reason) ?? REASONS.failed);
  address.searchParams.delete("login_error");
  history.replaceState(null, "", address);
}

onClick(element("logout"), () => logOut([...shown.values()]).catch(explain));
tabs.onmessage = look;
// A page that was left open, or is come back to, may show what is no longer so.
document.onvisibilitychange = () => {
  if (document.visibilityState === "visible") look();
};
takeReason();
await look();
document.body.dataset.ready = "true";
