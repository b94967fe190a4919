// The cars of all accounts, with the last status of each, in pages. Accounts are asked side by side,
// so that one that is slow or in trouble keeps no other's cars from the screen.

import { computed, effect, signal } from "@preact/signals";
import { ProblemError, type Schemas } from "kerbside";
import { answered } from "./answers";
import { api } from "./client";
import { kept } from "./kept";
import { PagedList } from "./pages";
import { statusOf } from "./questions";
import { type Account, accounts } from "./session";

export type Vehicle = Schemas["ListedVehicle"];

/** A car and whose it is: what a car's screens are given. */
export interface Car {
  readonly account: Account;
  readonly vehicle: Vehicle;
}

/** The cars of one account. */
export interface Fleet {
  readonly account: Account;
  readonly list: PagedList<Vehicle>;
  /** Has nothing of it taken or kept any more. */
  end(): void;
}

/** The fleets of the accounts, in their order: none before the garage is opened. */
export const fleets = signal<readonly Fleet[]>([]);
const isOpen = signal(false);

/** Every car that is known, account by account. */
export const cars = computed<readonly Car[]>(() =>
  fleets.value.flatMap(({ account, list }) =>
    vehiclesOf({ account, list }).map((vehicle) => ({ account, vehicle })),
  ),
);

/** The cars of a fleet: those that were read, or those kept from an earlier visit before that. */
export function vehiclesOf({ account, list }: Pick<Fleet, "account" | "list">): readonly Vehicle[] {
  if (list.isBegun.value) return list.items.value;
  return keptVehicles(account.slot);
}

/** The cars of an account that are kept from an earlier visit. */
export const keptVehicles = (slot: string): readonly Vehicle[] =>
  kept.read<readonly Vehicle[]>(keptAs(slot)) ?? [];

const keptAs = (slot: string) => `${slot}/garage`;

/** Has the cars of all accounts asked for, now and whenever somebody logs in. */
export function openGarage() {
  isOpen.value = true;
}

/** Asks for the cars anew: of an account, or of all. */
export async function reloadGarage(slot?: string): Promise<void> {
  const wanted = fleets.peek().filter(({ account }) => slot === undefined || account.slot === slot);
  await Promise.all(wanted.map(({ list }) => list.reload()));
}

/** Asks again for cars that could not be had or confirmed, if nobody has within the last milliseconds. */
export function healGarage(after: number) {
  for (const { list } of fleets.peek()) {
    if (list.isLacking && list.isOlderThan(after)) list.refresh();
  }
}

export function startGarage() {
  effect(() => {
    if (!isOpen.value) return;
    const known = fleets.peek();
    const current = accounts.value;
    for (const { account, end } of known) if (!current.includes(account)) end();
    fleets.value = current.map(
      (account) => known.find((fleet) => fleet.account === account) ?? made(account),
    );
  });
}

function made(account: Account): Fleet {
  const { slot } = account;
  const list = new PagedList<Vehicle>(slot, (signal) =>
    api(slot)
      .vehicles.list({ include: ["status", "branding", "pictures"], signal })
      .pages(),
  );
  let taken = new Set<Vehicle>();
  const dispose = effect(() => {
    const items = list.items.value;
    for (const vehicle of items) if (!taken.has(vehicle)) takeStatus(slot, vehicle);
    taken = new Set(items);
    if (list.isBegun.value) kept.write(keptAs(slot), items.map(withoutStatus));
  });
  list.more();
  const end = () => {
    list.stop();
    dispose();
  };
  return { account, list, end };
}

const withoutStatus = ({ status: _, ...vehicle }: Vehicle): Vehicle => vehicle;

// The status that came with a list is held as if it had been asked for by itself.
function takeStatus(slot: string, { id, status }: Vehicle) {
  if (!status) return;
  const answer = answered(statusOf(slot, id));
  if ("code" in status) answer.fail(new ProblemError("status.get", status));
  else answer.take(status as Exclude<typeof status, Schemas["Problem"]>);
}
