// Debian's WebKitGTK, whose engine is Safari's, by its own WebDriver, on a screen that Xvfb makes up.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { expect } from "@playwright/test";
import { Builder, By } from "selenium-webdriver";
import { type Engine, PHONE_WINDOW } from "./engine.js";

export async function webkit(): Promise<Engine> {
  const screen = await startScreen();
  const server = await startDriver(screen.display);
  const end = async () => {
    await ended(server.process);
    await ended(screen.process);
  };
  try {
    return await drive(server.port, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Starts the browser, which ends before what it needs does. */
async function drive(port: number, end: () => Promise<void>): Promise<Engine> {
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({ browserName: "MiniBrowser" })
    .build();
  await driver.manage().window().setRect(PHONE_WINDOW);
  const find = (selector: string) => driver.findElement(By.css(selector));
  return {
    open: (url) => driver.get(url),
    run: (what, text = "") => driver.executeScript(what, text),
    click: (selector) => find(selector).click(),
    type: (selector, text) => find(selector).sendKeys(text),
    close: () => driver.quit().finally(end),
  };
}

/** A screen that nobody sees, under the first number that is free. */
async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(
    "Xvfb",
    ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const { value, done } = await createInterface({ input: child.stdout })
    [Symbol.asyncIterator]()
    .next();
  if (done) throw new Error("Xvfb ended before it had a screen");
  return { process: child, display: `:${value}` };
}

/** What takes orders for the browser, once it takes them. */
async function startDriver(display: string): Promise<{ process: ChildProcess; port: number }> {
  const port = await freePort();
  const child = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display },
    stdio: "ignore",
  });
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady, { message: "WebKitWebDriver takes orders" }).toBe(true);
  return { process: child, port };
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  return port;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill()) return;
  await once(child, "exit");
}
