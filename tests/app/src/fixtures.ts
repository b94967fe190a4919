// What every test of the app has: a chain that its worker keeps, ways to log in and to open a
// screen, and a watch over everything its pages do.

import { writeFile } from "node:fs/promises";
import { test as base, expect, type Page } from "@playwright/test";
import { Answers } from "./answers.js";
import { carOf } from "./api.js";
import { Chain, type Settings } from "./chain.js";
import type { DriverName } from "./drivers.js";
import { countShifts } from "./layout.js";
import { login } from "./login.js";
import { settled } from "./settled.js";
import { Watch } from "./watch.js";

interface ChainFixtures {
  /** Undoes after each test what it did to the chain. */
  healed: undefined;
  control: Chain["control"];
}

interface PageFixtures {
  watch: Watch;
  /** What the service answers the page, from when the test begins. */
  answers: Answers;
  login(page: Page, driver: DriverName): Promise<void>;
  /** The identifier of a car of a driver who is logged in with the page's browser. */
  carOf(page: Page, driver: DriverName, label: string): Promise<string>;
  /** Opens a path of the app, and waits until it shows what it has. */
  open(page: Page, path: string): Promise<void>;
}

interface WorkerFixtures {
  /** What the owner of the chain has switched on. */
  settings: Settings;
  chain: Chain;
}

/** Of a test that has a chain, and no page of Chromium. */
export const chainTest = base.extend<ChainFixtures, WorkerFixtures>({
  settings: [{}, { option: true, scope: "worker" }],

  chain: [
    async ({ settings }, use) => {
      const chain = await Chain.start(settings);
      await use(chain);
      await chain.end();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  healed: [
    async ({ chain }, use, info) => {
      await use(undefined);
      if (info.status !== info.expectedStatus) {
        const path = info.outputPath("chain.log");
        await writeFile(path, await chain.logs());
        // Not by `attach`, which copies the file.
        info.attachments.push({ name: "chain", path, contentType: "text/plain" });
      }
      await chain.heal();
    },
    { auto: true },
  ],

  control: async ({ chain }, use) => use((...order) => chain.control(...order)),
});

export const test = chainTest.extend<PageFixtures>({
  baseURL: async ({ chain }, use) => use(chain.origin),

  watch: [
    async ({ chain, context }, use) => {
      const watch = new Watch(chain);
      await watch.follow(context);
      await countShifts(context);
      await use(watch);
      expect(watch.take(), "what no page may do").toEqual([]);
    },
    { auto: true },
  ],

  answers: async ({ page }, use) => use(new Answers(page)),

  login: async ({ chain }, use) => use((page, driver) => login(chain, page, driver)),

  carOf: async ({ chain }, use) => use((...car) => carOf(chain, ...car)),

  open: async ({ chain }, use) =>
    use(async (page, path) => {
      const answer = await page.goto(chain.origin + path);
      expect(answer?.status(), path).toBe(200);
      await settled(page);
    }),
});

export { expect };
