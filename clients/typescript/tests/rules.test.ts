// Rules: made once, by a key, and changed by calls that may be made again.

import { ConnectionError, commandKey, kerbside, ProblemError } from "kerbside";
import { expect, test } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

const written = {
  name: "Charged",
  when: { all: [{ is: "charge-above" as const, percent: 80 }] },
};
const rule = {
  ...written,
  id: "r1",
  vehicleId: "car",
  state: "active",
  createdAt: "2026-11-28T07:15:00Z",
  updatedAt: "2026-11-28T07:15:00Z",
};

test("a rule is made with a key of its own, and answered", async () => {
  const { base, asked } = await serve((response) => send(response, 201, rule));
  const service = kerbside({ base });
  expect(await service.rules.create("car 1", written)).toEqual(rule);
  await service.account("slot").rules.create("car", written);
  const [first, second] = asked;
  expect(first).toMatchObject({ method: "POST", url: "/api/v1/vehicles/car%201/rules" });
  expect(second?.url).toBe("/api/v1/accounts/slot/vehicles/car/rules");
  expect(JSON.parse(first?.body ?? "")).toEqual(written);
  expect(first?.headers["content-type"]).toBe("application/json");
  const keys = asked.map(({ headers }) => headers["idempotency-key"] as string);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{22,64}$/);
  expect(keys[0]).not.toBe(keys[1]);
});

test("a rule whose answer is lost is asked for again with its key, and by nobody else", async () => {
  const { base, asked } = await serve((response, _, count) => {
    if (count === 1) response.destroy();
    else send(response, 201, rule);
  });
  const { rules } = kerbside({ base, bearer: "secret" });
  const key = commandKey();
  expect(await rejection(rules.create("car", written, { key }))).toBeInstanceOf(ConnectionError);
  expect(asked.length).toBe(1);
  await rules.create("car", written, { key });
  expect(asked.map(({ headers }) => headers["idempotency-key"])).toEqual([key, key]);
});

test("nothing that changes something is repeated by itself", async () => {
  const { base, asked } = await serve((response) =>
    send(response, 503, problem(503, "no-writer", { retryAfter: 1 })),
  );
  const { rules } = kerbside({ base });
  const calls = [
    ["rules.create", () => rules.create("car", written)],
    ["rules.replace", () => rules.replace("car", "r1", written)],
    ["rules.pause", () => rules.pause("car", "r1")],
    ["rules.pause", () => rules.resume("car", "r1")],
    ["rules.delete", () => rules.remove("car", "r1")],
  ] as const;
  for (const [operation, call] of calls) {
    const error = await rejection(call());
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: "no-writer", operation });
  }
  expect(asked.length).toBe(calls.length);
});

test("a rule is read, replaced, paused, resumed and deleted", async () => {
  const { base, asked } = await serve((response, { method, url }) => {
    if (method === "DELETE") response.writeHead(204).end();
    else send(response, 200, url.endsWith("/rules") ? { items: [rule], total: 1 } : rule);
  });
  const { rules } = kerbside({ base });
  for await (const { id } of rules.list("car")) expect(id).toBe("r1");
  expect(await rules.get("car", "r1")).toEqual(rule);
  expect(await rules.replace("car", "r1", written)).toEqual(rule);
  expect(await rules.pause("car", "r1")).toEqual(rule);
  expect(await rules.resume("car", "r1")).toEqual(rule);
  expect(await rules.remove("car", "r1")).toBeUndefined();
  expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["GET", "/api/v1/vehicles/car/rules", ""],
    ["GET", "/api/v1/vehicles/car/rules/r1", ""],
    ["PUT", "/api/v1/vehicles/car/rules/r1", JSON.stringify(written)],
    ["PUT", "/api/v1/vehicles/car/rules/r1/status", '{"paused":true}'],
    ["PUT", "/api/v1/vehicles/car/rules/r1/status", '{"paused":false}'],
    ["DELETE", "/api/v1/vehicles/car/rules/r1", ""],
  ]);
});

test("an identifier that would change something else is refused before anything is sent", async () => {
  const { base, asked } = await serve((response) => send(response, 200, rule));
  const { rules } = kerbside({ base });
  for (const id of ["", ".", "..", undefined as unknown as string]) {
    expect(await rejection(rules.remove("car", id))).toBeInstanceOf(TypeError);
    expect(await rejection(rules.replace("car", id, written))).toBeInstanceOf(TypeError);
    expect(await rejection(rules.create(id, written))).toBeInstanceOf(TypeError);
  }
  for (const id of ["", ".", ".."]) {
    expect(await rejection(rules.pause("car", id))).toBeInstanceOf(TypeError);
    expect(await rejection(rules.resume(id, "r1"))).toBeInstanceOf(TypeError);
  }
  expect(asked).toEqual([]);
});
