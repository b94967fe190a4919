// What a car warns of, in words and with what to do, and when it is due for service.

import { type Alert, known, type List, paths, type Service, type Status } from "../src/answers.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";
import { kilometres, LOCALE, percent } from "../src/shown.js";

test.use({ viewport: PHONE, locale: LOCALE });

/** A word of the API, which no driver should read. */
const WORD = /\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/;

test("warnings that hold, with what to do, and those that are over", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/alerts`);
  const active = await answers.last<List<Alert>>(paths.activeAlerts);
  const holding = page.getByTestId("active-alerts").getByTestId("alert");
  await expect(holding).toHaveCount(active.items.length);
  if (active.items.length === 0) await expect(page.getByTestId("no-alerts")).toBeVisible();
  for (const alert of await holding.all()) await expect(alert).toContainText("Since");

  const { items } = await answers.last<List<Alert>>(/\/alerts\?limit=\d+/);
  const over = items.filter((alert) => alert.active !== true);
  expect(over.length).toBeGreaterThan(3);
  const history = page.getByTestId("alert-history").getByTestId("alert");
  await expect(history).toHaveCount(over.length);
  for (const text of await page.getByTestId("alert").allTextContents()) {
    expect(text).not.toMatch(WORD);
  }
});

test("a warning that holds comes in the order of its gravity", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  const startedAt = new Date(Date.now() - 300_000).toISOString();
  const alert = (id: string, type: string, severity: string) => ({
    id,
    type,
    severity,
    active: true,
    startedAt,
  });
  const items = [
    alert("1", "AddWasherFluid", "Information"),
    alert("2", "LeftFrontTireUnderInflated", "Warning"),
    alert("3", "BrakingSystemFailure", "Critical"),
  ];
  await page.route("**/alerts?active=true*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), items, total: 3 } });
  });
  await open(page, `/cars/${car}/alerts`);
  const holding = page.getByTestId("active-alerts").getByTestId("alert");
  await expect(holding).toHaveCount(3);
  const gravities = await holding.evaluateAll((all) =>
    all.map((one) => one.getAttribute("data-gravity")),
  );
  expect(gravities).toEqual(["critical", "warning", "information"]);
  await expect(holding.first()).toContainText(/brak/i);
  await expect(holding.first()).toContainText("Urgent");
});

test("a collision is told, with what to do", async ({ page, login, carOf, open }) => {
  await login(page, "clara");
  await open(page, `/cars/${await carOf(page, "clara", "DS 7 E-Tense")}/alerts`);
  const collisions = page.getByTestId("collisions");
  await expect(collisions.getByTestId("collision").first()).toContainText("Recorded");
  await expect(collisions).toContainText("Have the car checked");
});

test("the next service is counted down, in days and in distance", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "308 Plug-in Hybrid")}/service`);
  const { daysToMaintenance: days = Number.NaN, kmToMaintenance: km = Number.NaN } =
    await answers.last<Service>(paths.maintenance);
  const next = page.getByTestId("next-service");
  await expect(next).toContainText(`${Math.abs(days)} day`);
  await expect(next).toContainText(`${kilometres(Math.abs(km))} ${km < 0 ? "overdue" : "left"}`);
  await expect(next).toContainText("Whichever comes first.");

  const status = await answers.last<Status>(paths.status);
  const main = page.locator("main");
  await expect(main).toContainText(kilometres(known(status.odometer).odometerKm));
  await expect(main).toContainText("Engine oil");
  await expect(main).toContainText("Coolant");
  const health = status.battery12V?.healthPercent;
  if (health !== undefined) await expect(main).toContainText(percent(health));
});

test("an overdue service says by how much, and what to do", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "jonas");
  await open(page, `/cars/${await carOf(page, "jonas", "Mokka-e")}/service`);
  const { daysToMaintenance: days = 0, kmToMaintenance: km = 0 } = await answers.last<Service>(
    paths.maintenance,
  );
  expect(Math.min(days, km)).toBeLessThan(0);
  const next = page.getByTestId("next-service");
  await expect(next).toContainText("Service is overdue");
  await expect(next).toContainText("Make an appointment with a workshop.");
  if (days < 0) await expect(next).toContainText(`${-days} day`);
  if (km < 0) await expect(next).toContainText(`${kilometres(-km)} overdue`);
  // On the overview in the same way, by all that is over.
  await open(page, `/cars/${await carOf(page, "jonas", "Mokka-e")}`);
  const over = [...(days < 0 ? [`${-days} days`] : []), ...(km < 0 ? [kilometres(-km)] : [])];
  await expect(page.getByTestId("card-service")).toContainText(`Overdue by ${over.join(" and ")}`);
});

test("an electric car has no oil", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/service`);
  await expect(page.getByTestId("next-service")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Engine oil");
});
