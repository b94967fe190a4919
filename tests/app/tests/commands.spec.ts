// Commands: their steps on the screen as they happen, why one failed, and that none is given twice.

import type { Page } from "@playwright/test";
import { energyOf, type Status } from "../src/answers.js";
import { ACTIONS, type Chain } from "../src/chain.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";

test.use({ viewport: PHONE });

// Here the world's clock is moved, which other tests must not meet: a chain of its own, for all of these.
test.describe.configure({ mode: "default" });
test.use({ settings: { ACTIONS } });

/** Seconds of the world between two steps of a command. */
const STEP = 600;

/** What the sandbox did of what it was told. */
interface Action {
  member: string;
  status: string;
}

type Control = Chain["control"];

/** The next step of what is under way, and that the service has heard of it. */
async function step(control: Control): Promise<void> {
  await control("/clock", { advanceSeconds: STEP });
  await control("/deliveries", undefined, "GET");
}

/** The orders about doors that were taken so far. */
async function doorsOf(control: Control): Promise<Action[]> {
  const { actions } = (await control("/actions", undefined, "GET")) as { actions: Action[] };
  return actions.filter(({ member }) => member === "door");
}

/** What the car says of itself. */
const STATUS = /\/vehicles\/[^/]+\/status/;

/** A time as the clock of the page shows it. */
const clockOf = (time: Date) =>
  new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Europe/Paris" }).format(time);

const state = (page: Page) => page.getByTestId("steps-access").getByTestId("command-state");

test("locking: accepted, the car is woken, checked and told, done", async ({
  page,
  login,
  carOf,
  open,
  control,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/cars", { car, locked: false, stays: true });
  // The car sleeps, and has to be woken.
  await control("/clock", { advanceSeconds: STEP });
  await control("/remotes", { stepSeconds: STEP });
  await open(page, `/cars/${car}`);
  const doors = page.getByTestId("card-doors");
  await expect(doors).toContainText("Unlocked");
  await page.getByTestId("quick-actions").getByTestId("command-lock").click();
  await expect(state(page)).toHaveText("Accepted by the manufacturer");
  const lock = page.getByTestId("command-lock");
  await expect(lock).toBeDisabled();
  await expect(lock).toBeFocused();
  for (const text of ["Waking the car", "Checking the car", "Sent to the car", "Done"]) {
    await step(control);
    await expect(state(page)).toHaveText(text);
  }
  // What it came to is read anew, by itself.
  await expect(doors).toContainText(/Locked/);
  await expect(lock).toBeEnabled();
  await expect(lock).toBeFocused();
  await open(page, `/cars/${car}/commands`);
  await expect(page.getByTestId("sent").first()).toHaveAttribute("data-state", "succeeded");
  await expect(page.getByTestId("sent").first()).toContainText("Done");
});

test("what a command came to is told with its age, and no longer after an hour", async ({
  page,
  login,
  carOf,
  open,
  control,
}) => {
  await page.clock.install();
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/remotes", { stepSeconds: 0 });
  await open(page, `/cars/${car}`);
  await page.getByTestId("command-lock").click();
  await expect(state(page)).toHaveText(/^(Done|Already done)$/);
  const age = page.getByTestId("steps-access").locator("time");
  await expect(age).toHaveText(/\S/);
  const end = Date.parse((await age.getAttribute("datetime")) ?? "");
  await page.clock.setFixedTime(end + 59 * 60_000);
  await page.clock.runFor(15_000);
  await expect(age).toHaveText("59 minutes ago");
  await page.clock.setFixedTime(end + 60 * 60_000);
  await page.clock.runFor(15_000);
  await expect(page.getByTestId("steps-access")).toBeEmpty();
});

test("a button that becomes another one takes no press for a moment", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await page.clock.install();
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  let isCharging = false;
  await page.route(STATUS, async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as Status;
    energyOf(status, "Electric").charging = { status: isCharging ? "InProgress" : "Stopped" };
    await route.fulfill({ response: answer, json: status });
  });
  await open(page, `/cars/${car}`);
  const start = page.getByTestId("command-charging");
  await start.focus();
  await expect(start).toBeEnabled();
  await page.clock.pauseAt(Date.now() + 60_000);
  isCharging = true;
  // So long until a car that rests is asked again.
  await page.clock.fastForward(310_000);
  const stop = page.getByTestId("command-charging-off");
  await expect(stop).toBeFocused();
  await expect(stop).toBeDisabled();
  await page.clock.runFor(1_000);
  await expect(stop).toBeDisabled();
  await page.clock.runFor(2_000);
  await expect(stop).toBeEnabled();
});

test("one that fails says why", async ({ page, login, carOf, open, control }) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/remotes", { stepSeconds: 0, outcome: "DoorsOpen", car, times: 1 });
  await open(page, `/cars/${car}/commands`);
  await page.getByTestId("command-lock").click();
  await expect(state(page)).toHaveText("Failed");
  await expect(page.getByTestId("failure")).toContainText("The car is not closed.");
  await judged(page, "commands", "failed");
});

test("unlocking asks first, and is left alone if the driver thinks better of it", async ({
  page,
  login,
  carOf,
  open,
  control,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/remotes", { stepSeconds: 0 });
  const before = await doorsOf(control);
  await open(page, `/cars/${car}/commands`);
  await page.getByTestId("command-unlock").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Unlock the doors?");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(state(page)).toHaveCount(0);
  expect(await doorsOf(control)).toHaveLength(before.length);
  await page.getByTestId("command-unlock").click();
  await page.getByTestId("confirm-unlock").click();
  await expect(state(page)).toHaveText(/^(Done|Already done)$/);
});

test("what is asked names its car, and is asked of no other that the way back leads to", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const [first, second] = [
    await carOf(page, "camille", "308 Plug-in Hybrid"),
    await carOf(page, "camille", "e-208"),
  ];
  await open(page, `/cars/${first}`);
  await expect(page.getByTestId("command-unlock")).toBeVisible();
  await page.locator("#screen").getByRole("link", { name: "All cars" }).click();
  await page.getByTestId("car").locator(`a[href="/cars/${second}"]`).click();
  await page.getByTestId("command-unlock").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Peugeot e-208");
  // No other car of theirs is called so.
  await expect(dialog).not.toContainText("VIN");
  // As from the list of the pages before that a browser keeps.
  await page.evaluate(() => history.go(-2));
  await expect(page.getByTestId("car-title")).toHaveText("Peugeot 308 Plug-in Hybrid");
  await expect(dialog).toHaveCount(0);
  await page.getByTestId("command-unlock").click();
  await expect(dialog).toContainText("308 Plug-in Hybrid");
});

test("a time that has passed since it was chosen is that of the next day", async ({
  page,
  login,
  carOf,
  open,
  watch,
}) => {
  watch.expects(/503/);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  let sent: string | undefined;
  await page.route("**/commands", (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent = route.request().postDataJSON().nextAt;
    return route.fulfill({ status: 503, json: {} });
  });
  const time = new Date();
  time.setMinutes(time.getMinutes() + 2, 0, 0);
  await page.clock.setFixedTime(time.getTime() - 1000);
  await open(page, `/cars/${car}/commands`);
  const later = page.locator("details").filter({ hasText: "Charge later" });
  await later.locator("summary").click();
  await later.locator("input").fill(clockOf(time));
  await page.clock.setFixedTime(time.getTime() + 1000);
  await later.getByTestId("command-charging-schedule").click();
  await expect.poll(() => sent).toBeDefined();
  expect(Date.parse(sent ?? "")).toBeGreaterThan(time.getTime() + 1000);
});

test("where the answer was lost, asking again gives no second command", async ({
  page,
  login,
  carOf,
  open,
  control,
  watch,
}) => {
  watch.expects(/ERR_FAILED/);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/remotes", { stepSeconds: 0 });
  const before = (await doorsOf(control)).length;
  const keys: string[] = [];
  let isLost = true;
  await page.route("**/commands", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.fallback();
    keys.push(request.headers()["idempotency-key"] ?? "");
    if (!isLost) return route.fallback();
    // The service has it, and its answer is lost on the way.
    await route.fetch();
    return route.abort("failed");
  });
  await open(page, `/cars/${car}/commands`);
  await page.getByTestId("command-lock").click();
  await expect(page.getByTestId("doubt")).toContainText("Nothing is sent a second time.");
  isLost = false;
  await page.getByTestId("ask-again").click();
  await expect(state(page)).toHaveText(/^(Done|Already done)$/);
  await expect(page.getByTestId("doubt")).toHaveCount(0);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/.{16}/);
  expect(await doorsOf(control)).toHaveLength(before + 1);
});

test("what did not arrive is sent late only where the driver was told, and asked first once more", async ({
  page,
  login,
  carOf,
  open,
  control,
  watch,
}) => {
  watch.expects(/ERR_FAILED/);
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await control("/remotes", { stepSeconds: 0 });
  let sent = 0;
  let isLost = true;
  await page.route("**/commands", (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    if (isLost) return route.abort("failed");
    sent += 1;
    return route.fallback();
  });
  await open(page, `/cars/${car}/commands`);
  await page.getByTestId("command-horn").click();
  await page.getByTestId("confirm-horn").click();
  await expect(page.getByTestId("doubt")).toContainText("asking again sends it now");
  isLost = false;
  await page.getByTestId("ask-again").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Sound the horn?");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  expect(sent).toBe(0);
  await page.getByTestId("ask-again").click();
  await dialog.getByTestId("confirm-horn").click();
  await expect(page.getByTestId("steps-horn").getByTestId("command-state")).toHaveText("Done");
  expect(sent).toBe(1);
});

test("what is asked once more stands over the page, wherever that is scrolled to", async ({
  page,
  login,
  carOf,
  open,
  watch,
}) => {
  watch.expects(/ERR_FAILED/);
  await login(page, "camille");
  await page.route("**/commands", (route) =>
    route.request().method() === "POST" ? route.abort("failed") : route.fallback(),
  );
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}`);
  await page.getByTestId("command-horn").click();
  await page.getByTestId("confirm-horn").click();
  const again = page.getByTestId("ask-again");
  await again.evaluate((button) => button.scrollIntoView({ block: "start" }));
  await again.focus();
  const place = () => page.evaluate(() => scrollY);
  const before = await place();
  // So far that the middle of a window at the top of the page is not seen.
  expect(before).toBeGreaterThan(PHONE.height / 2);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
  expect(await place()).toBe(before);
});

test("without a network nothing is sent, now or later", async ({
  page,
  login,
  carOf,
  open,
  context,
  watch,
  control,
}) => {
  watch.expects(/ERR_INTERNET_DISCONNECTED/);
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/commands`);
  await expect(page.getByTestId("command-lock")).toBeEnabled();
  const before = await doorsOf(control);
  await context.setOffline(true);
  await expect(page.getByTestId("offline")).toBeVisible();
  await page.getByTestId("command-lock").click();
  await page.getByTestId("command-lock").click();
  await expect(page.getByTestId("notice-text")).toHaveText(
    "There was no network. Nothing was sent.",
  );
  await expect(page.getByTestId("doubt")).toHaveCount(0);
  // With the network the page asks anew for what it shows.
  const asked = page.waitForResponse(/\/actions$/);
  await context.setOffline(false);
  await asked;
  await expect(page.getByTestId("offline")).toBeHidden();
  await expect(state(page)).toHaveCount(0);
  expect(await doorsOf(control)).toEqual(before);
});

test("what a car cannot do is said and not offered", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}/commands`);
  await expect(page.getByTestId("command-lock")).toBeVisible();
  await expect(page.getByTestId("command-charging")).toHaveCount(0);
  await expect(page.getByTestId("denied")).toContainText("This car cannot do this.");
  await open(page, `/cars/${await carOf(page, "camille", "308 Plug-in Hybrid")}/commands`);
  await page.getByText("Set charging power and limit").click();
  await expect(page.getByLabel("Charging power")).toBeVisible();
  await expect(page.getByLabel("Charge limit")).toHaveCount(0);
});

test("of a car without a plug nothing is said of charging beside its quick commands", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "C3")}`);
  const quick = page.getByTestId("quick-actions");
  await expect(quick.getByTestId("command-lock")).toBeVisible();
  // What it cannot do beside that is said.
  await expect(quick).toContainText("This car cannot do this.");
  await expect(quick).not.toContainText("charging");
});
