// The pictures with which README.md opens. Each run makes them; `npm run pictures -w kerbside-app-tests`
// keeps them in docs/images.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ACTIONS } from "../src/chain.js";
import { expect, test } from "../src/fixtures.js";
import { root, target } from "../src/project.js";
import { LOCALE } from "../src/shown.js";

// What is done to a car here other tests must not meet: a chain of its own, for all of these.
test.describe.configure({ mode: "default" });
test.use({ settings: { ACTIONS } });

/** Bytes that a picture may have: who reads README.md loads them. */
const LIMIT = 150_000;

const folder = process.env.PICTURES ? join(root, "docs/images") : join(target, "screens/readme");

const pictures = [
  { name: "phone-light", scheme: "light", width: 390, height: 844, isMobile: true },
  { name: "desktop-dark", scheme: "dark", width: 1280, height: 800, isMobile: false },
] as const;

for (const { name, scheme, width, height, isMobile } of pictures) {
  test.describe(name, () => {
    test.use({
      viewport: { width, height },
      // A phone has no bar beside the page.
      isMobile,
      deviceScaleFactor: isMobile ? 2 : 1,
      colorScheme: scheme,
      locale: LOCALE,
    });

    test("of an electric car that charges", async ({ page, login, carOf, open, control }) => {
      await login(page, "camille");
      const car = await carOf(page, "camille", "e-208");
      await control("/cars", { car, charge: { from: 64, to: 80, seconds: 5400 } });
      await open(page, `/cars/${car}`);
      await expect(page.getByTestId("charging")).toContainText("Charging, done around");
      await mkdir(folder, { recursive: true });
      const session = await page.context().newCDPSession(page);
      const { data } = await session.send("Page.captureScreenshot", {
        format: "webp",
        quality: 90,
      });
      const picture = Buffer.from(data, "base64");
      expect(picture.length).toBeLessThan(LIMIT);
      await writeFile(join(folder, `${name}.webp`), picture);
    });
  });
}
