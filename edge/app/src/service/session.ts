// Who is logged in. The service is asked when the app opens, when somebody may have logged in or out
// elsewhere, when a call shows that a login is over, and by the clock where it could not say.

import { batch, computed, signal } from "@preact/signals";
import { KerbsideError, ProblemError, type Schemas } from "kerbside";
import { api, isLoggedOut, isUnreachable, service } from "./client";
import { kept } from "./kept";
import { dismissBut, notify } from "./notices";
import { forgetConsents } from "./preferences";

export type Account = Schemas["SessionAccount"];
export type BrandOffer = Schemas["BrandOffer"];

/** Milliseconds after which a page that has not heard who is logged in shows what was kept. */
const PATIENCE = 3_000;

/** Told where an account that the service cannot ask right now is not on the screen. */
const UNASKED = new ProblemError("session.get", {
  type: "/problems/login-unavailable",
  code: "login-unavailable",
  title: "An account cannot be asked",
  status: 503,
});

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
const listeners = new Set<(slot: string) => void>();
/** For each slot, those listed or kept together with it: other logins, and none that replaced it. */
const beside = new Map<string, ReadonlySet<string>>();
/** The slots that are being logged out of, each with the end of that. */
const leaving = new Map<string, Promise<void>>();
let looks = 0;
/** When it was last asked who is logged in, by `performance.now()`. */
let lookedAt = 0;
let newest = Promise.resolve();

/** Is called with the slot of an account that is no longer logged in: nothing of it may be left. */
export function onGone(listener: (slot: string) => void) {
  listeners.add(listener);
}

/** Asks who is logged in, and shows it. An answer that a newer call has overtaken is dropped; its caller waits for the newer one. */
export function look(): Promise<void> {
  looks += 1;
  lookedAt = performance.now();
  newest = ask(looks);
  return newest;
}

/** Asks again who is logged in where that could not be said, if nobody has within the last milliseconds. */
export function healSession(after: number) {
  if (sessionProblem.peek() && performance.now() - lookedAt >= after) look();
}

async function ask(mine: number): Promise<void> {
  try {
    const session = await service.session();
    if (mine !== looks) return newest;
    await take(session);
  } catch (error) {
    if (!(error instanceof KerbsideError)) throw error;
    if (mine !== looks) return newest;
    takeKept(error);
  }
}

const slotsOf = (some: readonly { slot: string }[]) => new Set(some.map(({ slot }) => slot));

async function take(session: Schemas["Session"]) {
  const unavailable = slotsOf(session.unavailable ?? []);
  // Of an account that the service cannot ask right now, only what is kept tells when a page opens.
  const found = kept.read<KeptSession>(KEPT)?.accounts ?? [];
  const unlisted = found.filter(({ slot }) => unavailable.has(slot));
  const named = new Set([...slotsOf([...session.accounts, ...session.lost]), ...unavailable]);
  const doubtful = accounts.value.filter(({ slot }) => !named.has(slot));
  tellApart([...unlisted, ...session.accounts]);
  batch(() => {
    for (const { slot, brandName, loginUrl } of session.lost) {
      const link = loginUrl === undefined ? {} : { loginUrl };
      remove(slot);
      notify({ kind: "login-lost", brandName, ...link });
    }
    add([...unlisted, ...session.accounts]);
    if (session.brands.length > 0) brands.value = session.brands;
    const shown = slotsOf(accounts.value);
    sessionProblem.value = [...unavailable].some((slot) => !shown.has(slot)) ? UNASKED : undefined;
    isSessionKnown.value = true;
  });
  keepSession();
  await Promise.all(doubtful.map(check));
}

function tellApart(some: readonly { slot: string }[]) {
  const slots = slotsOf(some);
  for (const slot of slots) beside.set(slot, slots);
}

function add(some: readonly Account[]) {
  const known = slotsOf(accounts.value);
  const added = some.filter(({ slot }) => !known.has(slot));
  if (added.length === 0) return;
  accounts.value = [...accounts.value, ...added].sort((one, other) => one.since - other.since);
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

function takeKept(error: KerbsideError) {
  batch(() => {
    sessionProblem.value = error;
    if (isUnreachable(error)) showKept();
    isSessionKnown.value = true;
  });
}

// While the service has said nothing yet, what was kept is shown, if the driver has chosen that.
function showKept() {
  const session = kept.read<KeptSession>(KEPT);
  if (isSessionKnown.peek() || !session) return;
  batch(() => {
    tellApart(session.accounts);
    add(session.accounts);
    brands.value = session.brands;
    isSessionKnown.value = true;
  });
}

async function check({ slot }: Account) {
  try {
    await api(slot).user.get();
  } catch (error) {
    if (isLoggedOut(error)) await ended(slot, error);
    else if (!(error instanceof KerbsideError)) throw error;
  }
}

function remove(slot: string) {
  accounts.value = accounts.value.filter((account) => account.slot !== slot);
  for (const listener of listeners) listener(slot);
}

/**
 * What to show of a call that threw: its problem, or nothing where the login is over, which is told by
 * itself. What is no failure of a call is thrown on.
 */
export function problemOf(slot: string, error: unknown): KerbsideError | undefined {
  if (!(error instanceof KerbsideError)) throw error;
  if (!isLoggedOut(error)) return error;
  ended(slot, error);
  return undefined;
}

/** A call was refused because nobody is logged in, or no longer. */
export async function ended(slot: string, problem: ProblemError): Promise<void> {
  // The service refuses calls some seconds before it has answered a logout. That is no lost login, unless
  // the logout fails.
  await leaving.get(slot);
  const account = accounts.value.find((one) => one.slot === slot);
  if (!account) return;
  const { code, loginUrl } = problem;
  remove(slot);
  keepSession();
  await look();
  if (code !== "login-lost" && isReplaced(account)) return;
  notify({
    kind: code === "login-lost" ? "login-lost" : "login-ended",
    brandName: account.brandName,
    ...(loginUrl !== undefined && { loginUrl }),
  });
}

// A driver who logs in anew has a new account in the place of the one before: that is no logout. One that
// was listed together with it is another driver's.
const isReplaced = ({ slot, brand, since }: Account): boolean =>
  accounts.value.some(
    (one) => one.brand === brand && one.since > since && !beside.get(slot)?.has(one.slot),
  );

/** Logs out of the account of a slot, or of all. It rejects with the problem where that failed. */
export async function logOut(slot?: string): Promise<void> {
  const slots = [...slotsOf(accounts.value)].filter((one) => slot === undefined || one === slot);
  let over = () => {};
  const end = new Promise<void>((resolve) => {
    over = resolve;
  });
  for (const one of slots) leaving.set(one, end);
  try {
    await service.logout(slot);
    left(slots);
  } catch (error) {
    // Some may be logged out all the same, or its answer was lost.
    look();
    throw error;
  } finally {
    // Another logout of the same account may still be under way.
    for (const one of slots) if (leaving.get(one) === end) leaving.delete(one);
    over();
  }
  tabs?.postMessage(slots);
  await look();
}

// Somebody has logged out, in this tab or another. Nothing of them is shown or kept from here on, also
// where there is no network to ask again.
function left(slots: readonly string[]) {
  batch(() => {
    dismissBut(slots);
    for (const { slot, brandName } of accounts.value.filter(({ slot }) => slots.includes(slot))) {
      remove(slot);
      notify({ kind: "logged-out", brandName });
    }
  });
  if (!isSessionKnown.peek()) return;
  keepSession();
  // Of an account that is not shown since it cannot be asked, the consents stay.
  if (accounts.peek().length === 0 && !sessionProblem.peek()) forgetConsents();
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
  setTimeout(showKept, PATIENCE);
  return look();
}
