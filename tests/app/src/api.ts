// What the tests ask the service beside the page, as the page's driver.

import type { Page } from "@playwright/test";
import type { Chain } from "./chain.js";
import { type DriverName, driverOf } from "./drivers.js";

/** A car as the service lists it. */
export interface ListedCar {
  id: string;
  label?: string;
  motorization?: string;
}

/** Who is logged in. */
export interface Session {
  accounts: { slot: string; brand: string }[];
}

interface List<T> {
  items: T[];
  next?: string;
}

/** A GET of the API, with the cookies of a page's browser. */
export async function call<T>(chain: Chain, page: Page, path: string): Promise<T> {
  const answer = await page.request.get(chain.origin + path, { headers: { "x-kerbside": "1" } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** The cars of a driver who is logged in with a page's browser, in the order of their table. */
export async function carsOf(chain: Chain, page: Page, driver: DriverName): Promise<ListedCar[]> {
  const { brand } = chain.account(driverOf(driver).username);
  const session = await call<Session>(chain, page, "/auth/session");
  const account = session.accounts.find((one) => one.brand === brand);
  if (!account) throw new Error(`${driver} is not logged in`);
  const list = `/api/v1/accounts/${account.slot}/vehicles`;
  const cars: ListedCar[] = [];
  let path: string | undefined = list;
  while (path) {
    const { items, next }: List<ListedCar> = await call(chain, page, path);
    cars.push(...items);
    path = next && `${list}?cursor=${encodeURIComponent(next)}`;
  }
  return cars;
}

/** The identifier of a driver's car. Not each has its label in the list. */
export async function carOf(
  chain: Chain,
  page: Page,
  driver: DriverName,
  label: string,
): Promise<string> {
  const at = driverOf(driver).cars.findIndex((car) => car.label === label);
  const car = (await carsOf(chain, page, driver))[at];
  if (!car) throw new Error(`${driver} has no ${label}`);
  return car.id;
}

/** The identifier of the latest trip of a car of the page's first account. */
export async function latestTrip(chain: Chain, page: Page, car: string): Promise<string> {
  const { items } = await call<List<{ id: string }>>(chain, page, `/api/v1/vehicles/${car}/trips`);
  const [latest] = items;
  if (!latest) throw new Error(`${car} has no trip`);
  return latest.id;
}
