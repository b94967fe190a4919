// The cars of a driver with very many, and what happens to a car while its driver looks.

import { carsOf } from "../src/api.js";
import { drivers } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";

test("every one of 137 cars can be come to, and found by its name", async ({
  page,
  login,
  open,
}) => {
  await login(page, "lucas");
  await open(page, "/");
  const cars = page.getByTestId("car");
  const more = page.getByTestId("more");
  await expect(cars.first()).toBeVisible();
  for (let shown = await cars.count(); shown < drivers.lucas.total; shown = await cars.count()) {
    await expect(more).toBeEnabled();
    await more.click();
    await expect.poll(() => cars.count()).toBeGreaterThan(shown);
    if (await more.isVisible()) await expect(more).toBeFocused();
  }
  await expect(more).toBeHidden();
  await expect(cars).toHaveCount(drivers.lucas.total);
  // Many are of one model: what is written below tells them apart.
  const called = await cars.evaluateAll((all) =>
    all.map(
      (car) => `${car.querySelector("h3")?.textContent} ${car.querySelector("p")?.textContent}`,
    ),
  );
  expect(new Set(called).size).toBe(called.length);
  await page.getByRole("searchbox").fill("boxer");
  await expect(cars.first()).toContainText("Boxer");
  await expect(cars.filter({ hasNotText: "Boxer" })).toHaveCount(0);
});

test("a question names its car by its VIN where another is called the same", async ({
  page,
  login,
  open,
}) => {
  await login(page, "lucas");
  await open(page, "/");
  const car = page.getByTestId("car").filter({ hasText: "VIN …" }).first();
  const vin = await car.getAttribute("data-vin");
  const title = await car.getByRole("link").textContent();
  await car.getByRole("link").click();
  await page.getByTestId("command-unlock").click();
  await expect(page.getByRole("dialog")).toContainText(`${title} · VIN …${vin?.slice(-6)}`);
});

test("what becomes of a car that charges shows by itself, a minute later", async ({
  page,
  login,
  open,
  chain,
  control,
}) => {
  await page.clock.install();
  await login(page, "lucas");
  // One that no other test looks at: what is done to a car is not undone.
  const car = (await carsOf(chain, page, "lucas"))[4]?.id;
  await control("/cars", { car, charge: { from: 40, to: 80, seconds: 5400 } });
  await open(page, "/");
  const level = page.locator(`[data-id="${car}"]`).getByTestId("level");
  await expect(level).toHaveText(/4[01]\s?%/);
  await control("/cars", { car, charge: { from: 22, to: 23, seconds: 1 } });
  await page.clock.runFor(70_000);
  await expect(level).toHaveText(/2[23]\s?%/);
});

interface Listed {
  items: { status?: { energies: { observedAt?: string }[] } }[];
}

test("a level has the time at which it was read, or none", async ({ page, login, open }) => {
  await login(page, "camille");
  await page.route(/\/vehicles\?/, async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as Listed;
    for (const energy of list.items.flatMap(({ status }) => status?.energies ?? [])) {
      delete energy.observedAt;
    }
    await route.fulfill({ response, json: list });
  });
  await open(page, "/");
  const car = page.getByTestId("car").filter({ hasText: "e-208" });
  await expect(car.getByTestId("level")).toBeVisible();
  await expect(car).toContainText("Time of this reading unknown");
});
