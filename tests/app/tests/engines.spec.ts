// The app in other engines than Chromium's: what drivers do with it, in Firefox and in WebKit.

import { BRANDS } from "../src/brands.js";
import { ACTIONS, type Chain } from "../src/chain.js";
import { driverOf } from "../src/drivers.js";
import type { Engine } from "../src/engines/engine.js";
import { firefox } from "../src/engines/firefox.js";
import { webkit } from "../src/engines/webkit.js";
import { chainTest, expect } from "../src/fixtures.js";

const engines = { firefox, webkit };

/** Beside other tests an engine that draws without a graphics processor is slow. */
const patient = expect.configure({ timeout: 45_000 });

const test = chainTest.extend<{ name: keyof typeof engines; engine: Engine }>({
  name: ["firefox", { option: true }],

  engine: async ({ name }, use) => {
    const engine = await engines[name]();
    await use(engine);
    await engine.close();
  },
});

// What is done to a car here other tests must not meet: a chain of its own, for all of these.
test.describe.configure({ mode: "default" });
test.use({ settings: { ACTIONS } });

/** Where a page keeps what went wrong in it since `listen`. */
const FOUND = "foundWrong";

/** Has a page note errors of its scripts and violations of its policy, once it has loaded and until it is left. */
function listen(name: string): void {
  const found: string[] = [];
  Reflect.set(globalThis, name, found);
  addEventListener("error", ({ message }) => found.push(message));
  addEventListener("unhandledrejection", ({ reason }) => found.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    found.push(`${effectiveDirective} forbids ${blockedURI}`),
  );
  console.error = (...words: unknown[]) => found.push(words.map(String).join(" "));
}

const byId = (id: string) => `[data-testid="${id}"]`;

/** Waits until the first element of a selector has a text like that. */
const shows = (engine: Engine, selector: string, text: RegExp) =>
  patient
    .poll(
      () => engine.run((selector) => document.querySelector(selector)?.textContent ?? "", selector),
      { message: selector },
    )
    .toMatch(text);

/** Waits until so many elements are there. */
const counts = (engine: Engine, selector: string, count: number) =>
  patient
    .poll(() => engine.run((selector) => document.querySelectorAll(selector).length, selector), {
      message: selector,
    })
    .toBe(count);

const brandLinks = `${byId("brands")} a`;

/** Says of the page that is open that nothing went wrong in it since `listen`. */
async function isWell(engine: Engine): Promise<void> {
  expect(await engine.run((name) => Reflect.get(globalThis, name), FOUND)).toEqual([]);
}

/** Opens an address of the app, and has the page listen. */
async function open(engine: Engine, url: string): Promise<void> {
  await engine.open(url);
  await engine.run(listen, FOUND);
}

/** Logs camille in by the links and forms of the pages. */
async function logIn(engine: Engine, chain: Chain): Promise<void> {
  const { brand, username, password } = chain.account(driverOf("camille").username);
  await engine.open(`${chain.origin}/`);
  await counts(engine, brandLinks, BRANDS.length);
  await engine.click(`${brandLinks}[href*="brand=${brand}"]`);
  await shows(engine, "body", /Password/);
  await engine.type("input[name=username]", username);
  await engine.type("input[type=password]", password);
  await engine.click("button");
  await shows(engine, byId("car"), /e-208/);
}

/** Opens each section of the car that is shown, by its link. */
async function openSections(engine: Engine): Promise<void> {
  const sections = await engine.run(() =>
    [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href")),
  );
  expect(sections).toHaveLength(8);
  for (const section of sections) {
    await engine.click(`nav a[href="${section}"]`);
    await patient
      .poll(() =>
        engine.run(() => ({
          path: location.pathname,
          awaited: document.querySelectorAll('[aria-busy=true], [class*="skeleton_"]').length,
          hasText: /\S/.test(document.querySelector("main section")?.textContent ?? ""),
          wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        })),
      )
      .toEqual({ path: section, awaited: 0, hasText: true, wider: 0 });
  }
}

for (const name of Object.keys(engines) as (keyof typeof engines)[]) {
  test.describe(name, () => {
    test.use({ name });

    test("a driver reads, locks, keeps and leaves", async ({ engine, chain, control }) => {
      // The whole visit is one test, since a browser takes long to start.
      test.slow();
      await logIn(engine, chain);
      await engine.run(listen, FOUND);
      await engine.click(`${byId("car")} a`);
      await shows(engine, byId("car-title"), /e-208/);
      const car = await engine.run(() => location.pathname.split("/").at(-1));
      await openSections(engine);

      // A command, whose steps come by the connection that tells what happens.
      await control("/cars", { car, locked: false, stays: true });
      await control("/remotes", { stepSeconds: 0 });
      await engine.click("nav a");
      await shows(engine, byId("live"), /Live/);
      await engine.click(`${byId("quick-actions")} ${byId("command-lock")}`);
      await shows(engine, byId("command-state"), /^Done$/);
      await isWell(engine);

      // What the driver has the device keep is there without the service.
      await open(engine, `${chain.origin}/settings`);
      await shows(engine, "main", /Camille/);
      await engine.click(byId("keep"));
      await engine.run(() => navigator.serviceWorker.ready.then(() => undefined));
      await isWell(engine);
      await open(engine, `${chain.origin}/`);
      await shows(engine, byId("level"), /%/);
      await isWell(engine);
      await chain.edge.stop();
      await engine.open(`${chain.origin}/`);
      await shows(engine, byId("level"), /%/);
      await chain.edge.start();

      await open(engine, `${chain.origin}/`);
      await shows(engine, byId("level"), /%/);
      await engine.click(byId("account-menu"));
      await engine.click(byId("log-out"));
      await counts(engine, brandLinks, BRANDS.length);
      await isWell(engine);
    });
  });
}
