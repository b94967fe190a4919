import { ConnectionError, ProblemError } from "kerbside";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTexts } from "../../i18n";
import { api } from "../../service/client";
import { startNetwork } from "../../service/network";
import { notices } from "../../service/notices";
import type { CarCommand } from "./later";
import { lastPress, learn, press } from "./press";

const command = (state: CarCommand["state"], more: Partial<CarCommand> = {}): CarCommand => ({
  id: "one",
  vehicleId: "car",
  type: "lock",
  request: { type: "lock" },
  createdAt: "2026-11-28T07:14:58Z",
  updatedAt: "2026-11-28T07:14:58Z",
  done: false,
  history: [],
  state,
  ...more,
});
const done = command("succeeded", { done: true, updatedAt: "2026-11-28T07:15:04Z" });

const { commands } = api("s1");
const keys: (string | undefined)[] = [];
let answers: (() => Promise<CarCommand>)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  keys.length = 0;
  vi.spyOn(commands, "send").mockImplementation((_, __, options) => {
    keys.push(options?.key);
    const answer = answers.shift();
    if (!answer) throw new Error("sent too often");
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const last = () => lastPress("s1", "car", "access");

test("a press whose answer was lost is asked for again under its key", async () => {
  answers = [() => Promise.reject(new ConnectionError("lost")), async () => done];
  await press("s1", "car", { type: "lock" });
  expect(last()?.problem.value).toBeInstanceOf(ConnectionError);
  expect(last()?.isOpen).toBe(false);
  await last()?.send();
  expect(last()?.problem.value).toBeUndefined();
  expect(last()?.command.value).toBe(done);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("another press has another key, and the steps of the one before it are gone", async () => {
  answers = [async () => done, () => Promise.reject(new ProblemError("commands.send", refused))];
  await press("s1", "car", { type: "lock" });
  await press("s1", "car", { type: "unlock" });
  expect(new Set(keys).size).toBe(2);
  expect(last()?.command.value).toBeUndefined();
  expect(last()?.problem.value).toBeInstanceOf(ProblemError);
});

test("pressed twice, it is sent once", async () => {
  answers = [async () => done];
  const first = press("s1", "car", { type: "lock" });
  await press("s1", "car", { type: "lock" });
  await first;
  expect(keys).toHaveLength(1);
});

test("where nothing is live, the service is asked until it is done", async () => {
  answers = [async () => command("sending")];
  vi.spyOn(commands, "wait").mockImplementation(async function* () {
    yield command("waking", { updatedAt: "2026-11-28T07:15:00Z" });
    yield done;
  });
  await press("s1", "car", { type: "lock" });
  expect(last()?.isOpen).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(last()?.command.value).toBe(done);
  expect(commands.wait).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("what the list has read of its command is no older on the button's card", async () => {
  answers = [async () => command("sending")];
  await press("s1", "car", { type: "lock" });
  learn([{ ...done, id: "another" }]);
  expect(last()?.command.value?.state).toBe("sending");
  learn([done]);
  expect(last()?.command.value).toBe(done);
  learn([command("sending")]);
  expect(last()?.command.value).toBe(done);
});

test("the end of a command is past after an hour, and what is under way never is", async () => {
  const end = Date.parse(done.updatedAt);
  answers = [async () => command("sending"), async () => done];
  await press("s1", "car", { type: "lock" });
  expect(last()?.isPast(end + 86_400_000)).toBe(false);
  await press("s1", "car", { type: "lock" });
  expect(last()?.isPast(end + 3_599_999)).toBe(false);
  expect(last()?.isPast(end + 3_600_000)).toBe(true);
});

test("without a network nothing is sent, which is told once, and nothing is left to be sent later", async () => {
  await startTexts(() => {});
  const network = { onLine: false };
  vi.stubGlobal("navigator", network);
  startNetwork();
  await press("s1", "car", { type: "horn", on: true });
  await press("s1", "car", { type: "horn", on: true });
  expect(keys).toHaveLength(0);
  expect(lastPress("s1", "car", "horn")).toBeUndefined();
  expect(notices.value).toMatchObject([{ kind: "failure" }]);
  network.onLine = true;
  startNetwork();
  answers = [async () => done];
  await press("s1", "car", { type: "lock" });
  expect(keys).toHaveLength(1);
  expect(notices.value).toEqual([]);
});

const refused = {
  type: "/problems/fresh-login-required",
  title: "A fresh login is required",
  status: 403,
  code: "fresh-login-required",
} as const;
