// Events of an account, followed for as long as it is logged in.

import { afterEach, expect, test, vi } from "vitest";
import { answered } from "../src/service/answers";
import { liveMode, onLiveMessage, startLive } from "../src/service/live";
import { statusOf } from "../src/service/questions";
import { accounts } from "../src/service/session";

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status });
const page = (status: number) => new Response("<html>", { status });

afterEach(() => {
  accounts.value = [];
  vi.useRealTimers();
});

startLive();

test("events that ended are followed again, behind the last one", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", undefined);
  const asked: string[] = [];
  const event = { id: 7, type: "rule", at: "", vehicleId: "car", data: {} };
  const answers = [json(200, { events: [event], last: 7, reset: false }), page(502), page(404)];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address.replace(/.*events/, ""));
    return answers.shift() ?? json(200, { events: [], last: 7, reset: false });
  });
  accounts.value = [{ slot: "s1", brand: "peugeot", brandName: "Peugeot", since: 0 }];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([""]);
  // A gateway's page is waited out, and that of another server ends the events.
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked).toEqual(["", "?after=7", "?after=7"]);
  expect(liveMode.value).toBe("polling");
  await vi.advanceTimersByTimeAsync(289_000);
  expect(asked.length).toBe(3);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.slice(3)).toEqual(["?after=7"]);

  answers.push(page(404));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(5);
  accounts.value = [];
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.length).toBe(5);
});

test("where no event was told before, everything is asked for anew when they are followed again", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", undefined);
  const answers = [page(404)];
  vi.stubGlobal("fetch", async () => {
    return answers.shift() ?? json(200, { events: [], last: 7, reset: false });
  });
  const told: string[] = [];
  const forget = onLiveMessage((slot, { type }) => told.push(`${slot} ${type}`));
  accounts.value = [{ slot: "s1", brand: "peugeot", brandName: "Peugeot", since: 0 }];
  await vi.advanceTimersByTimeAsync(290_000);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  // Once when they are followed, and once more as no connection came until events were asked for.
  expect(told).toEqual(["s1 reset", "s1 reset"]);
  forget();
});

test("a status that an event tells of is asked for until it is there, and not again", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", undefined);
  // A relay holds what it read before the event.
  const [before, after] = ["2026-11-28T07:15:04Z", "2026-11-28T07:15:10Z"];
  const readings = [before, before, after];
  let asked = 0;
  const event = { id: 7, type: "status", at: "", vehicleId: "car", data: { updatedAt: after } };
  const lists = [json(200, { events: [event], last: 7, reset: false })];
  vi.stubGlobal("fetch", async (address: string) => {
    if (address.includes("events")) {
      return lists.shift() ?? json(200, { events: [], last: 7, reset: false });
    }
    asked += 1;
    return json(200, { observedAt: readings.shift() ?? after, energies: [] });
  });
  const status = answered(statusOf("s1", "car"));
  const end = status.watch();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(1);
  accounts.value = [{ slot: "s1", brand: "peugeot", brandName: "Peugeot", since: 0 }];
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(2);
  expect(status.value.value?.observedAt).toBe(before);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(status.value.value?.observedAt).toBe(after);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(3);
  end();
});
