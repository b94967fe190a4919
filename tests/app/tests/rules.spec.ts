// "Notify me when": a rule is written, fires on the page, is paused, goes on and is removed.

import type { Page } from "@playwright/test";
import { ACTIONS, type Chain } from "../src/chain.js";
import { installed } from "../src/device.js";
import { drivers } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";
import { LOGIN_OVER } from "../src/watch.js";

test.use({ viewport: PHONE });

// Here the world's clock is moved, which other tests must not meet: a chain of its own, for all of these.
test.describe.configure({ mode: "default" });
test.use({ settings: { ACTIONS } });

/** Resolves once a page that is opened from here on has the hello, and hears of what happens. */
const listening = async (page: Page) =>
  (await page.waitForEvent("websocket")).waitForEvent("framereceived");

/** Writes a rule: the charge of a car comes above a level. */
async function write(page: Page, percent: number, name: string): Promise<void> {
  await page.getByTestId("new-rule").click();
  await page.getByTestId("kind").selectOption("charge-above");
  await page.getByTestId("number").fill(`${percent}`);
  await expect(page.getByTestId("preview")).toContainText(`${percent}`);
  await page.getByTestId("rule-name").fill(name);
  await page.getByTestId("save-rule").click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

type Control = Chain["control"];

const charge = (control: Control, car: string, from: number, to: number) =>
  control("/cars", { car, charge: { from, to, seconds: 60 } });

/** Has a car charge above the level of its rule, and resolves once that was told. */
async function fire(control: Control, car: string): Promise<void> {
  await charge(control, car, 50, 90);
  await control("/clock", { advanceSeconds: 120 });
  await control("/deliveries", undefined, "GET");
}

test("a rule fires on every screen, is paused, resumed and removed", async ({
  page,
  login,
  carOf,
  open,
  control,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await charge(control, car, 40, 50);
  await open(page, `/cars/${car}/rules`);
  await write(page, 70, "Enough for the weekend");
  const rule = page.getByTestId("rule");
  await expect(rule).toHaveCount(1);
  await expect(rule).toContainText("Enough for the weekend");
  await expect(rule).toHaveAttribute("data-state", "active");
  await judged(page, "rules", "one");

  // It is told on a screen that is not about rules.
  const heard = listening(page);
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(3);
  await heard;
  await fire(control, car);
  const notice = page.getByTestId("notice");
  await expect(notice).toContainText("e-208: Enough for the weekend");
  await judged(page, "cars", "rule-fired");
  await notice.getByRole("button").click();
  await expect(notice).toHaveCount(0);

  await open(page, `/cars/${car}/rules`);
  await rule.getByTestId("pause").click();
  await expect(rule).toHaveAttribute("data-state", "paused");
  await expect(rule).toContainText("Paused");
  await rule.getByTestId("resume").click();
  await expect(rule).toHaveAttribute("data-state", "active");

  // The button that had the focus goes with a rule: what is left of the list has it, or the card.
  await write(page, 95, "Enough for today");
  await expect(page.getByTestId("new-rule")).toBeFocused();
  const second = rule.filter({ hasText: "Enough for today" });
  await second.getByTestId("remove").click();
  await second.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(1);
  const card = page.getByTestId("rules");
  await expect(card.getByRole("list", { name: "Notify me when" })).toBeFocused();
  await rule.getByTestId("remove").click();
  await expect(page.getByRole("dialog")).toContainText("Enough for the weekend");
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
  await expect(card.locator(":focus")).toHaveCount(1);
  await expect(card).toContainText("There is no rule for this car yet.");
});

test("the browser tells of a rule, leads to its car, and forgets it when the login is over", async ({
  page,
  context,
  login,
  carOf,
  open,
  control,
  chain,
  watch,
}) => {
  watch.expects(LOGIN_OVER);
  await context.grantPermissions(["notifications"], { origin: chain.origin });
  // A page in a test always has the focus.
  await page.addInitScript(() => {
    document.hasFocus = () => false;
  });
  // A driver whose rules no other test here looks at.
  await login(page, "manon");
  await installed(page);
  const car = await carOf(page, "manon", "ë-C4");
  await charge(control, car, 40, 50);
  await open(page, `/cars/${car}/rules`);
  await page.getByTestId("notify-switch").click();
  await write(page, 70, "Off to the sea");
  const heard = listening(page);
  await open(page, "/");
  await expect(page.getByTestId("car")).toHaveCount(2);
  await heard;
  await fire(control, car);

  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ body }) => body);
    });
  await expect.poll(shown).toEqual(["Citroën ë-C4: Off to the sea"]);
  const [worker] = context.serviceWorkers();
  const connected = listening(page);
  // As a click does it, but that only a real one may take the focus.
  await worker?.evaluate(`(async () => {
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", { notification }));
  })()`);
  await expect(page).toHaveURL(new RegExp(`/cars/${car}$`));
  expect(await shown()).toEqual([]);
  await connected;

  await charge(control, car, 40, 50);
  await control("/clock", { advanceSeconds: 120 });
  await fire(control, car);
  await expect.poll(shown).toHaveLength(1);
  const notice = page.getByTestId("notice").filter({ hasText: "Off to the sea" });
  await expect(notice).toBeVisible();
  await control("/tokens/revoke", { username: drivers.manon.username });
  // The page asks again, as when the network is back.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.getByTestId("log-in-again")).toBeVisible();
  await expect.poll(shown).toEqual([]);
  await expect(notice).toHaveCount(0);
});

test("a rule whose saving takes long closes no other that was begun meanwhile", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const rules = `/cars/${await carOf(page, "camille", "e-208")}/rules`;
  await open(page, rules);
  let take = () => {};
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  await page.route("**/api/**/rules", async (route) => {
    if (route.request().method() === "POST") await taken;
    return route.fallback();
  });
  await page.getByTestId("new-rule").click();
  await page.getByTestId("save-rule").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByTestId("new-rule").click();
  await page.getByTestId("rule-name").fill("Another");
  take();
  const rule = page.getByTestId("rule");
  await expect(rule).toHaveCount(1);
  await expect(page.getByTestId("rule-name")).toHaveValue("Another");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await rule.getByTestId("remove").click();
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
});

test("a rule tells by which clock it is, where that is not the device's, until a time is set anew", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  const rules = `/cars/${await carOf(page, "camille", "e-208")}/rules`;
  await open(page, rules);
  await page.getByTestId("new-rule").click();
  await page.getByTestId("kind").selectOption("during");
  await page.getByTestId("save-rule").click();
  const rule = page.getByTestId("rule");
  await expect(rule).toHaveCount(1);
  await expect(rule).not.toContainText("Time zone");
  // As one that was made elsewhere.
  await page.route("**/api/**/rules", async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const response = await route.fetch();
    const body = await response.text();
    return route.fulfill({ response, body: body.replace("Europe/Paris", "Europe/Lisbon") });
  });
  await open(page, rules);
  await expect(rule).toContainText("Time zone: Europe/Lisbon");
  await rule.getByTestId("edit").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Time zone: Europe/Lisbon");
  await dialog.getByRole("textbox", { name: "From" }).fill("21:00");
  await expect(dialog).not.toContainText("Time zone");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await rule.getByTestId("remove").click();
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
});

test("a rule that is not whole can't be saved", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  await page.getByTestId("new-rule").click();
  // The field says which values there are, and nothing of what one that is none of them would do.
  const number = page.getByTestId("number");
  await expect(number).toHaveAccessibleDescription("It fires at 80% and more.");
  await number.fill("150");
  await expect(number).toHaveAccessibleDescription("From 0 to 99");
  await page.getByTestId("kind").selectOption("enters");
  await expect(page.getByTestId("preview")).toContainText("Something above is missing or wrong.");
  await expect(page.getByTestId("save-rule")).toBeDisabled();
  await page.getByTestId("car-place").click();
  await expect(page.getByTestId("save-rule")).toBeEnabled();
  // A hint is read out with what it is about.
  await expect(page.getByTestId("rule-name")).toHaveAccessibleDescription(/\S/);
  // Who marks a text may let go of it beside the dialog, which stays.
  await page.getByTestId("rule-name").hover();
  await page.mouse.down();
  await page.mouse.move(2, 2);
  await page.mouse.up();
  await expect(page.getByTestId("save-rule")).toBeEnabled();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("rule")).toHaveCount(0);
});

test("the car's own place changes nothing that was written meanwhile, and its age is told", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  let answer = () => {};
  await page.route("**/position", async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return route.fallback();
  });
  const press = async () => {
    const asked = page.waitForRequest("**/position");
    await page.getByTestId("car-place").click();
    await asked;
  };
  const answered = async () => {
    const response = page.waitForResponse("**/position");
    answer();
    await (await response).finished();
  };
  await page.getByTestId("new-rule").click();
  const dialog = page.getByRole("dialog");
  const kind = page.getByTestId("kind");
  const place = page.getByTestId("place");
  await kind.selectOption("enters");
  await press();
  await page.getByTestId("number").fill("5");
  await page.getByTestId("add-condition").click();
  await answered();
  await expect(place).toHaveValue(/^-?[\d.]+, -?[\d.]+$/);
  await expect(page.getByTestId("number")).toHaveValue("5");
  await expect(kind).toHaveCount(2);
  await expect(dialog).toContainText("Reported");

  // A link may have numbers of other places, too.
  const link = "https://www.openstreetmap.org/directions?from=1%2C1&to=43.2965%2C5.3698#map=8/44/5";
  await press();
  await place.fill(link);
  await answered();
  await expect(place).toHaveAccessibleDescription("43.2965, 5.3698");
  await expect(place).toHaveValue(link);
  await expect(dialog).not.toContainText("Reported");

  // Nor does it come into a condition of another kind.
  await press();
  await kind.first().selectOption("plugged");
  await answered();
  await kind.first().selectOption("leaves");
  await expect(place).toHaveValue("43.2965, 5.3698");
  await expect(page.getByTestId("number")).toHaveValue("5");
  await kind.first().selectOption("unplugged");
  await kind.first().selectOption("plugged");
  await kind.last().selectOption("moving");
  const saved = page.waitForRequest((request) => request.method() === "POST");
  await page.getByTestId("save-rule").click();
  expect((await saved).postDataJSON().when).toEqual({ all: [{ is: "plugged" }, { is: "moving" }] });
  await page.getByTestId("remove").click();
  await page.getByTestId("confirm-remove").click();
  await expect(page.getByTestId("rule")).toHaveCount(0);
});

test("by keyboard, an arrow key changes a choice, and takes nothing of what was written", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  await page.getByTestId("new-rule").click();
  const kind = page.getByTestId("kind");
  const preview = page.getByTestId("preview");
  await kind.selectOption("during");
  const from = page.getByRole("dialog").getByRole("textbox", { name: "From" });
  await from.fill("21:00");
  await kind.focus();
  await page.keyboard.press("ArrowDown");
  await expect(kind).toHaveValue("enters");
  await page.keyboard.press("ArrowUp");
  await expect(from).toHaveValue("21:00");

  await kind.selectOption("alert");
  const code = page.getByTestId("alert-code");
  const [, one, other] = await code.locator("option").allTextContents();
  const watched = (what: string) => expect(preview).toHaveText(`Watched for: Alert: ${what}`);
  await code.focus();
  await page.keyboard.press("ArrowDown");
  await watched(`${one}`);
  await page.keyboard.press("ArrowDown");
  await watched(`${other}`);
  await page.getByTestId("more-codes").focus();
  await page.keyboard.press("Enter");
  await expect(code).toBeFocused();
  await expect(code).toHaveValue("");
  await page.keyboard.press("ArrowDown");
  await watched(`${other} or ${one}`);
  await page.getByRole("button", { name: `Remove: ${other}` }).click();
  await watched(`${one}`);
  await code.selectOption("");
  await watched("any");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
});

test("what was written in a rule is lost by no slip", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  const editor = page.getByRole("dialog", { name: "New rule" });
  const question = page.getByRole("dialog", { name: "Discard your changes?" });
  const number = page.getByTestId("number");
  await page.getByTestId("new-rule").click();
  await page.mouse.click(2, 2);
  await expect(number).toBeVisible();
  // Nothing was written yet.
  await page.keyboard.press("Escape");
  await expect(editor).toHaveCount(0);

  await page.getByTestId("new-rule").click();
  await number.fill("60");
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await judged(page, "rules", "discard");
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(question).toHaveCount(0);
  await expect(number).toBeFocused();
  await expect(number).toHaveValue("60");
  await page.mouse.click(2, 2);
  await expect(number).toBeVisible();
  for (const _ of ["asks", "goes on"]) await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(number).toHaveValue("60");
  await number.click();
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(editor).toHaveCount(0);
  await expect(page.getByTestId("new-rule")).toBeFocused();
  await expect(page.getByTestId("rule")).toHaveCount(0);
});
