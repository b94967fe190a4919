// A car's own screen: what stands on it and in which order, that every value and age is what the
// service answered, and when a reading is called old.

import type { Locator, Page } from "@playwright/test";
import {
  type Alert,
  energyOf,
  known,
  type List,
  paths,
  type Service,
  type Status,
  type Trip,
} from "../src/answers.js";
import type { Energy } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";
import { settled } from "../src/settled.js";
import {
  degrees,
  directionsTo,
  distance,
  kilometres,
  LOCALE,
  moment,
  percent,
  reported,
} from "../src/shown.js";

test.use({ viewport: PHONE, locale: LOCALE });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** camille's cars: one charges, one drives, one is parked. */
const CARS: Record<Energy, string> = {
  electric: "e-208",
  hybrid: "308 Plug-in Hybrid",
  thermal: "C3",
};

const OF_PLUG = ["place", "climate", "trip", "alerts", "battery", "service", "odometer"];

/** The cards of each, in the order in which their driver asks. */
const ORDER: Record<Energy, readonly string[]> = {
  electric: ["doors", ...OF_PLUG, "12v"],
  hybrid: ["doors", ...OF_PLUG, "engine", "12v"],
  thermal: ["alerts", "doors", "place", "service", "trip", "odometer", "engine", "climate", "12v"],
};

/** What stands on the screen from above, on a phone. */
const fromAbove = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("[data-testid=hero], [data-testid^='card-']")]
      .map((element) => ({ element, top: element.getBoundingClientRect().top }))
      .sort((one, other) => one.top - other.top)
      .map(({ element }) => element.getAttribute("data-testid")?.replace("card-", "") ?? ""),
  );

const hero = (page: Page): Locator => page.getByTestId("hero");
const card = (page: Page, name: string): Locator => page.getByTestId(`card-${name}`);
const levelOf = (page: Page, type: "Electric" | "Fuel"): Locator =>
  hero(page).getByTestId(`energy-${type}`);

/** The age that belongs to a time, in what shows it. */
const ageAt = (around: Locator, at: string | undefined): Locator =>
  around.locator(`time[datetime="${at}"]`);

test.describe("what it shows, and in which order", () => {
  for (const energy of ["electric", "hybrid", "thermal"] as const) {
    test(energy, async ({ page, login, carOf, open, answers }) => {
      await login(page, "camille");
      const car = await carOf(page, "camille", CARS[energy]);
      // Some minutes after the last reading, so that its age is a figure.
      const now = Date.now() + 7 * MINUTE;
      await page.clock.setFixedTime(now);
      await open(page, `/cars/${car}`);
      const status = await answers.last<Status>(paths.status);

      const tells = await fromAbove(page);
      expect(tells[0]).toBe("hero");
      expect(tells.slice(1)).toEqual(ORDER[energy].filter((name) => tells.includes(name)));
      for (const name of ["doors", "place", "trip", "alerts", "service", "odometer"]) {
        expect(tells).toContain(name);
      }

      const types = { electric: ["Electric"], hybrid: ["Electric", "Fuel"], thermal: ["Fuel"] };
      await expect(hero(page).getByTestId("level")).toHaveCount(types[energy].length);
      for (const type of types[energy] as ("Electric" | "Fuel")[]) {
        const { levelPercent = Number.NaN, rangeKm, observedAt } = energyOf(status, type);
        await expect(levelOf(page, type).getByTestId("level")).toHaveText(percent(levelPercent));
        await expect(levelOf(page, type).getByRole("meter")).toHaveAttribute(
          "aria-valuenow",
          `${levelPercent}`,
        );
        await expect(hero(page)).toContainText(kilometres(rangeKm ?? Number.NaN));
        await expect(ageAt(hero(page), observedAt).first()).toHaveText(reported(observedAt, now));
      }

      const odometer = known(status.odometer);
      await expect(card(page, "odometer")).toContainText(kilometres(odometer.odometerKm));
      await expect(ageAt(card(page, "odometer"), odometer.observedAt)).toHaveText(
        reported(odometer.observedAt, now),
      );

      const { latitude, longitude, observedAt } = known(status.position);
      const place = card(page, "place");
      await expect(place).toContainText(degrees(latitude));
      await expect(place).toContainText(degrees(longitude));
      await expect(place.getByTestId("directions")).toHaveAttribute(
        "href",
        directionsTo(latitude, longitude),
      );
      await expect(ageAt(place, observedAt)).toHaveText(reported(observedAt, now));

      const locked = status.doors?.lockedStates?.includes("Unlocked") ? "Unlocked" : "Locked";
      await expect(card(page, "doors")).toContainText(locked);
      await expect(ageAt(card(page, "doors"), status.doors?.observedAt)).toHaveText(
        reported(status.doors?.observedAt, now),
      );

      const trips = await answers.last<List<Trip>>(paths.latestTrip);
      const [trip] = trips.items;
      await expect(card(page, "trip")).toContainText(distance(trip?.distanceKm ?? Number.NaN));
      await expect(card(page, "trip")).toContainText(
        trip?.done === false ? "Current trip" : "Last trip",
      );

      const alerts = await answers.last<List<Alert>>(paths.activeAlerts);
      await expect(card(page, "alerts")).toContainText(
        alerts.items.length === 0 ? "No active alerts." : /Reported .* ago/,
      );
      await expect(card(page, "alerts").getByRole("listitem")).toHaveCount(alerts.items.length);

      if (energy === "thermal") {
        // The service of this one does not tell.
        await expect(card(page, "service")).toContainText(
          "The car does not say when its next service is due.",
        );
        return;
      }
      const { daysToMaintenance: days = Number.NaN, kmToMaintenance: km = Number.NaN } =
        await answers.last<Service>(paths.maintenance);
      await expect(card(page, "service")).toContainText(kilometres(Math.abs(km)));
      await expect(card(page, "service")).toContainText(`${Math.abs(days)} day`);
    });
  }

  test("a driver comes to each section from the car", async ({ page, login, carOf, open }) => {
    await login(page, "camille");
    const car = await carOf(page, "camille", CARS.electric);
    await open(page, `/cars/${car}`);
    const sections = page.getByRole("navigation", { name: "Sections of this car" });
    for (const name of ["Charging", "Map", "Trips", "Alerts", "Service", "Commands", "Rules"]) {
      await sections.getByRole("link", { name, exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`/cars/${car}/${name.toLowerCase()}$`));
      await settled(page);
      await expect(page.getByTestId("car-title")).toContainText("e-208");
    }
  });

  test("a car that burns fuel alone has nothing of charging", async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "camille");
    const car = await carOf(page, "camille", CARS.thermal);
    await open(page, `/cars/${car}`);
    await expect(page.getByTestId("charging")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Charging", exact: true })).toHaveCount(0);
    await open(page, `/cars/${car}/charging`);
    await expect(page.locator("main")).toContainText("This car has no plug");
  });

  test("a hybrid whose battery no plug charges has no way to charging", async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "camille");
    const path = `/cars/${await carOf(page, "camille", CARS.hybrid)}`;
    const sections = page.getByRole("navigation", { name: "Sections of this car" });
    const charging = sections.getByRole("link", { name: "Charging", exact: true });
    await open(page, path);
    await expect(charging).toBeVisible();
    await page.route(/\/status$/, async (route) => {
      const response = await route.fetch();
      const status = await response.json();
      for (const { battery } of status.energies) if (battery) battery.capacityWh = 900;
      await route.fulfill({ response, json: status });
    });
    await open(page, path);
    await expect(charging).toHaveCount(0);
    // The address leads there all the same.
    await open(page, `${path}/charging`);
    await expect(page.locator("main")).toContainText("This car has no plug");
    await expect(charging).toHaveAttribute("aria-current", "page");
  });

  test("an electric car that reports an empty tank shows no tank", async ({
    page,
    login,
    carOf,
    open,
    answers,
  }) => {
    await login(page, "manon");
    await open(page, `/cars/${await carOf(page, "manon", "ë-C4")}`);
    const status = await answers.last<Status>(paths.status);
    expect(energyOf(status, "Fuel").levelPercent).toBe(0);
    await expect(hero(page).getByTestId("level")).toHaveCount(1);
    await expect(levelOf(page, "Electric")).toBeVisible();
  });
});

test.describe("what is urgent", () => {
  const alert = (type: string, severity: string, at: number): Alert & { startedAt: string } => ({
    id: `alert-${type}`,
    type,
    severity,
    active: true,
    startedAt: new Date(at).toISOString(),
  });

  test("a critical alert comes before everything, with what to do", async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "camille");
    const car = await carOf(page, "camille", CARS.electric);
    const now = Date.now();
    await page.clock.setFixedTime(now);
    await page.route("**/alerts?active=true*", async (route) => {
      const response = await route.fetch();
      const list: List<Alert> = await response.json();
      const items = [
        alert("AddWasherFluid", "Information", now - 5 * MINUTE),
        alert("EngineOilPressureFailure", "Critical", now - 5 * MINUTE),
      ];
      await route.fulfill({ response, json: { ...list, items, total: items.length } });
    });
    await open(page, `/cars/${car}`);
    const critical = page.getByTestId("critical");
    await expect(critical.getByRole("alert")).toHaveCount(1);
    await expect(critical).toContainText("Engine oil pressure failure");
    await expect(critical).toContainText(/stop/i);
    await expect(critical).toContainText("5 minutes ago");
    const bottom = await critical.evaluate((one) => one.getBoundingClientRect().bottom);
    const top = await hero(page).evaluate((one) => one.getBoundingClientRect().top);
    expect(bottom).toBeLessThanOrEqual(top);
    // The list names it first, too.
    const items = card(page, "alerts").getByRole("listitem");
    await expect(items).toHaveCount(2);
    await expect(items.first()).toContainText("Engine oil pressure failure");
    await critical.getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/cars/${car}/alerts$`));
  });
});

test.describe("how charging stands", () => {
  test("until when it charges, and how fast", async ({ page, login, carOf, open, answers }) => {
    await login(page, "camille");
    const now = Date.now();
    await page.clock.setFixedTime(now);
    await open(page, `/cars/${await carOf(page, "camille", CARS.electric)}`);
    const { charging = {} } = energyOf(await answers.last<Status>(paths.status), "Electric");
    const { observedAt = "", remainingTimeSeconds = Number.NaN } = charging;
    const end = Date.parse(observedAt) + remainingTimeSeconds * 1000;
    const sentence = page.getByTestId("charging");
    await expect(sentence).toContainText(`Charging, done around ${moment(end, now)}`);
    await expect(sentence).toContainText(
      `Adds ${kilometres(charging.chargingRateKmPerHour ?? Number.NaN)} of range per hour`,
    );
  });

  test("a time that has gone by is no promise", async ({ page, login, carOf, open, answers }) => {
    await login(page, "camille");
    const car = await carOf(page, "camille", CARS.electric);
    await page.clock.setFixedTime(Date.now() + 2 * DAY);
    await open(page, `/cars/${car}`);
    await expect(page.getByTestId("charging")).toContainText(/^Charging(?!, done)/);
    await open(page, `/cars/${car}/charging`);
    await expect(page.getByTestId("charging-state")).toContainText(
      /Was to be done by .+\. The car has not reported since\./,
    );
    expect(energyOf(await answers.last<Status>(paths.status), "Electric").charging?.status).toBe(
      "InProgress",
    );
  });

  test("that it is not plugged in", async ({ page, login, carOf, open }) => {
    await login(page, "lucas");
    await open(page, `/cars/${await carOf(page, "lucas", "e-Expert")}`);
    await expect(page.getByTestId("charging")).toHaveText("Not plugged in");
  });

  test("all of it on its own screen", async ({ page, login, carOf, open, answers }) => {
    await login(page, "camille");
    const now = Date.now() + 7 * MINUTE;
    await page.clock.setFixedTime(now);
    await open(page, `/cars/${await carOf(page, "camille", CARS.electric)}/charging`);
    const status = await answers.last<Status>(paths.status);
    const { levelPercent, rangeKm, battery = {}, charging } = energyOf(status, "Electric");
    const state = page.getByTestId("charging-state");
    await expect(state.getByTestId("level")).toHaveText(percent(levelPercent ?? Number.NaN));
    await expect(state).toContainText(kilometres(rangeKm ?? Number.NaN));
    await expect(ageAt(state, charging?.observedAt).first()).toHaveText(
      reported(charging?.observedAt, now),
    );
    const inKilowattHours = (wattHours = Number.NaN) => `${Math.round(wattHours / 100) / 10} kWh`;
    await expect(page.getByTestId("charging-battery")).toContainText(
      `${inKilowattHours(battery.residualWh)} of ${inKilowattHours(battery.capacityWh)}`,
    );
    await expect(page.getByTestId("charging-health")).toContainText(
      percent(battery.healthPercent ?? Number.NaN),
    );
  });

  test("that what the battery holds does not go with its level", async ({
    page,
    login,
    carOf,
    open,
  }) => {
    await login(page, "clara");
    await open(page, `/cars/${await carOf(page, "clara", "DS 7 E-Tense")}/charging`);
    await expect(page.getByTestId("charging-battery")).toContainText(
      /That does not go with a level of \d+%/,
    );
  });
});

test.describe("what is old", () => {
  /** Of each kind of reading a car that charges or stands; of one that drives: driving.spec.ts. */
  const READ = {
    charging: ["camille", "e-208"],
    resting: ["manon", "C5 X"],
  } as const;
  /** When the page is opened, after now, and what it says of the car's first reading then. */
  const cases = [
    { kind: "charging", after: 13 * MINUTE, says: undefined },
    { kind: "charging", after: 17 * MINUTE, says: /has not reported for 1[67]\sminutes, so/ },
    { kind: "resting", after: 6 * DAY, says: undefined },
    { kind: "resting", after: 8 * DAY, says: /Not heard from for [78]\sdays\. Drive for 15 min/ },
  ] as const;

  for (const { kind, after, says } of cases) {
    const length = after < DAY ? `${after / MINUTE} minutes` : `${after / DAY} days`;
    test(`${kind}, after ${length}: ${says ? "yes" : "no"}`, async ({
      page,
      login,
      carOf,
      open,
    }) => {
      const [driver, label] = READ[kind];
      await login(page, driver);
      await page.clock.setFixedTime(Date.now() + after);
      await open(page, `/cars/${await carOf(page, driver, label)}`);
      const old = /has not reported for|Not heard from for/;
      if (says) await expect(hero(page)).toContainText(says);
      else await expect(hero(page)).not.toContainText(old);
    });
  }
});
