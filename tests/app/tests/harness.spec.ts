// What the other tests rest on: that what must not happen is found, and that a chain can be broken,
// mended, and ends with whoever holds it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { carsOf } from "../src/api.js";
import { graveFindings, OF_COLOURS } from "../src/axe.js";
import { driverNames, driverOf, type Energy } from "../src/drivers.js";
import { expect, test } from "../src/fixtures.js";
import { cutTexts, overflowOf, shiftsOf } from "../src/layout.js";
import { program } from "../src/project.js";

/** The service's words. */
const ENERGIES: Record<Energy, string> = {
  electric: "Electric",
  hybrid: "Hybrid",
  thermal: "Thermic",
};

test.describe("the watch", () => {
  test("sees what the page's policy forbids", async ({ page, open, watch }) => {
    await open(page, "/");
    await page.evaluate(() => {
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.head.append(style);
    });
    await expect.poll(() => watch.take().join("\n")).toContain("CSP: style-src");
    watch.take();
  });

  test("sees requests to other hosts, and lets those pass that are configured", async ({
    page,
    watch,
    chain,
  }) => {
    // A page without a policy, which would keep the request from being made.
    await page.route(`${chain.origin}/plain`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<main>plain</main>" }),
    );
    const ask = async (host: string) => {
      await page.route(`https://${host}/**`, (route) => route.fulfill({ body: "" }));
      await page.goto("/plain");
      await page.evaluate(async (host) => {
        await fetch(`https://${host}/tile.png`, { mode: "no-cors" });
      }, host);
    };
    watch.allow("https://tiles.test");
    await ask("tiles.test");
    expect(watch.take()).toEqual([]);
    await ask("elsewhere.test");
    expect(watch.take()).toEqual(["foreign request: a fetch at https://elsewhere.test/tile.png"]);
  });

  test("sees errors of the console and of scripts, but for those that are expected", async ({
    page,
    open,
    watch,
  }) => {
    await open(page, "/");
    const fail = async (text: string) => {
      const failed = page.waitForEvent("pageerror");
      await page.evaluate((text) => {
        console.error(`said ${text}`);
        queueMicrotask(() => {
          throw new Error(`threw ${text}`);
        });
      }, text);
      await failed;
    };
    await fail("something");
    const found = watch.take().join("\n");
    expect(found).toContain("console: said something");
    expect(found).toContain("page error: Error: threw something");
    watch.expects(/brought about/);
    await fail("what the test has brought about");
    expect(watch.take()).toEqual([]);
  });
});

test.describe("the chain", () => {
  for (const name of driverNames) {
    test(`logs ${name} in, who has the cars of the table`, async ({ page, login, chain }) => {
      await login(page, name);
      const driver = driverOf(name);
      const listed = await carsOf(chain, page, name);
      expect(listed).toHaveLength(driver.total ?? driver.cars.length);
      for (const [at, { label, energy }] of driver.cars.entries()) {
        expect(listed[at]?.motorization).toBe(ENERGIES[energy]);
        expect([label, undefined]).toContain(listed[at]?.label);
      }
    });
  }

  test("breaks and is whole again", async ({ page, login, chain, control }) => {
    await login(page, "camille");
    // What the page asks meanwhile is another matter.
    await page.goto("about:blank");
    const status = async () => {
      const headers = { "x-kerbside": "1" };
      return (await page.request.get(`${chain.origin}/api/v1/user`, { headers })).status();
    };
    expect(await status()).toBe(200);
    await chain.relay.stop();
    expect(await status()).toBeGreaterThanOrEqual(500);
    await chain.relay.start();
    expect(await status()).toBe(200);
    await control("/faults", { on: "api", kind: "status" });
    expect(await status()).toBeGreaterThanOrEqual(500);
    await chain.heal();
    expect(await status()).toBe(200);
    await chain.edge.stop();
    await expect(status()).rejects.toThrow("ECONNREFUSED");
    await chain.heal();
    expect(await status()).toBe(200);
    expect(await chain.logs()).toContain('"request"');
  });

  test("is gone when whoever holds it is killed", async () => {
    // A process between, which is killed with what it holds.
    const script = `
      const { spawn } = require("node:child_process");
      spawn(process.argv[1], ["--piped", "--actions="], { stdio: ["pipe", "inherit", "inherit"] });
      process.stdin.resume();`;
    const holder = spawn(process.execPath, ["-e", script, program("demo")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: holder.stdout });
    const [line] = await once(lines, "line");
    const { origin, control } = JSON.parse(line);
    expect((await fetch(origin)).status).toBe(200);
    holder.kill("SIGKILL");
    const isGone = async (url: string) =>
      fetch(url).then(
        () => false,
        () => true,
      );
    await expect.poll(() => isGone(origin)).toBe(true);
    await expect.poll(() => isGone(control)).toBe(true);
  });
});

test.describe("what judges a page", () => {
  test("finds what is wider than the screen, what is cut off and what jumps", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.route("**/odd", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<main style="margin:0"><p class="cut" style="width:40px;overflow:hidden;white-space:nowrap">
          A text that is cut</p><p class="whole">short</p><div class="wide" style="width:400px">wide</div></main>`,
      }),
    );
    await page.goto("/odd");
    expect((await overflowOf(page)).join()).toContain('class="wide"');
    expect((await cutTexts(page)).join()).toContain("A text that is cut");
    expect(await cutTexts(page)).toHaveLength(1);
    expect((await shiftsOf(page)).total).toBe(0);
    await page.evaluate(() => {
      document.querySelector("main")?.prepend(document.createElement("div"));
      const first = document.querySelector("main > div") as HTMLElement;
      first.style.height = "400px";
    });
    expect((await shiftsOf(page)).total).toBeGreaterThan(0.05);
  });

  test("finds what keeps people out, under the page's policy", async ({ page, open }) => {
    await open(page, "/");
    expect(await graveFindings(page)).toEqual([]);
    await page.evaluate(() => {
      const picture = document.createElement("img");
      document.querySelector("main")?.append(picture);
    });
    expect((await graveFindings(page)).join()).toContain("image-alt");
    expect(await graveFindings(page, OF_COLOURS)).toEqual([]);
    await page.evaluate(() => {
      const heading = document.querySelector("h1") as HTMLElement;
      heading.style.color = "rgb(200, 200, 200)";
    });
    expect((await graveFindings(page, OF_COLOURS)).join()).toContain("color-contrast");
  });
});
