// The pages that the service writes itself: all that they name is there, and they can be read.

import type { Page } from "@playwright/test";
import { expect, test } from "../src/fixtures.js";
import { judged, PHONE } from "../src/judged.js";

const APP = { id: "phone", name: "Garage", kind: "app", actions: ["lock", "unlock"] };
const CALLBACK = "com.example.app:/callback";

// One worker, so that there is one chain with these settings.
test.describe.configure({ mode: "default" });
test.use({
  viewport: PHONE,
  settings: {
    ACTIONS: "lock unlock",
    APPS: JSON.stringify([{ ...APP, redirectUris: [CALLBACK] }]),
  },
});

const AUTHORIZE = `/auth/authorize?${new URLSearchParams({
  response_type: "code",
  client_id: APP.id,
  redirect_uri: CALLBACK,
  state: "state",
  code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  code_challenge_method: "S256",
  brand: "peugeot",
})}`;

const PAGES = [
  {
    name: "problem",
    path: "/problems/no-data-yet",
    status: 200,
    title: "There is nothing to show yet",
  },
  { name: "consent", path: AUTHORIZE, status: 200, title: "Garage asks to see and to command" },
  {
    name: "refusal",
    path: "/auth/authorize?client_id=nobody",
    status: 400,
    title: "This app is not registered here",
  },
];

/** The files that a page loads, with what each has to be. */
const filesOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>("link[href]")].map(({ href, rel }) => ({
      url: href,
      type: rel === "stylesheet" ? "text/css" : "image/svg+xml",
    })),
  );

for (const { name, path, status, title } of PAGES) {
  test(`the page of a ${name} has all that it names`, async ({ page, chain, watch }) => {
    if (status !== 200) watch.expects(new RegExp(`status of ${status} .*/auth/authorize`));
    const answer = await page.goto(chain.origin + path);
    expect(answer?.status()).toBe(status);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
    const files = await filesOf(page);
    expect(files.map(({ type }) => type)).toEqual(["text/css", "image/svg+xml"]);
    await expect(page.locator("script, img, style, [style]")).toHaveCount(0);
    for (const { url, type } of files) {
      const file = await page.request.get(url);
      expect(file.status(), url).toBe(200);
      expect(file.headers()["content-type"], url).toContain(type);
    }
    // The policy lets it in.
    await expect(page.locator("main")).toHaveCSS("max-width", "640px");
    if (name === "consent") {
      await expect(page.locator(".button")).toHaveCSS("border-radius", "999px");
    }
    for (const link of await page.getByRole("link").all()) {
      const target = new URL((await link.getAttribute("href")) ?? "", chain.origin);
      if (target.origin !== chain.origin) continue;
      expect((await page.request.get(target.href)).status(), target.href).toBe(200);
    }
    await judged(page, "pages", name);
  });
}
