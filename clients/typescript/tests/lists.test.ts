// Lists: by items, by pages, and what may be wrong with one.

import { kerbside, UnreadableError } from "kerbside";
import { expect, test } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

/** Three pages with two cars each. */
const three = () =>
  serve((response, { url }) => {
    const page = Number(new URL(url, "http://x").searchParams.get("cursor") ?? 0);
    const items = [1, 2].map((n) => ({ id: `${page}.${n}` }));
    send(response, 200, { items, ...(page < 2 && { next: String(page + 1) }), total: 6 });
  });

test("by items it goes over all pages, and asks for a page when the one before is used up", async () => {
  const { base, asked } = await three();
  const seen: [string | undefined, number][] = [];
  for await (const { id } of kerbside({ base }).vehicles.list()) seen.push([id, asked.length]);
  expect(seen).toEqual([
    ["0.1", 1],
    ["0.2", 1],
    ["1.1", 2],
    ["1.2", 2],
    ["2.1", 3],
    ["2.2", 3],
  ]);
  expect(asked).toHaveLength(3);
});

test("a cursor goes alone", async () => {
  const { base, asked } = await three();
  const list = kerbside({ base })
    .account("one")
    .vehicles.list({ include: ["status"], limit: 2 });
  for await (const { items } of list.pages()) expect(items).toHaveLength(2);
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/accounts/one/vehicles?include=status&limit=2",
    "/api/v1/accounts/one/vehicles?cursor=1",
    "/api/v1/accounts/one/vehicles?cursor=2",
  ]);
});

test("pages that are asked for at once come one after the other", async () => {
  const { base, asked } = await three();
  const pages = kerbside({ base }).vehicles.list().pages();
  const all = await Promise.all([pages.next(), pages.next(), pages.next(), pages.next()]);
  expect(all.map(({ value }) => value?.items[0]?.id)).toEqual(["0.1", "1.1", "2.1", undefined]);
  expect(asked).toHaveLength(3);
});

test("by pages, what a page says of itself is seen", async () => {
  const stale = { since: "2026-01-02T03:04:05Z", because: problem(503, "upstream-unavailable") };
  const { base } = await serve((response) => send(response, 200, { items: [], total: 0, stale }));
  const pages = [];
  for await (const page of kerbside({ base }).vehicles.list().pages()) pages.push(page);
  expect(pages).toEqual([{ items: [], total: 0, stale }]);
});

test("nothing is asked until it is read, and each reading begins anew", async () => {
  const { base, asked } = await three();
  const list = kerbside({ base }).vehicles.list();
  expect(asked).toHaveLength(0);
  for await (const _ of list) break;
  for await (const _ of list) break;
  expect(asked.map(({ url }) => url)).toEqual(["/api/v1/vehicles", "/api/v1/vehicles"]);
});

test("a list whose next page is this page, or one before it, is not gone through for ever", async () => {
  for (const next of ["same", "one two"]) {
    const words = next.split(" ");
    const { base, asked } = await serve((response, _, count) => {
      send(response, 200, { items: [{ id: "car" }], next: words[count % words.length] });
    });
    const seen: unknown[] = [];
    const all = async () => {
      for await (const car of kerbside({ base }).vehicles.list()) seen.push(car);
    };
    expect(await rejection(all())).toBeInstanceOf(UnreadableError);
    expect(asked).toHaveLength(words.length + 1);
    expect(seen).toHaveLength(words.length);
  }
});

test("a problem in the middle of a list is told, and what came before is kept", async () => {
  const { base } = await serve((response, _, count) => {
    if (count === 1) send(response, 200, { items: [{ id: "car" }], next: "2" });
    else send(response, 401, problem(401, "login-lost"));
  });
  const seen: unknown[] = [];
  const all = async () => {
    for await (const car of kerbside({ base }).vehicles.list()) seen.push(car);
  };
  expect(await rejection(all())).toMatchObject({ code: "login-lost", operation: "vehicles.list" });
  expect(seen).toHaveLength(1);
});

test("an abort in the middle of a page ends it there, with the signal's reason", async () => {
  const { base, asked } = await three();
  const abort = new AbortController();
  const reason = new Error("the driver went away");
  const seen: unknown[] = [];
  const all = async () => {
    for await (const { id } of kerbside({ base }).vehicles.list({ signal: abort.signal })) {
      seen.push(id);
      if (id === "1.1") abort.abort(reason);
    }
  };
  expect(await rejection(all())).toBe(reason);
  expect(seen).toEqual(["0.1", "0.2", "1.1"]);
  expect(asked).toHaveLength(2);
});

test("a page that could not be had is asked for again, and after the last there is none", async () => {
  const { base, asked } = await serve((response, _, count) => {
    if (count === 2) send(response, 502, problem(502, "upstream-broken"));
    else send(response, 200, { items: [], ...(count === 1 && { next: "2" }) });
  });
  const pages = kerbside({ base }).vehicles.list().pages();
  await pages.next();
  expect(await rejection(pages.next())).toMatchObject({ code: "upstream-broken" });
  expect(await pages.next()).toEqual({ done: false, value: { items: [] } });
  expect(await pages.next()).toEqual({ done: true, value: undefined });
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/vehicles",
    "/api/v1/vehicles?cursor=2",
    "/api/v1/vehicles?cursor=2",
  ]);
});
