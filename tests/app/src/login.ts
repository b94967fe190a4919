// A driver's way in, through the real pages: edge, identity provider, edge.

import type { Page } from "@playwright/test";
import type { Chain } from "./chain.js";
import { type DriverName, driverOf } from "./drivers.js";

export interface LoginOptions {
  /** The path to come back to. */
  to?: string;
  /** Ends at the form of the identity provider, with this in place of the password. */
  password?: string;
}

/** Logs a driver in, one more where some are already, and is back at `to`. */
export async function login(
  chain: Chain,
  page: Page,
  driver: DriverName,
  { to = "/", password }: LoginOptions = {},
): Promise<void> {
  const account = chain.account(driverOf(driver).username);
  const query = new URLSearchParams({ brand: account.brand, return_to: to });
  await page.goto(`${chain.origin}/auth/login?${query}`);
  await fillIn(page, account.username, password ?? account.password);
  if (password === undefined) await page.waitForURL((url) => url.origin === chain.origin);
}

/** Fills in the form of the identity provider, wherever a page led to it. */
export async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}
