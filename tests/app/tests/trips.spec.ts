// A car's trips, and one of them: the figures are those of the service, and what is narrowed, drawn
// and paged is all of it.

import type { Page } from "@playwright/test";
import { known, type List, paths, type Status, type Trip } from "../src/answers.js";
import { call } from "../src/api.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";
import { settled } from "../src/settled.js";
import { degrees, directionsTo, distance, LOCALE } from "../src/shown.js";

test.use({ viewport: PHONE, locale: LOCALE });

const LIST = /\/vehicles\/[^/]+\/trips\?limit=30/;

const rows = (page: Page) => page.getByTestId("trip");

/** Kilometres as a number: "1,234 km", "9.5 km". */
const inFigures = (text: string | null) =>
  Number(/([\d.,]+)\skm/.exec(text ?? "")?.[1]?.replaceAll(",", ""));

const sumOf = (trips: readonly Trip[]) =>
  trips.reduce((sum, { distanceKm = 0 }) => sum + distanceKm, 0);

test("the list, its sum and its chart are what the service answered", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/trips`);
  const { items } = await answers.last<List<Trip>>(LIST);
  await expect(rows(page)).toHaveCount(items.length);
  // The newest first.
  const starts = items.map(({ startedAt = "" }) => Date.parse(startedAt));
  expect(starts).toEqual(starts.toSorted((one, other) => other - one));
  for (const [at, { distanceKm = Number.NaN }] of items.slice(0, 5).entries()) {
    await expect(rows(page).nth(at)).toContainText(distance(distanceKm));
  }
  await expect(page.getByTestId("trips-distance")).toHaveText(distance(sumOf(items)));

  // The chart is for who sees it; the table says the same, of the same trips.
  const chart = page.getByTestId("trips-chart");
  await expect(chart.locator("[aria-hidden=true] svg").first()).toBeVisible();
  const totals: number[] = [];
  for (const period of ["Day", "Week"]) {
    await chart.getByText(period, { exact: true }).first().click();
    await expect(chart.locator("thead th").first()).toHaveText(period);
    const table = chart.locator("details");
    if ((await table.getAttribute("open")) === null) await chart.getByText("As a table").click();
    await expect(chart.getByRole("table")).toBeVisible();
    totals.push(inFigures(await chart.locator("tfoot td").last().textContent()));
    const cells = await chart.locator("tbody tr td:last-child").allTextContents();
    const days = cells.map(inFigures).filter((km) => !Number.isNaN(km));
    const summed = days.reduce((sum, km) => sum + km, 0);
    expect(Math.abs(summed - sumOf(items))).toBeLessThan(days.length);
  }
  for (const total of totals) expect(Math.abs(total - sumOf(items))).toBeLessThan(1);
});

test.describe("a device that travels", () => {
  // A zone that the browser is given cannot be changed.
  test.use({ timezoneId: "" });

  test("the chart has the days of the zone that the device is in now", async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "camille");
    await page.clock.install();
    await open(page, `/cars/${await carOf(page, "camille", "C3")}/trips`);
    const table = page.getByTestId("trips-chart").getByRole("table", { includeHidden: true });
    const before = await table.textContent();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTimezoneOverride", { timezoneId: "Pacific/Kiritimati" });
    await page.clock.runFor("01:00");
    await expect.poll(() => table.textContent()).not.toBe(before);
    const after = await table.textContent();
    await page.reload();
    await settled(page);
    expect(await table.textContent()).toBe(after);
  });
});

test("where no trip has a date, that is said once and nothing is drawn", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await page.route(LIST, async (route) => {
    const response = await route.fetch();
    const [{ id }] = (await response.json()).items;
    await route.fulfill({ response, json: { items: [{ id }] } });
  });
  await page.route(/\/trips\?limit=1$/, (route) => route.fulfill({ json: { items: [] } }));
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/trips`);
  const chart = page.getByTestId("trips-chart");
  await expect(chart.getByText("No trip has a date.")).toHaveCount(1);
  await expect(chart.locator("svg")).toHaveCount(1);
});

test("what it is narrowed to is in its address, and is undone", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/trips`);
  const { items } = await answers.last<List<Trip>>(LIST);
  const lengths = items.map(({ distanceKm = 0 }) => distanceKm).toSorted((a, b) => a - b);
  const least = Math.floor(lengths[Math.floor(lengths.length / 2)] ?? 0);
  await page.getByText("Filter", { exact: true }).click();
  await page.getByTestId("filter-distance").fill(`${least}`);
  await page.getByTestId("filter-distance").blur();
  await expect(page).toHaveURL(new RegExp(`\\?min=${least}$`));
  await expect(page.getByTestId("narrowed")).toContainText(`at least ${least} km`);
  const fewer = items.filter(({ distanceKm = 0 }) => distanceKm >= least);
  // The list before stays until the narrowed one has come.
  await settled(page);
  await expect(rows(page).first()).toBeVisible();
  for (const text of await page.getByTestId("trip").allTextContents()) {
    expect(inFigures(text)).toBeGreaterThanOrEqual(least);
  }
  expect(fewer.length).toBeLessThan(items.length);
  // Those of the page before, and others that come after them.
  expect(await rows(page).count()).toBeGreaterThanOrEqual(fewer.length);
  // Loaded anew, it is the same list.
  await page.reload();
  await settled(page);
  await expect(page.getByTestId("narrowed")).toContainText(`at least ${least} km`);

  // From a day on.
  const [first] = (items[Math.min(5, items.length - 1)]?.startedAt ?? "").split("T");
  await open(page, `${new URL(page.url()).pathname}?from=${first}`);
  const dated = await answers.last<List<Trip>>(/\/trips\?.*from=/);
  expect(dated.items.length).toBeGreaterThan(0);
  await expect(rows(page)).toHaveCount(dated.items.length);

  // More than any trip is long.
  await open(page, `${new URL(page.url()).pathname}?min=9999`);
  const none = page.getByTestId("trips-none-match");
  await expect(none).toContainText("No trip matches these filters.");
  await none.getByRole("button").click();
  await expect(page).toHaveURL(/\/trips$/);
  await expect(rows(page)).toHaveCount(items.length);
});

test("the filter leaves what is being written in it as it is", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/trips`);
  await expect(rows(page).first()).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator("summary").filter({ hasText: "Filter" }).click();
  const from = page.getByTestId("filter-from");
  const to = page.getByTestId("filter-to");
  // The day and the month are the same in either order.
  await from.focus();
  await page.keyboard.type("11112026");
  await expect(page).toHaveURL(/\?from=2026-11-11$/);
  await to.focus();
  await page.keyboard.type("12122026");
  await expect(page).toHaveURL(/&to=2026-12-12$/);
  await expect(to).toBeFocused();
  await expect(to).toHaveValue("2026-12-12");
  await settled(page);
  // The list is asked for once for each, and for no year that was still being written.
  expect(asked.filter((url) => LIST.test(url))).toHaveLength(2);

  await from.fill("2026-12-13");
  await expect(page.getByText("The last day is before the first.")).toBeVisible();
  await from.fill("2026-11-11");
  await expect(page.getByText("The last day is before the first.")).toHaveCount(0);
  await expect(from).toBeFocused();

  const distance = page.getByTestId("filter-distance");
  await distance.pressSequentially("12");
  // What comes meanwhile has the screen drawn anew.
  const status = page.waitForResponse(/\/status$/);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await status;
  await settled(page);
  await expect(distance).toHaveValue("12");
  await expect(page).toHaveURL(/&to=2026-12-12$/);
  await distance.blur();
  await expect(page).toHaveURL(/&min=12$/);
  await expect(distance).toHaveValue("12");
});

test("137 trips come a page at a time, and all of them at once", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "lucas");
  await open(page, `/cars/${await carOf(page, "lucas", "e-Expert")}/trips`);
  const shown = page.getByTestId("trips-shown");
  await expect(rows(page)).toHaveCount(30);
  await expect(shown).toHaveText("30 of 137 trips shown");
  await page.getByTestId("trips-more").click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(30);
  await expect(shown).toHaveText(`${await rows(page).count()} of 137 trips shown`);
  await page.getByTestId("trips-all").click();
  await expect(rows(page)).toHaveCount(137);
  await expect(page.getByTestId("trips-more")).toHaveCount(0);
  await expect(page.getByTestId("trips-sums")).toContainText("137 trips in all");
});

test("the way back from a trip leads to the same list, at the same place", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "lucas");
  await open(page, `/cars/${await carOf(page, "lucas", "e-Expert")}/trips`);
  await page.getByTestId("trips-all").click();
  await expect(rows(page)).toHaveCount(137);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await rows(page).nth(99).click();
  await expect(page.getByTestId("trip-facts")).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(137);
  await expect(rows(page).nth(99)).toBeInViewport();
  await page.goForward();
  await expect(page.getByTestId("trip-facts")).toBeVisible();
  await page.getByRole("link", { name: "All trips" }).click();
  await expect(rows(page)).toHaveCount(137);
  expect(asked.filter((url) => LIST.test(url))).toEqual([]);
});

test("a trip that begins has the list read anew, also one of two pages", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "lucas");
  let began: Partial<Trip> = {};
  await page.route(/\/trips\?limit=1$/, async (route) => {
    const response = await route.fetch();
    const list: List<Trip> = await response.json();
    await route.fulfill({
      response,
      json: { ...list, items: list.items.map((trip) => ({ ...trip, ...began })) },
    });
  });
  await open(page, `/cars/${await carOf(page, "lucas", "e-Expert")}/trips`);
  await page.getByTestId("trips-more").click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(30);
  began = { id: "begun", startedAt: new Date().toISOString() };
  const list = page.waitForResponse(LIST);
  // The page asks again, as when the network is back.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await list;
  await expect(rows(page)).toHaveCount(31);
});

test("a trip is come to from the list, and tells what the service told", async ({
  page,
  login,
  carOf,
  open,
  answers,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await open(page, `/cars/${car}/trips`);
  await rows(page).first().click();
  await expect(page).toHaveURL(new RegExp(`/cars/${car}/trips/[^/?]+`));
  await settled(page);
  const trip = await answers.last<Trip>(/\/trips\/[^/?]+$/);
  const facts = page.getByTestId("trip-facts");
  await expect(facts).toContainText(distance(trip.distanceKm ?? Number.NaN));
  await expect(
    page.getByTestId("trip-places").locator(`time[datetime="${trip.startedAt}"]`),
  ).toBeVisible();
  await expect(page.getByTestId("trip-map")).toBeVisible();
  await expect(page.getByTestId("trip-alerts")).toBeVisible();
  await page.getByRole("link", { name: "All trips" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("a hybrid's trips say how far it drove on which energy, where it tells", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "308 Plug-in Hybrid");
  await page.route("**/trips?limit=30*", async (route) => {
    const response = await route.fetch();
    const list: List<Trip> = await response.json();
    const items = list.items.map((trip) => ({
      ...trip,
      segments: [
        { propulsion: "Electric", distanceKm: 3 },
        { propulsion: "Thermal", distanceKm: 1 },
      ],
    }));
    await route.fulfill({ response, json: { ...list, items } });
  });
  await open(page, `/cars/${car}/trips`);
  await expect(page.getByTestId("trips-sums")).toContainText("75% of the distance electric");
});

test.describe("where the car is", () => {
  test("a plain map with scale and north, and nobody else asked", async ({
    page,
    login,
    carOf,
    open,
    chain,
    answers,
  }) => {
    await login(page, "camille");
    const car = await carOf(page, "camille", "e-208");
    await open(page, `/cars/${car}/map`);
    const { latitude, longitude } = known(await answers.last<Status["position"]>(paths.position));
    const map = page.getByRole("application", { name: "Map of where the car is" });
    await expect(map).toBeVisible();
    await expect(page.getByTestId("map-card")).toContainText(/\d+\sk?m/);
    await expect(page.getByTestId("map-card")).toContainText("N");
    await expect(page.getByTestId("map-place")).toContainText(degrees(latitude));
    await expect(page.getByTestId("map-place")).toContainText("A plain map without streets");
    await expect(page.getByTestId("streets")).toHaveCount(0);
    await expect(page.getByTestId("directions")).toHaveAttribute(
      "href",
      directionsTo(latitude, longitude),
    );
    await expect(page.locator("main img")).toHaveCount(0);
    // By keyboard, too.
    await map.focus();
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("button", { name: "Centre the map again" })).toBeVisible();
    const app = await call<{ map?: unknown }>(chain, page, "/api/v1/app");
    expect(app.map).toBeUndefined();
  });

  test("or why that is not known", async ({ page, login, carOf, open, watch }) => {
    watch.expects(/status of (403|404|409)/);
    await login(page, "louise");
    await open(page, `/cars/${await carOf(page, "louise", "e-2008")}/map`);
    await expect(page.getByTestId("map-unavailable")).toContainText(
      "Hidden by the car’s privacy mode.",
    );
    await expect(page.getByRole("application")).toHaveCount(0);
  });
});
