// Cars that tell little: each says why in a sentence of its own, once, and shows what it does tell.

import { call, type Session } from "../src/api.js";
import { driverOf } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";
import { fillIn } from "../src/login.js";

test.use({ viewport: PHONE });

test.beforeEach(({ watch }) => watch.expects(/status of (403|404|409)/));

const PRIVACY = "Hidden by the car’s privacy mode. Switch it off in the car to see it.";

test("a car that hides its place alone says so there", async ({ page, login, carOf, open }) => {
  await login(page, "louise");
  const path = `/cars/${await carOf(page, "louise", "e-2008")}`;
  await open(page, path);
  await expect(page.getByTestId("level").first()).toHaveText(/^\d+%$/);
  await expect(page.getByTestId("card-place")).toContainText(PRIVACY);
  await expect(page.getByTestId("directions")).toHaveCount(0);
  await expect(page.locator("main").getByText(PRIVACY)).toHaveCount(1);
});

test("a car that shares nothing says so once, and has no empty cards", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "louise");
  await open(page, `/cars/${await carOf(page, "louise", "208")}`);
  await expect(page.getByTestId("hero")).toContainText(PRIVACY);
  await expect(page.locator("[data-testid^='card-']")).toHaveCount(0);
  await expect(page.locator("main").getByText(PRIVACY)).toHaveCount(1);
});

const SILENT = "The car has not reported this yet. Drive for a quarter of an hour";
const UNSUBSCRIBED = "No connected service is active for this car.";

/** What each says in the place of its state. */
const cases = [
  // Of such a car the manufacturer says no more than of one that is silent.
  ["108", SILENT],
  ["508", SILENT],
  ["Rifter", "The car’s connection unit was replaced."],
  ["3008", UNSUBSCRIBED],
] as const;

for (const [label, sentence] of cases) {
  test(`${label}: ${sentence}`, async ({ page, login, carOf, open }) => {
    await login(page, "louise");
    await open(page, `/cars/${await carOf(page, "louise", label)}`);
    const problem = page.locator("main").getByTestId("problem").first();
    await expect(problem).toContainText(sentence);
    await expect(problem.locator("code")).toHaveText(/^[0-9a-f]{32}$/);
    await expect(page.getByTestId("level")).toHaveCount(0);
  });
}

test("a car that is new says that it has nothing to tell yet", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "louise");
  await open(page, `/cars/${await carOf(page, "louise", "e-308")}`);
  await expect(page.getByTestId("hero")).toContainText(/%|The car has not reported a level yet/);
  await expect(page.getByTestId("card-trip")).toContainText("No trips yet.");
});

test("a driver who does not share the place is told how to", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "nora");
  await open(page, `/cars/${await carOf(page, "nora", "ë-C3")}`);
  await expect(page.getByTestId("level").first()).toHaveText(/^\d+%$/);
  // With a status, nobody says why the place is not in it.
  await expect(page.getByTestId("card-place")).toContainText(
    "The manufacturer did not send this and gave no reason.",
  );
  await open(page, `/cars/${await carOf(page, "nora", "ë-C3")}/map`);
  await expect(page.locator("main")).toContainText("You have not agreed to share this.");
});

test("a driver who shares nothing is told how to", async ({ page, login, carOf, open, chain }) => {
  await login(page, "emma");
  const path = `/cars/${await carOf(page, "emma", "Mokka Electric")}`;
  await open(page, path);
  await expect(page.locator("main")).toContainText("Your consent to this is missing.");
  await expect(page.getByTestId("level")).toHaveCount(0);
  // The way to agree to it, and back to this page.
  await page.getByTestId("log-in-to-agree").first().click();
  await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  const { username, password } = chain.account(driverOf("emma").username);
  await fillIn(page, username, password);
  await expect(page).toHaveURL(chain.origin + path);
  // The older login has ended: a page that asked with it would be refused again.
  const { accounts } = await call<Session>(chain, page, "/auth/session");
  expect(accounts).toHaveLength(1);
});

test("in a list of such cars each says its own", async ({ page, login, open }) => {
  await login(page, "louise");
  await open(page, "/");
  const cars = page.getByTestId("car");
  await expect(cars).toHaveCount(7);
  await expect(cars.getByText(UNSUBSCRIBED)).toHaveCount(1);
  await expect(cars.getByText(SILENT)).toHaveCount(2);
  await expect(cars.getByText(PRIVACY)).toHaveCount(1);
});
