// Rules whose answers do not come or come too late, and what the list says of a rule.

import { ACTIONS } from "../src/chain.js";
import { expect, test } from "../src/fixtures.js";
import { PHONE } from "../src/judged.js";

test.use({ viewport: PHONE });

// Each test begins with a car without rules: one after the other, in a chain of their own.
test.describe.configure({ mode: "default" });
test.use({ settings: { ACTIONS } });

test("a rule that was deleted elsewhere leaves the list", async ({
  page,
  login,
  carOf,
  open,
  watch,
}) => {
  watch.expects(/404/);
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  await page.getByTestId("new-rule").click();
  await page.getByTestId("save-rule").click();
  const rule = page.getByTestId("rule");
  await expect(rule).toHaveCount(1);
  // Another device is quicker.
  await page.route(/\/rules\/[^/]+$/, async (route) => {
    if (route.request().method() !== "DELETE") return route.fallback();
    await route.fetch();
    return route.fulfill({
      status: 404,
      contentType: "application/problem+json",
      json: { type: "/problems/rule-not-found", title: "", status: 404, code: "rule-not-found" },
    });
  });
  await rule.getByTestId("remove").click();
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
});

test("a rule whose answer is lost is in the list, and is not made twice", async ({
  page,
  login,
  carOf,
  open,
  watch,
}) => {
  watch.expects(/ERR_FAILED/);
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  const keys: (string | undefined)[] = [];
  await page.route("**/api/**/rules", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    keys.push(route.request().headers()["idempotency-key"]);
    await route.fetch();
    return route.abort("failed");
  });
  await page.getByTestId("new-rule").click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  const number = page.getByTestId("number");
  const doubt = dialog.getByText("Trying again makes no second rule.");
  await number.fill("60");
  await page.getByTestId("save-rule").click();
  await expect(doubt).toBeVisible();
  // Another rule would be made of another number.
  await number.fill("65");
  await expect(doubt).toHaveCount(0);
  await number.fill("60");
  await expect(doubt).toBeVisible();
  const again = page.waitForRequest((request) => request.method() === "POST");
  await page.getByTestId("save-rule").click();
  await again;
  await expect.poll(() => keys.length).toBe(2);
  expect(keys[0]).toMatch(/\S/);
  expect(keys[1]).toBe(keys[0]);
  await expect(doubt).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const rule = page.getByTestId("rule");
  await expect(rule).toHaveCount(1);
  // It has no name of its own: what it watches for is said once.
  await expect(rule.getByText(/Charged above 60%/)).toHaveCount(1);
  await rule.getByTestId("remove").click();
  await expect(page.getByRole("dialog")).toContainText("Charged above 60%");
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
});

test("a rule without a name says once, and whole, what it watches for", async ({
  page,
  login,
  carOf,
  open,
}) => {
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/rules`);
  // As one that the manufacturer has given up.
  await page.route("**/api/**/rules", async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const response = await route.fetch();
    const body = await response.text();
    return route.fulfill({ response, body: body.replace('"active"', '"failed"') });
  });
  await page.getByTestId("new-rule").click();
  const kind = page.getByTestId("kind");
  await kind.selectOption("doors-changed");
  for (const next of ["locks-changed", "alarm"]) {
    await page.getByTestId("add-condition").click();
    await kind.last().selectOption(next);
  }
  const what =
    "Door, window or boot opened or closed, locked or unlocked, and burglar alarm gone off";
  await expect(page.getByTestId("preview")).toHaveText(`Watched for: ${what}`);
  await page.getByTestId("save-rule").click();
  const rule = page.getByTestId("rule");
  await expect(rule.getByRole("heading")).toHaveText(what);
  await expect(rule.getByText(/Door, window or boot/)).toHaveCount(1);
  await expect(rule).toContainText("no longer watches for this. Resume the rule.");
  await expect(rule.getByTestId("resume")).toBeVisible();
  await rule.getByTestId("remove").click();
  await expect(page.getByRole("dialog")).toContainText(`“${what}”`);
  await page.getByTestId("confirm-remove").click();
  await expect(rule).toHaveCount(0);
});
