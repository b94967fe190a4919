// Times of the week: none that the driver has not seen is taken from the car.

import type { Page } from "@playwright/test";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";

// One worker, so that there is one chain with these settings.
test.describe.configure({ mode: "default" });
test.use({ viewport: PHONE, settings: { ACTIONS: "climate charging" } });

interface Programs {
  preconditioning: { programs?: object[] | undefined };
}

const STATUS = /\/vehicles\/[^/]+\/status/;
const MINE = { slot: 1, startTime: "07:45", days: ["Mon"], enabled: true, recurrence: "Daily" };
const OTHER = { slot: 2, startTime: "12:30", days: ["Sat"], enabled: true, recurrence: "Daily" };

const times = (page: Page) => page.getByTestId("times-climate-programs");

test("times that others set meanwhile are shown, and stay in the car", async ({
  page,
  login,
  carOf,
  open,
  context,
  watch,
}) => {
  watch.expects(/503|ERR_INTERNET_DISCONNECTED/);
  await login(page, "camille");
  let programs = [MINE];
  await page.route(STATUS, async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as Programs;
    status.preconditioning.programs = programs;
    await route.fulfill({ response: answer, json: status });
  });
  let sent: unknown;
  await page.route("**/commands", (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent = route.request().postDataJSON();
    return route.fulfill({ status: 503, json: {} });
  });
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/commands`);
  await times(page).locator("summary").click();
  const starts = times(page).locator("input[type=time]");
  const send = times(page).getByTestId("command-climate-programs");
  const change = async () => {
    programs = [MINE];
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(starts).toHaveCount(1);
    await starts.fill("06:15");
    await expect(send).toBeEnabled();
    programs = [MINE, OTHER];
    // A page that is back in the network asks anew for what it shows.
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(note).toContainText("12:30");
    await expect(send).toBeDisabled();
  };
  const note = times(page).getByTestId("other-times");
  await change();
  await judged(page, "commands", "other-times");
  await note.getByRole("button", { name: "Use the car’s" }).click();
  await expect(note).toHaveCount(0);
  await expect(starts).toHaveCount(2);
  await expect(starts.first()).toHaveValue("07:45");

  await change();
  await note.getByRole("button", { name: "Keep mine" }).click();
  await expect(note).toHaveCount(0);
  await send.click();
  await expect
    .poll(() => sent)
    .toEqual({
      type: "climate-programs",
      programs: [{ slot: 1, startTime: "06:15", days: ["Mon"], enabled: true, repeats: true }],
    });
});

test("times are not changed before it is known which there are", async ({
  page,
  login,
  carOf,
  chain,
  watch,
}) => {
  watch.expects(/503/);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  let fail = () => {};
  const failing = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await page.route(STATUS, async (route) => {
    await failing;
    await route.fulfill({ status: 503, json: {} });
  });
  await page.goto(`${chain.origin}/cars/${car}/commands`);
  const card = page.getByTestId("commands-climate");
  await expect(card.locator("[aria-busy=true]")).toHaveCount(1);
  await expect(times(page)).toHaveCount(0);
  fail();
  await expect(page.getByTestId("problem")).toBeVisible();
  await expect(card.locator("[aria-busy=true]")).toHaveCount(0);
  await expect(times(page)).toHaveCount(0);
  await page.unroute(STATUS);
  await page.getByTestId("problem").getByRole("button").click();
  await expect(times(page)).toBeVisible();
});

test("a car that does not tell its times is said to have others, maybe", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await page.route(STATUS, async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as Programs;
    status.preconditioning.programs = undefined;
    await route.fulfill({ response: answer, json: status });
  });
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/commands`);
  await times(page).locator("summary").click();
  await expect(times(page)).toContainText("may take their place");
});

test("a status that has lost its times during an edit tells of no other times", async ({
  page,
  login,
  carOf,
  open,
  context,
  watch,
}) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await login(page, "camille");
  let programs: object[] | undefined = [MINE];
  await page.route(STATUS, async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as Programs;
    status.preconditioning.programs = programs;
    await route.fulfill({ response: answer, json: status });
  });
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/commands`);
  await times(page).locator("summary").click();
  const starts = times(page).locator("input[type=time]");
  await starts.fill("06:15");
  const send = times(page).getByTestId("command-climate-programs");
  await expect(send).toBeEnabled();
  programs = undefined;
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(times(page)).toContainText("may take their place");
  await expect(times(page).getByTestId("other-times")).toHaveCount(0);
  await expect(starts).toHaveValue("06:15");
  await expect(send).toBeEnabled();
});
