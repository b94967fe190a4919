// What comes between a driver and their cars, in the middle of a visit: each state is brought about,
// is said on the screen, and is over again.

import type { Locator, Page, Route } from "@playwright/test";
import { BRANDS } from "../src/brands.js";
import { drivers } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE, steady } from "../src/judged.js";
import { fillIn } from "../src/login.js";
import { settled } from "../src/settled.js";
import { LOGIN_OVER } from "../src/watch.js";

test.use({ viewport: PHONE });

/** A car of camille's, who is the driver of all of these. */
const CAR = "e-208";

/** The number of a request. */
const REQUEST = "0123456789abcdef0123456789abcdef";

/** A problem as the service answers it. */
const trouble = (code: string, status = 503) => ({
  type: `/problems/${code}`,
  title: code,
  status,
  code,
});

/** The links of the brands, which are there for whoever is not logged in. */
const brands = (page: Page): Locator => page.getByTestId("brands").getByRole("link");

/** The car on the page that lists it. */
const car = (page: Page): Locator => page.getByTestId("car").filter({ hasText: CAR });

/** The mark of what was last known. */
const stale = (page: Page): Locator => page.getByTestId("stale").first();

/** Says of every level that it is no figure from nowhere. */
async function showsLevel(page: Page): Promise<void> {
  await expect(car(page).getByTestId("level").first()).toHaveText(/\d+\s?%/);
}

test("a login that the manufacturer ended", async ({ page, login, open, control, watch }) => {
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  await open(page, "/");
  await showsLevel(page);
  await control("/tokens/revoke", { username: drivers.camille.username });
  await open(page, "/");
  await expect(car(page)).toBeHidden();
  await expect(page.getByTestId("notice")).toContainText("Peugeot");
  await expect(page.getByTestId("log-in-again")).toBeVisible();
  await expect(brands(page)).toHaveCount(BRANDS.length);
  await judged(page, "cars", "login-ended");
});

test("access tokens that have expired are no matter", async ({ page, login, open, control }) => {
  await login(page, "camille");
  await control("/tokens/expire", { username: drivers.camille.username });
  await open(page, "/");
  await showsLevel(page);
  await expect(stale(page)).toBeHidden();
});

test("the relay is down, and back", async ({ page, login, open, chain, watch, context }) => {
  watch.expects(/status of 50[234]|ERR_INTERNET_DISCONNECTED/);
  await login(page, "camille");
  await open(page, "/");
  await showsLevel(page);
  await expect(stale(page)).toBeHidden();
  await chain.relay.stop();
  await open(page, "/");
  await showsLevel(page);
  await expect(stale(page)).toBeVisible();
  await steady(page, "the cars while the relay is down");
  await judged(page, "cars", "relay-down");
  await chain.relay.start();
  // A page that is open asks again when the driver comes back to the network, and by the clock.
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.getByTestId("stale")).toHaveCount(0);
  await showsLevel(page);
});

test("the manufacturer is down, and back", async ({ page, login, open, control, watch, chain }) => {
  watch.expects(/status of 50[234]/);
  await login(page, "camille");
  await open(page, "/");
  await showsLevel(page);
  await control("/faults", { on: "api", kind: "status" });
  await open(page, "/");
  await showsLevel(page);
  await expect(stale(page)).toBeVisible();
  await judged(page, "cars", "manufacturer-down");
  await chain.heal();
  await open(page, "/");
  await expect(stale(page)).toBeHidden();
});

test("the manufacturer is down before anything is known", async ({
  page,
  login,
  open,
  control,
  watch,
}) => {
  watch.expects(/status of 50[234]/);
  await control("/faults", { on: "api", kind: "status" });
  await login(page, "oliver");
  await open(page, "/");
  await expect(page.getByTestId("trouble")).toBeVisible();
  await expect(page.getByTestId("trouble").locator("code")).toHaveText(/^[0-9a-f]{32}$/);
  await judged(page, "cars", "nothing-known");
});

test("the manufacturer goes down while the cars are looked at", async ({
  page,
  login,
  open,
  control,
}) => {
  await page.clock.install();
  await login(page, "camille");
  await open(page, "/");
  await showsLevel(page);
  const told = car(page).getByTestId("car-problem");
  await expect(told).toHaveCount(0);
  await control("/faults", { on: "api", kind: "status" });
  await page.clock.fastForward(360_000);
  await expect(told).toContainText(/^As of .* ago\. The manufacturer/);
  await showsLevel(page);
});

test("a car that could not be asked says so, and the others do not", async ({
  page,
  login,
  open,
  chain,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"], { origin: chain.origin });
  await login(page, "camille");
  await page.route(/\/vehicles\?/, async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    const since = new Date(Date.now() - 600_000).toISOString();
    const because = { ...trouble("rate-limited", 429), retryAfter: 900, requestId: REQUEST };
    const item = list.items.find(({ label }: { label?: string }) => label === CAR);
    item.status.stale = { since, because };
    await route.fulfill({ response, json: list });
  });
  await open(page, "/");
  await showsLevel(page);
  await expect(page.getByTestId("car-problem")).toHaveCount(1);
  const told = car(page).getByTestId("car-problem");
  await expect(told).toContainText("As of 10 minutes ago. ");
  await expect(told).toContainText("no more requests");
  await expect(told).toContainText("in 15 min.");
  await expect(stale(page)).toBeHidden();
  // The button is above the link that the card is.
  await told.getByRole("button", { name: "Copy the request number" }).click();
  await expect(told).toContainText("Copied.");
  await expect(told.locator("code")).toHaveText(REQUEST);
  await expect(page).toHaveURL(`${chain.origin}/`);
  await judged(page, "cars", "one-car-not-asked");
});

test("the overview of a car says one trouble once", async ({ page, login, carOf, open, watch }) => {
  watch.expects(/status of 503/);
  await login(page, "camille");
  const path = `/cars/${await carOf(page, "camille", CAR)}`;
  let code = "upstream-unavailable";
  await page.route(/\/status$/, async (route) => {
    const response = await route.fetch();
    const stale = {
      since: new Date(Date.now() - 600_000).toISOString(),
      because: { ...trouble("upstream-unavailable"), retryAfter: 900, requestId: REQUEST },
    };
    await route.fulfill({ response, json: { ...(await response.json()), stale } });
  });
  await page.route(/\/(?:trips|maintenance|alerts)\b[^/]*$/, (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", json: trouble(code) }),
  );
  const main = page.locator("main");
  const quiet = main.getByText("Not available right now.");
  await open(page, path);
  await expect(stale(page)).toContainText("As of 10 minutes ago. The manufacturer’s service");
  await expect(stale(page)).toContainText("Please try again in 15 min.");
  await expect(stale(page).locator("code")).toHaveText(REQUEST);
  await expect(quiet).toHaveCount(3);
  await expect(main.getByTestId("problem")).toHaveCount(0);
  await judged(page, "car", "manufacturer-down");
  // Another trouble is told where it is.
  code = "relay-unreachable";
  await open(page, path);
  await expect(main.getByTestId("problem")).toHaveCount(3);
});

test("the number of a request is copied, and said to be", async ({
  page,
  login,
  open,
  control,
  watch,
  context,
  chain,
}) => {
  watch.expects(/status of 50[234]/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: chain.origin });
  await control("/faults", { on: "api", kind: "status" });
  await login(page, "oliver");
  await open(page, "/");
  const trouble = page.getByTestId("trouble");
  await trouble.getByRole("button", { name: "Copy the request number" }).click();
  await expect(trouble).toContainText("Copied.");
  const number = await trouble.locator("code").textContent();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(number);
});

test("the manufacturer is slow", async ({ page, login, open, control }) => {
  await login(page, "camille");
  await control("/faults", { on: "api", kind: "delay", ms: 1500 });
  await open(page, "/");
  await showsLevel(page);
  await steady(page, "the cars of a slow manufacturer");
});

test("offline, and back", async ({ page, login, open, context, watch }) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await login(page, "camille");
  await open(page, "/");
  await showsLevel(page);
  await context.setOffline(true);
  await expect(page.getByTestId("offline")).toBeVisible();
  // What an open page shows stays.
  await showsLevel(page);
  await judged(page, "cars", "offline");
  await context.setOffline(false);
  await expect(page.getByTestId("offline")).toBeHidden();
  await showsLevel(page);
});

test("who logs out in one tab is logged out in the other", async ({ page, login, open, watch }) => {
  // The other tab may ask once more before it hears of it.
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  await open(page, "/");
  const other = await page.context().newPage();
  await open(other, "/");
  await expect(car(other)).toBeVisible();
  await other.getByTestId("account-menu").click();
  await other.getByTestId("log-out").click();
  for (const tab of [other, page]) {
    await expect(car(tab)).toBeHidden();
    await expect(brands(tab)).toHaveCount(BRANDS.length);
  }
});

test("cars of two brands, of which one is logged out of", async ({
  page,
  login,
  open,
  control,
  watch,
}) => {
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  await login(page, "manon");
  await open(page, "/");
  const citroen = page.getByTestId("car").filter({ hasText: "ë-C4" });
  await expect(car(page)).toBeVisible();
  await expect(citroen).toBeVisible();
  await judged(page, "cars", "two-brands");
  await control("/tokens/revoke", { username: drivers.manon.username });
  await open(page, "/");
  await expect(citroen).toBeHidden();
  await showsLevel(page);
  await expect(page.getByTestId("notice")).toContainText("Citroën");
});

test("a logout that fails says why, and the number of its request", async ({
  page,
  login,
  open,
  watch,
}) => {
  watch.expects(/status of 503/);
  await login(page, "camille");
  await open(page, "/");
  await page.route("**/auth/logout*", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      json: { ...trouble("login-unavailable"), requestId: REQUEST },
    }),
  );
  await page.getByTestId("account-menu").click();
  await page.getByTestId("log-out").click();
  const notice = page.getByTestId("notice");
  await expect(notice).toContainText("You stay logged in.");
  await expect(notice.locator("code")).toHaveText(REQUEST);
  await judged(page, "cars", "not-logged-out");
});

test("a login that is given up", async ({ page, open }) => {
  await open(page, "/");
  await brands(page).first().click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await settled(page);
  await expect(page.getByTestId("notice")).toBeVisible();
  // A page that is loaded again has nothing to explain.
  await expect(page).not.toHaveURL(/login_error/);
  await judged(page, "login", "given-up");
});

test("who logs in at the address of a screen is shown that screen", async ({
  page,
  login,
  carOf,
  open,
  chain,
}) => {
  await login(page, "camille");
  const path = `/cars/${await carOf(page, "camille", CAR)}/trips?min=1`;
  await page.context().clearCookies();
  await open(page, path);
  const { username, password, brand } = chain.account(drivers.camille.username);
  await brands(page)
    .and(page.locator(`[href*="brand=${brand}"]`))
    .click();
  await fillIn(page, username, password);
  await expect(page).toHaveURL(chain.origin + path);
  await expect(page.getByTestId("car-title")).toContainText(CAR);
});

test("a car of another account: the ways to the driver's own, and to that account", async ({
  page,
  login,
  carOf,
  open,
  chain,
  watch,
}) => {
  watch.expects(/status of 40[34]/);
  // The page may ask once more before it is left.
  watch.expects(LOGIN_OVER);
  await login(page, "camille");
  const path = `/cars/${await carOf(page, "camille", CAR)}/trips`;
  await page.context().clearCookies();
  await login(page, "manon");
  await open(page, path);
  const notFound = page.getByTestId("not-found");
  await expect(notFound).toContainText("None of your accounts has this car.");
  await expect(notFound.getByRole("link", { name: "To all cars" })).toBeVisible();
  await judged(page, "cars", "of-another-account");
  const { username, password } = chain.account(drivers.camille.username);
  await notFound.getByRole("link", { name: "Peugeot" }).click();
  await fillIn(page, username, password);
  await expect(page).toHaveURL(chain.origin + path);
  await expect(page.getByTestId("car-title")).toContainText(CAR);
});

test.describe("a screen whose code is on its way", () => {
  // The service worker has the code of all screens.
  test.use({ serviceWorkers: "block" });

  test("is said to be awaited", async ({ page, login, carOf, chain }) => {
    await login(page, "camille");
    const path = `/cars/${await carOf(page, "camille", CAR)}`;
    const code = new Promise<Route>((resolve) => {
      void page.route(/\/assets\/car-[^/]+\.js$/, (route) => resolve(route));
    });
    await page.goto(chain.origin + path);
    await expect(page.getByTestId("car-title")).toContainText(CAR);
    const screen = page.locator("#screen");
    await expect(screen).toHaveAttribute("aria-busy", "true");
    await expect(page.getByTestId("hero")).toBeHidden();
    await (await code).continue();
    await settled(page);
    await expect(page.getByTestId("hero")).toBeVisible();
    await expect(screen).not.toHaveAttribute("aria-busy", "true");
  });
});
