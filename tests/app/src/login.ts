// A driver's way in, through the real pages: edge, identity provider, edge.

import type { Page } from "@playwright/test";
import type { Chain } from "./chain.js";
import { type DriverName, driverOf } from "./drivers.js";

/** Logs a driver in, one more where some are already, and is at the list of cars, which still loads. */
export async function login(chain: Chain, page: Page, driver: DriverName): Promise<void> {
  const { brand, username, password } = chain.account(driverOf(driver).username);
  await page.goto(`${chain.origin}/auth/login?${new URLSearchParams({ brand, return_to: "/" })}`);
  await fillIn(page, username, password);
  // The session's cookie came with the way here.
  await page.waitForURL(`${chain.origin}/`, { waitUntil: "commit" });
}

/** Fills in the form of the identity provider, wherever a page led to it. */
export async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}
