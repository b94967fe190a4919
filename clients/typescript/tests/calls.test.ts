// What a call sends.

import { kerbside } from "kerbside";
import { expect, test, vi } from "vitest";
import { send, serve } from "./server.js";

test("a page's call has the header that other sites cannot send, and no bearer", async () => {
  const { base, asked } = await serve((response) => send(response, 200, { energies: [] }));
  expect(await kerbside({ base }).status.get("car 1/2")).toEqual({ energies: [] });
  expect(asked[0]?.url).toBe("/api/v1/vehicles/car%201%2F2/status");
  expect(asked[0]?.headers["x-kerbside"]).toBe("1");
  expect(asked[0]?.headers.authorization).toBeUndefined();
});

test("an app's call has its bearer, and neither that header nor a cookie", async () => {
  const { base, asked } = await serve((response) => send(response, 200, {}));
  const seen = vi.fn(fetch);
  await kerbside({ base, bearer: "secret", fetch: seen }).user.get();
  expect(asked[0]?.headers.authorization).toBe("Bearer secret");
  expect(asked[0]?.headers["x-kerbside"]).toBeUndefined();
  expect(seen.mock.calls[0]?.[1]?.credentials).toBe("omit");
  await kerbside({ base, fetch: seen }).user.get();
  expect(seen.mock.calls[1]?.[1]?.credentials).toBe("include");
});

test("a fetch is called as no method, as a browser's has to be", async () => {
  const callers: unknown[] = [];
  async function strict(this: unknown) {
    callers.push(this);
    return new Response("{}");
  }
  const base = "https://kerbside.example.com";
  await kerbside({ base, fetch: strict }).user.get();
  vi.stubGlobal("fetch", strict);
  await kerbside({ base }).user.get();
  vi.unstubAllGlobals();
  expect(callers).toEqual([undefined, undefined]);
});

test("an account is named in the path, a single one is not", async () => {
  const { base, asked } = await serve((response) => send(response, 200, {}));
  const service = kerbside({ base });
  await service.account("a/1").tripAlerts.get("car", "trip", "alert");
  await service.trips.get("car", "trip");
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/accounts/a%2F1/vehicles/car/trips/trip/alerts/alert",
    "/api/v1/vehicles/car/trips/trip",
  ]);
});

test("lists of words are joined, and what is undefined is left out", async () => {
  const { base, asked } = await serve((response) => send(response, 200, { items: [] }));
  const { vehicles } = kerbside({ base });
  const options = { include: ["status", "branding"] as ("status" | "branding")[], limit: 5 };
  for await (const _ of vehicles.list(options)) expect.unreachable();
  // A caller without strict types may do this.
  for await (const _ of vehicles.list({ locale: undefined } as object)) expect.unreachable();
  expect(asked.map(({ url }) => url)).toEqual([
    "/api/v1/vehicles?include=status%2Cbranding&limit=5",
    "/api/v1/vehicles",
  ]);
});

test("an identifier that would ask for something else is refused before anything is sent", async () => {
  const { base, asked } = await serve((response) => send(response, 200, {}));
  const service = kerbside({ base });
  for (const id of ["", ".", "..", undefined as unknown as string]) {
    expect(() => service.status.get(id)).toThrow(TypeError);
    expect(() => service.account(id)).toThrow(TypeError);
  }
  expect(asked).toEqual([]);
});

test("a base that is no origin is refused", () => {
  for (const base of [
    "kerbside.example.com",
    "https://kerbside.example.com/api",
    "https://kerbside.example.com/?x",
    "https://kerbside.example.com/#x",
    "https://driver:secret@kerbside.example.com",
    "ftp://kerbside.example.com",
    "data:text/plain,x",
  ]) {
    expect(() => kerbside({ base }), base).toThrow(TypeError);
  }
  // Outside of a page there is no origin to take.
  expect(() => kerbside()).toThrow("base is missing");
  expect(() => kerbside({ base: "https://kerbside.example.com/" })).not.toThrow();
  // A bearer goes to the service it is of, and nowhere else.
  vi.stubGlobal("location", { origin: "https://app.example.com" });
  expect(() => kerbside({ base: "", bearer: "secret" })).toThrow("base is missing");
  vi.unstubAllGlobals();
  expect(() => kerbside({ base: "https://kerbside.example.com", bearer: "" })).toThrow("empty");
});

test("logging out is a POST of one account or of all, and comes to nothing", async () => {
  const { base, asked } = await serve((response) => response.writeHead(204).end());
  expect(await kerbside({ base }).logout("slot")).toBeUndefined();
  expect(await kerbside({ base }).logout()).toBeUndefined();
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "POST /auth/logout?account=slot",
    "POST /auth/logout",
  ]);
  expect(asked[0]?.headers["x-kerbside"]).toBe("1");
});

test("the session, the brands and what is switched on are asked for", async () => {
  const { base, asked } = await serve((response) =>
    send(response, 200, { accounts: [], items: [], actions: ["lock"] }),
  );
  await kerbside({ base }).session();
  await kerbside({ base }).brands();
  expect((await kerbside({ base }).app.get()).actions).toEqual(["lock"]);
  expect(asked.map(({ url }) => url)).toEqual(["/auth/session", "/api/v1/brands", "/api/v1/app"]);
});

test("a page of the service's site is led to a brand's login and back", () => {
  const assign = vi.fn();
  vi.stubGlobal("location", {
    href: "https://app.example.com/cars?x=1",
    origin: "https://app.example.com",
    assign,
  });
  kerbside({ base: "https://kerbside.example.com" }).login("peugeot");
  kerbside().login("ds", "https://app.example.com/");
  vi.unstubAllGlobals();
  expect(assign.mock.calls).toEqual([
    [
      "https://kerbside.example.com/auth/login?brand=peugeot&return_to=https%3A%2F%2Fapp.example.com%2Fcars%3Fx%3D1",
    ],
    ["https://app.example.com/auth/login?brand=ds&return_to=https%3A%2F%2Fapp.example.com%2F"],
  ]);
});

test("what a car can do is asked with its VIN in the body, and by no bearer's need", async () => {
  const able = { known: true, motorization: "Electric", data: [], actions: ["lock"] };
  const { base, asked } = await serve((response) => send(response, 200, able));
  expect(await kerbside({ base }).eligibility("VR3ATTENTJY186996", "peugeot")).toEqual(able);
  expect(asked[0]?.url).toBe("/api/v1/eligibility");
  expect(asked[0]?.method).toBe("POST");
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ vin: "VR3ATTENTJY186996", brand: "peugeot" });
});
