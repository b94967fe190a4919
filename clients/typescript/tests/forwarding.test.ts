// The driver's consent that the owner's own server has their events.

import { kerbside, ProblemError } from "kerbside";
import { expect, test } from "vitest";
import { problem, rejection, send, serve } from "./server.js";

const shown = { available: true, on: true, to: "events.example" };

test("a consent is read, given and withdrawn, of one account each", async () => {
  const { base, asked } = await serve((response) => send(response, 200, shown));
  const service = kerbside({ base });
  expect(await service.forwarding.get()).toEqual(shown);
  expect(await service.forwarding.set(true)).toEqual(shown);
  expect(await service.forwarding.set(true, { to: "events.example" })).toEqual(shown);
  await service.account("slot").forwarding.set(false);
  expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["GET", "/api/v1/events/forwarding", ""],
    ["PUT", "/api/v1/events/forwarding", '{"on":true}'],
    ["PUT", "/api/v1/events/forwarding", '{"on":true,"to":"events.example"}'],
    ["PUT", "/api/v1/accounts/slot/events/forwarding", '{"on":false}'],
  ]);
  expect(asked[1]?.headers).toMatchObject({
    "x-kerbside": "1",
    "content-type": "application/json",
  });
});

test("what is not allowed is said, and not tried again", async () => {
  const { base, asked } = await serve((response) =>
    send(response, 403, problem(403, "action-not-allowed")),
  );
  const { forwarding } = kerbside({ base, bearer: "secret" });
  const error = await rejection(forwarding.set(true));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: "action-not-allowed", operation: "forwarding.set" });
  expect(asked.length).toBe(1);
});
