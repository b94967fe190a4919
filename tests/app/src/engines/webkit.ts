// Debian's WebKitGTK, whose engine is Safari's, by its own WebDriver, on a screen that Xvfb makes up.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { expect } from "@playwright/test";
import { Builder, By } from "selenium-webdriver";
import { type Engine, PHONE_WINDOW } from "./engine.js";

export async function webkit(): Promise<Engine> {
  const programs = new Programs();
  try {
    const display = await startScreen(programs);
    return await drive(await startDriver(programs, display), programs);
  } catch (error) {
    programs.end();
    throw error;
  }
}

/** What is running for the browser. It ends with this process, too. */
class Programs {
  readonly #children: ChildProcess[] = [];
  readonly #atExit = () => this.end();

  constructor() {
    process.once("exit", this.#atExit);
  }

  start(name: string, args: string[], stdout: "pipe" | "ignore", env = {}): ChildProcess {
    const child = spawn(name, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", stdout, "ignore"],
    });
    this.#children.push(child);
    // One that cannot be started shows by what is waited for: that its screen or its port is there.
    child.on("error", () => {});
    return child;
  }

  /** Ends them, the last one first: each needs those before it. */
  end(): void {
    process.off("exit", this.#atExit);
    for (const child of this.#children.splice(0).reverse()) child.kill("SIGKILL");
  }
}

/** A screen that nobody sees, under the first number that is free. */
async function startScreen(programs: Programs): Promise<string> {
  const screen = ["-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-displayfd", "1"];
  const { stdout } = programs.start("Xvfb", screen, "pipe");
  if (!stdout) throw new Error("Xvfb says nothing");
  for await (const number of createInterface({ input: stdout })) return `:${number}`;
  throw new Error("Xvfb could not be started, or ended before it had a screen");
}

/** What takes orders for the browser, once it takes them: at which port. */
async function startDriver(programs: Programs, display: string): Promise<number> {
  const port = await freePort();
  programs.start("WebKitWebDriver", [`--port=${port}`], "ignore", { DISPLAY: display });
  const status = `http://127.0.0.1:${port}/status`;
  const isReady = () =>
    fetch(status).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady, { message: "WebKitWebDriver takes orders" }).toBe(true);
  return port;
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  return port;
}

async function drive(port: number, programs: Programs): Promise<Engine> {
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({ browserName: "MiniBrowser" })
    .build();
  const close = async () => {
    // The browser is its driver's: where that does not end it, it loses its screen.
    await driver.quit().finally(() => programs.end());
  };
  try {
    await driver.manage().window().setRect(PHONE_WINDOW);
  } catch (error) {
    await close();
    throw error;
  }
  const find = (selector: string) => driver.findElement(By.css(selector));
  return {
    open: (url) => driver.get(url),
    run: (what, text = "") => driver.executeScript(what, text),
    click: (selector) => find(selector).click(),
    type: (selector, text) => find(selector).sendKeys(text),
    close,
  };
}
