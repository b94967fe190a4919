// Debian's Firefox, by WebDriver BiDi, which it speaks itself.

import puppeteer from "puppeteer-core";
import { type Engine, PHONE_WINDOW } from "./engine.js";

const PROGRAM = "/usr/bin/firefox-esr";

export async function firefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: PROGRAM,
    defaultViewport: PHONE_WINDOW,
  });
  // That which it begins with: another could fail to come, with nobody to close the browser.
  const [page] = await browser.pages();
  if (!page) throw new Error("Firefox has no page");
  return {
    open: async (url) => {
      await page.goto(url);
    },
    run: async (what, text = "") => page.evaluate(what, text),
    click: (selector) => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    close: () => browser.close(),
  };
}
