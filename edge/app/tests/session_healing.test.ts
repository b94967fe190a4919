// Who is logged in is asked again by the clock where the service could not say it.

import { beforeEach, expect, test, vi } from "vitest";
import { startLive } from "../src/service/live";
import { accounts, look, sessionProblem } from "../src/service/session";

const account = { slot: "one", brand: "peugeot", brandName: "Peugeot", since: 1 };
const saying = (session: object) => async () =>
  new Response(JSON.stringify({ accounts: [], lost: [], brands: [], ...session }));
const away = () => Promise.reject(new TypeError("there is no network here"));

let service: () => Promise<Response>;
let looks: number;
vi.stubGlobal("fetch", (address: string) => {
  if (!address.endsWith("/auth/session")) return away();
  looks += 1;
  return service();
});
vi.useFakeTimers();
startLive();

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000);

beforeEach(() => {
  accounts.value = [];
  looks = 0;
});

test.each([
  ["the service could not be reached", away],
  ["an account could not be asked", saying({ unavailable: [account] })],
])("where %s, it is asked again every five minutes until that is over", async (_, then) => {
  service = then;
  await look();
  expect(sessionProblem.value).toBeDefined();
  await pass(4.9);
  expect(looks).toBe(1);
  await pass(0.2);
  expect(looks).toBe(2);
  service = saying({ accounts: [account] });
  await pass(5);
  expect(looks).toBe(3);
  expect([sessionProblem.value, accounts.value]).toEqual([undefined, [account]]);
  await pass(20);
  expect(looks).toBe(3);
});
