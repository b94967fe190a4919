// Who is logged in. The service is asked when the app opens, when somebody may have logged in or out
// elsewhere, and when a call shows that a login is over.

import { batch, computed, signal } from "@preact/signals";
import { KerbsideError, type ProblemError, type Schemas } from "kerbside";
import { api, isLoggedOut, isUnreachable, service } from "./client";
import { kept } from "./kept";
import { dismissAll, notify } from "./notices";

export type Account = Schemas["SessionAccount"];
export type BrandOffer = Schemas["BrandOffer"];

const KEPT = "session";
interface KeptSession {
  accounts: readonly Account[];
  brands: readonly BrandOffer[];
}

/** The accounts on the screen, in the order of their logins. */
export const accounts = signal<readonly Account[]>([]);
/** The brands one can log in with. */
export const brands = signal<readonly BrandOffer[]>([]);
/** Whether it is known who is logged in: before that, neither cars nor a login are shown. */
export const isSessionKnown = signal(false);
/** Why the service could not be asked who is logged in, the last time that it was. */
export const sessionProblem = signal<KerbsideError | undefined>(undefined);
/** Brands' names by their short names. */
export const brandNames = computed(
  () => new Map<string, string>(brands.value.map(({ brand, name }) => [brand, name])),
);

// Tells the other tabs of this browser that somebody has logged out.
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("accounts");
const listeners = new Set<(account: Account) => void>();
let looks = 0;

/** Is called with an account that is no longer logged in: nothing of it may be left. */
export function onGone(listener: (account: Account) => void) {
  listeners.add(listener);
}

/** Makes what is shown what the session is. */
export async function look(): Promise<void> {
  looks += 1;
  const mine = looks;
  try {
    const session = await service.session();
    // A later one knows better.
    if (mine !== looks) return;
    await take(session);
  } catch (error) {
    if (!(error instanceof KerbsideError)) throw error;
    if (mine !== looks) return;
    takeKept(error);
  }
}

async function take(session: Schemas["Session"]) {
  const listed = new Set(session.accounts.map(({ slot }) => slot));
  // The list leaves out an account that cannot be looked at right now, too.
  const doubtful = accounts.value.filter(({ slot }) => !listed.has(slot));
  const lost = new Set(session.lost.map(({ slot }) => slot));
  const known = new Set(accounts.value.map(({ slot }) => slot));
  const added = session.accounts.filter(({ slot }) => !known.has(slot));
  batch(() => {
    for (const { slot, brand, brandName, loginUrl } of session.lost) {
      const link = loginUrl === undefined ? {} : { loginUrl };
      remove({ slot, brand, brandName, since: 0 });
      notify({ kind: "login-lost", brandName, ...link });
    }
    if (added.length > 0) accounts.value = [...accounts.value, ...added];
    if (session.brands.length > 0) brands.value = session.brands;
    sessionProblem.value = undefined;
    isSessionKnown.value = true;
  });
  keepSession();
  const isNew = ({ brand }: Account) => added.some((one) => one.brand === brand);
  await Promise.all(
    doubtful.filter(({ slot }) => !lost.has(slot)).map((account) => check(account, isNew(account))),
  );
}

/** Keeps on this device who is logged in, if the driver has chosen that, and nothing of anybody else. */
export function keepSession() {
  const known: KeptSession = { accounts: accounts.peek(), brands: brands.peek() };
  if (known.accounts.length === 0) {
    kept.wipe();
    return;
  }
  // Somebody may have logged out while no page was open.
  kept.keepOnly(known.accounts.map(({ slot }) => slot));
  kept.write(KEPT, known);
}

// Without the service, what was kept is shown, if the driver has chosen that.
function takeKept(error: KerbsideError) {
  const session = kept.read<KeptSession>(KEPT);
  batch(() => {
    sessionProblem.value = error;
    if (!isSessionKnown.value && session && isUnreachable(error)) {
      accounts.value = session.accounts;
      brands.value = session.brands;
    }
    isSessionKnown.value = true;
  });
}

// A driver who logs in anew has a new account in the place of the one before: that is no logout.
async function check(account: Account, isReplaced: boolean) {
  try {
    await api(account.slot).user.get();
  } catch (error) {
    if (isLoggedOut(error) && isReplaced) replace(account);
    else if (isLoggedOut(error)) ended(account.slot, error);
    else if (!(error instanceof KerbsideError)) throw error;
  }
}

function replace(account: Account) {
  remove(account);
  keepSession();
}

function remove(account: Account) {
  accounts.value = accounts.value.filter(({ slot }) => slot !== account.slot);
  for (const listener of listeners) listener(account);
}

/** A call was refused because nobody is logged in, or no longer. */
export async function ended(slot: string, problem: ProblemError): Promise<void> {
  const account = accounts.value.find((one) => one.slot === slot);
  if (!account) return;
  const { code, loginUrl } = problem;
  remove(account);
  keepSession();
  const known = new Set(accounts.value.map((one) => one.slot));
  await look();
  const isReplaced = accounts.value.some(
    (one) => one.brand === account.brand && !known.has(one.slot),
  );
  if (isReplaced && code !== "login-lost") return;
  notify({
    kind: code === "login-lost" ? "login-lost" : "login-ended",
    brandName: account.brandName,
    ...(loginUrl !== undefined && { loginUrl }),
  });
}

/** Logs out of the account of a slot, or of all. It rejects with the problem where that failed. */
export async function logOut(slot?: string): Promise<void> {
  const leaving = accounts.value.filter((one) => slot === undefined || one.slot === slot);
  await service.logout(slot);
  const slots = leaving.map((account) => account.slot);
  left(slots);
  tabs?.postMessage(slots);
  await look();
}

// Somebody has logged out, in this tab or another. Nothing of them is shown or kept from here on, also
// where there is no network to ask again.
function left(slots: readonly string[]) {
  batch(() => {
    dismissAll();
    for (const account of accounts.value.filter(({ slot }) => slots.includes(slot))) {
      remove(account);
      notify({ kind: "logged-out", brandName: account.brandName });
    }
  });
  if (isSessionKnown.peek()) keepSession();
}

// The reason is told once: a page that is loaded again has nothing to explain.
function takeReason() {
  const address = new URL(location.href);
  const reason = address.searchParams.get("login_error");
  if (!reason) return;
  notify({ kind: "login-error", reason });
  address.searchParams.delete("login_error");
  history.replaceState(null, "", address);
}

/** Begins. A page that was left open, or is come back to, may show what is no longer so. */
export function startSession(): Promise<void> {
  takeReason();
  if (tabs) {
    tabs.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      left(data);
      look();
    };
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  addEventListener("online", () => look());
  return look();
}
