// What a second visit of a car's screen asks of the Worker, which counts for the owner's bill: the list
// that tests/e2e/tests/it/cost.rs plays to compute the tables of docs/operations.md.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { call } from "../src/api.js";
import { installed } from "../src/device.js";
import { expect, test } from "../src/fixtures.js";
import { root } from "../src/project.js";

/** The texts of a list in the Rust test. */
function listed(name: string): string[] {
  const source = readFileSync(join(root, "tests/e2e/tests/it/cost.rs"), "utf8");
  const list = new RegExp(`const ${name}: \\[&str; \\d+\\] = \\[([^\\]]*)\\]`).exec(source)?.[1];
  if (list === undefined) throw new Error(`cost.rs has no ${name}`);
  return [...list.matchAll(/"([^"]+)"/g)].map(([, entry = ""]) => entry);
}

test("a second visit asks of the Worker what its costs are computed with", async ({
  page,
  context,
  login,
  carOf,
  open,
  chain,
}) => {
  await login(page, "camille");
  const car = await carOf(page, "camille", "e-208");
  /** The files that the Worker was asked for so far. */
  const files = async () => {
    const lines = (await chain.logs()).split("\n");
    return lines.flatMap(
      (line) => /"event":"(?:file|document)","path":"([^"]+)"/.exec(line)?.[1] ?? [],
    );
  };
  await open(page, `/cars/${car}`);
  await installed(page);
  // Once more by way of the service worker, with which everything is kept.
  await open(page, `/cars/${car}`);
  await page.close();

  const later = await context.newPage();
  const asked: string[] = [];
  const sockets: string[] = [];
  later.on("websocket", (socket) => sockets.push(socket.url()));
  let pending = 0;
  later.on("request", () => {
    pending += 1;
  });
  later.on("requestfailed", () => {
    pending -= 1;
  });
  later.on("requestfinished", async (request) => {
    const { origin, pathname, search } = new URL(request.url());
    const response = await request.response();
    pending -= 1;
    // What the service worker answers never leaves the browser.
    if (origin !== chain.origin || response?.fromServiceWorker()) return;
    asked.push(`${request.method()} ${pathname}${search}`);
  });
  const before = (await files()).length;
  const connected = later.waitForEvent("websocket");
  await open(later, `/cars/${car}`);
  await connected;
  const { accounts } = await call<{ accounts: { slot: string }[] }>(chain, later, "/auth/session");
  const slot = `/accounts/${accounts[0]?.slot}`;
  const calls = () => asked.map((one) => one.replace(slot, "").replace(car, "{car}")).toSorted();
  const wanted = listed("CALLS").map((path) => `GET ${path}`);
  await expect
    .poll(() => ({ pending, calls: calls() }))
    .toEqual({ pending: 0, calls: [...wanted, "POST /api/v1/events/tickets"].toSorted() });
  // Whether there is a newer service worker is looked up a moment after a page was opened: of the
  // visits before, too.
  const loaded = async () => [...new Set((await files()).slice(before))];
  await expect.poll(loaded).toEqual(listed("DOCUMENTS"));
  // Nothing else was: what is asked for once the page is closed stands next to it.
  const last = "/style.css";
  await later.close();
  await context.request.get(chain.origin + last);
  await expect.poll(loaded).toContain(last);
  expect(await loaded()).toEqual([...listed("DOCUMENTS"), last]);
  expect(sockets.map((url) => new URL(url).pathname)).toEqual(["/api/v1/events"]);
});
