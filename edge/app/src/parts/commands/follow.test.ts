import { type KerbsideError, type LiveMessage, ProblemError, UnreadableError } from "kerbside";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../service/client";
import { follow } from "./follow";
import type { CarCommand } from "./later";

const listeners = vi.hoisted(() => new Set<(slot: string, message: LiveMessage) => void>());
vi.mock("../../service/live", () => ({
  liveMode: { peek: () => "polling" },
  onLiveMessage: (listener: (slot: string, message: LiveMessage) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
}));

const command = (state: CarCommand["state"], done = false): CarCommand => ({
  id: "one",
  vehicleId: "car",
  type: "lock",
  request: { type: "lock" },
  createdAt: "2026-11-28T07:14:58Z",
  updatedAt: "2026-11-28T07:14:58Z",
  history: [],
  state,
  done,
});
const problem = (status: number) =>
  new ProblemError("commands.get", { type: "", code: "internal", title: "", status });

let answers: (CarCommand | KerbsideError)[];
let asked: number;
let told: string[];
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  [answers, asked, told] = [[], 0, []];
  vi.spyOn(api("s1").commands, "wait").mockImplementation(async function* () {
    asked += 1;
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer) yield answer;
  });
  end = follow("s1", "car", command("accepted"), ({ state }) => told.push(state));
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([problem(429), problem(500), new UnreadableError("", 404)])(
  "a command is followed further where it cannot be asked for now: %s",
  async (error) => {
    answers = [error, command("succeeded", true)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect([asked, listeners.size]).toEqual([1, 1]);
    // It is not asked for at each look.
    await vi.advanceTimersByTimeAsync(14_000);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(["succeeded"]);
    expect(listeners.size).toBe(0);
  },
);

test("a clock that is set back keeps no command from being asked for", async () => {
  answers = [problem(500)];
  await vi.advanceTimersByTimeAsync(2_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked).toBe(2);
});

test("events tell of a command that could not be asked for", async () => {
  answers = [problem(500)];
  await vi.advanceTimersByTimeAsync(2_000);
  const event = { type: "command", data: command("succeeded", true) } as unknown as LiveMessage;
  for (const listener of listeners) listener("s1", event);
  expect(told).toEqual(["succeeded"]);
});

test.each([401, 403, 404])(
  "a command that is not to be had any more is given up: %i",
  async (status) => {
    answers = [problem(status)];
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked, listeners.size]).toEqual([1, 0]);
  },
);
