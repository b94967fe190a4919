// What the owner of the service has set: tiles for the map, pictures of cars, a server that is told
// what happens, and no commands. Only pictures are asked for before the driver wants it.

import type { Page } from "@playwright/test";
import { call } from "../src/api.js";
import { installed } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE, steady } from "../src/judged.js";

/** Where the sandbox says that pictures of cars are. */
const PICTURES = "https://pictures.sandbox.test";

test.use({
  viewport: PHONE,
  settings: {
    ACTIONS: "",
    MAP_TILES: "https://tiles.test/{z}/{x}/{y}.png",
    MAP_ATTRIBUTION: "© The map makers",
    PICTURE_ORIGINS: PICTURES,
    EVENTS_URL: "https://events.test/taken",
    EVENTS_KEY: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  },
});
test.describe.configure({ mode: "default" });

/** A picture: one grey pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

test.beforeEach(async ({ page, watch }) => {
  watch.allow(PICTURES);
  await page.route(`${PICTURES}/**`, (route) =>
    route.fulfill({ contentType: "image/png", body: PIXEL }),
  );
});

test("tiles come from their host alone, once the driver wants them", async ({
  page,
  login,
  carOf,
  open,
  watch,
  chain,
}) => {
  watch.allow("https://tiles.test");
  const asked: string[] = [];
  const referrers = new Set<string | undefined>();
  await page.route("https://tiles.test/**", (route) => {
    asked.push(route.request().url());
    referrers.add(route.request().headers().referer);
    return route.fulfill({ contentType: "image/png", body: PIXEL });
  });
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await open(page, `/cars/${car}/map`);
  const streets = page.getByTestId("streets");
  await expect(page.getByRole("application")).toBeVisible();
  await expect(page.getByTestId("map-place")).toContainText(
    "It would come from tiles.test, which would learn where the car is.",
  );
  expect(asked).toEqual([]);

  await streets.click();
  await expect(page.locator("main img").first()).toBeVisible();
  await expect(page.getByTestId("map-card")).toContainText("© The map makers");
  expect(asked.length).toBeGreaterThan(0);
  for (const url of asked) expect(url).toMatch(/^https:\/\/tiles\.test\/\d+\/\d+\/\d+\.png$/);
  // Which car it is stays here.
  expect([...referrers]).toEqual([`${chain.origin}/`]);
  await judged(page, "map", "with-tiles");

  await streets.click();
  await expect(page.locator("main img")).toHaveCount(0);
  await expect(page.getByTestId("map-card")).not.toContainText("© The map makers");
});

test("a host of tiles that is down leaves the plain map", async ({
  page,
  login,
  carOf,
  open,
  watch,
}) => {
  watch.allow("https://tiles.test");
  watch.expects(/ERR_FAILED/);
  await page.route("https://tiles.test/**", (route) => route.abort("failed"));
  await login(page, "camille");
  await open(page, `/cars/${await carOf(page, "camille", "e-208")}/map`);
  const gone = "The street map cannot be loaded right now. The plain map stays.";
  await page.getByTestId("streets").click();
  await expect(page.getByTestId("map-card")).toContainText(gone);
  await page.getByTestId("streets").click();
  await expect(page.getByTestId("map-card")).not.toContainText(gone);
});

/** Has the page be kept as if it had been sent then, with another policy. */
const keptWith = (page: Page, part: RegExp, instead: string, sentAt: Date) =>
  page.evaluate(
    async ({ part, instead, date }) => {
      const [name = ""] = await caches.keys();
      const cache = await caches.open(name);
      const kept = await cache.match("/");
      const headers = new Headers(kept?.headers);
      const policy = headers.get("content-security-policy") ?? "";
      headers.set("content-security-policy", policy.replace(part, instead));
      headers.set("date", date);
      await cache.put("/", new Response(await kept?.text(), { headers }));
    },
    { part, instead, date: sentAt.toUTCString() },
  );

/** Whether the page that is kept may load from a host. */
const isAllowed = (page: Page, host: string) =>
  page.evaluate(async (host) => {
    const kept = await caches.match("/");
    return kept?.headers.get("content-security-policy")?.includes(host);
  }, host);

test("a host that the owner sets later is allowed the next time that the app is opened", async ({
  page,
  login,
  open,
  watch,
}) => {
  watch.expects(/CSP: img-src|Content Security Policy/);
  await login(page, "camille");
  await installed(page);
  // The page as it was kept before the owner had set any host.
  await keptWith(page, /img-src [^;]*/, "img-src 'self'", new Date());
  const allowed = () => isAllowed(page, "pictures.sandbox.test");
  expect(await allowed()).toBe(false);
  await open(page, "/");
  await expect.poll(allowed).toBe(true);
  await open(page, "/");
  const drawn = page.getByTestId("photo").locator("img").first();
  await expect.poll(() => drawn.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
});

test("a host that the owner withdraws is forbidden within a day", async ({ page, login, open }) => {
  await login(page, "camille");
  await installed(page);
  // The page as it was kept the day before, when there was another host.
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await keptWith(page, /img-src/, "img-src https://gone.test", yesterday);
  const allowed = () => isAllowed(page, "https://gone.test");
  expect(await allowed()).toBe(true);
  await open(page, "/");
  await expect.poll(allowed).toBe(false);
});

test("pictures of cars come from their host alone, and one that is missing leaves its room", async ({
  page,
  login,
  watch,
}) => {
  watch.expects(/ERR_FAILED/);
  const referrers = new Set<string | undefined>();
  let asked = 0;
  await page.route(`${PICTURES}/**`, (route) => {
    referrers.add(route.request().headers().referer);
    asked += 1;
    if (asked === 1) return route.abort("failed");
    return route.fulfill({ contentType: "image/png", body: PIXEL });
  });
  await login(page, "camille");
  const photos = page.getByTestId("car").getByTestId("photo");
  await expect(photos).toHaveCount(3);
  await photos.last().scrollIntoViewIfNeeded();
  await expect(photos.locator("img")).toHaveCount(2);
  const drawn = photos.locator("img").last();
  await expect.poll(() => drawn.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  expect([...referrers]).toEqual([undefined]);
  await steady(page, "the cars with pictures");
  await judged(page, "cars", "with-pictures");
});

test("what happens is told to the owner's server only with the driver's consent", async ({
  page,
  login,
  open,
  chain,
}) => {
  await login(page, "camille");
  const isOn = async () =>
    (await call<{ on: boolean }>(chain, page, "/api/v1/events/forwarding")).on;
  await open(page, "/settings");
  const consent = page.getByTestId("forwarding");
  await expect(consent).toContainText("Send what happens to my cars to events.test");
  const box = consent.getByRole("checkbox");
  await expect(box).not.toBeChecked();
  expect(await isOn()).toBe(false);
  await box.click();
  await expect(box).toBeChecked();
  await expect(box).toBeFocused();
  expect(await isOn()).toBe(true);
  // It stays so, and is taken back in the same place.
  await open(page, "/settings");
  await expect(box).toBeChecked();
  await judged(page, "settings", "with-a-server");
  await box.click();
  await expect(box).not.toBeChecked();
  expect(await isOn()).toBe(false);
});

test("where no command is switched on, none is offered", async ({ page, login, carOf, open }) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  await open(page, `/cars/${car}`);
  await expect(page.getByTestId("hero")).toBeVisible();
  await expect(page.getByTestId("quick-actions")).toHaveCount(0);
  await open(page, `/cars/${car}/commands`);
  await expect(page.getByTestId("commands-off")).toContainText("has not switched any commands on");
  await open(page, `/cars/${car}/rules`);
  await expect(page.getByTestId("rules-off")).toContainText("has not switched rules on");
});
