import { ConnectionError, ProblemError } from "kerbside";
import { beforeEach, expect, test, vi } from "vitest";
import { answered, forget, type Question, reloadWatched } from "../src/service/answers";
import { kept } from "../src/service/kept";
import { prefer } from "../src/service/preferences";

interface Level {
  observedAt: string;
  percent: number;
}
const at = (hour: number, percent: number): Level => ({
  observedAt: `2026-01-01T0${hour}:00:00Z`,
  percent,
});

let calls: {
  signal: AbortSignal;
  resolve: (value: Level) => void;
  reject: (why: unknown) => void;
}[];
const question = (key: string, slot = "s1"): Question<Level> => ({
  key,
  slot,
  vehicleId: "car",
  read: (signal) =>
    new Promise((resolve, reject) => {
      calls.push({ signal, resolve, reject });
    }),
});
// What follows from a promise that is settled is a few steps away.
const settle = async () => {
  for (let step = 0; step < 10; step += 1) await undefined;
};

beforeEach(() => {
  calls = [];
  forget("s1");
  forget("s2");
  prefer("keep", false);
});

test("several who show an answer have it asked for once", async () => {
  const ends = [answered(question("level")), answered(question("level"))].map((one) => one.watch());
  expect(calls).toHaveLength(1);
  const answer = answered(question("level"));
  expect(answer.loading.value).toBe(true);
  calls[0]?.resolve(at(8, 50));
  await settle();
  expect(answer.value.value).toEqual(at(8, 50));
  expect(answer.loading.value).toBe(false);
  for (const end of ends) end();
});

test("when nobody watches any more, the call is given up, and what comes of it is not taken", async () => {
  const answer = answered(question("level"));
  const [one, other] = [answer.watch(), answer.watch()];
  one();
  one();
  expect(calls[0]?.signal.aborted).toBe(false);
  other();
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.resolve(at(8, 50));
  await settle();
  expect(answer.value.value).toBeUndefined();
  answer.watch();
  expect(calls).toHaveLength(2);
});

test("a newer reading does not give way to an older one", async () => {
  vi.setSystemTime("2026-01-01T10:00:00Z");
  const answer = answered(question("level"));
  answer.take(at(9, 80));
  answer.take(at(8, 50));
  expect(answer.value.value).toEqual(at(9, 80));
  vi.useRealTimers();
});

test("a value stays while a newer one cannot be had, beside the problem", async () => {
  const answer = answered(question("level"));
  answer.take(at(8, 50));
  const reloaded = answer.reload();
  calls[0]?.reject(new ConnectionError("away"));
  await reloaded;
  expect(answer.value.value).toEqual(at(8, 50));
  expect(answer.problem.value).toBeInstanceOf(ConnectionError);
  const again = answer.reload();
  calls[1]?.resolve(at(9, 60));
  await again;
  expect(answer.problem.value).toBeUndefined();
});

test("what was just asked for is not asked for again by the next who shows it", async () => {
  const answer = answered(question("level"));
  answer.take(at(8, 50));
  answer.watch();
  expect(calls).toHaveLength(0);
  vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ["Date"] });
  answer.watch();
  vi.useRealTimers();
  expect(calls).toHaveLength(1);
});

test("a clock that is set back keeps nothing from being asked for", () => {
  const answer = answered(question("level"));
  answer.take(at(8, 50));
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date"] });
  answer.watch();
  vi.useRealTimers();
  expect(calls).toHaveLength(1);
});

test("a question from before a change is given up for one from after it", async () => {
  const answer = answered(question("level"));
  const before = answer.reload();
  answer.reload();
  const after = answer.reload(true);
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  calls[0]?.resolve(at(8, 50));
  await before;
  expect([answer.value.value, answer.loading.value]).toEqual([undefined, true]);
  calls[1]?.resolve(at(8, 60));
  await after;
  expect([answer.value.value, answer.loading.value]).toEqual([at(8, 60), false]);
});

test("only what is watched and concerned is read anew", async () => {
  const mine = answered(question("level"));
  const theirs = answered(question("level", "s2"));
  const unwatched = answered(question("other"));
  for (const one of [mine, theirs, unwatched]) one.take(at(8, 50));
  mine.watch();
  theirs.watch();
  reloadWatched(({ slot }) => slot === "s1");
  expect(calls).toHaveLength(1);
  expect([mine, theirs, unwatched].map(({ loading }) => loading.value)).toEqual([
    true,
    false,
    false,
  ]);
});

test("of many answers that nobody watches, the one looked for the longest ago goes first", () => {
  const of = (number: number) => answered(question(`level/${number}`));
  for (let number = 0; number < 101; number += 1) of(number).take(at(8, number));
  of(0);
  for (let number = 101; number < 151; number += 1) of(number).take(at(8, number));
  const isHeld = (number: number) => of(number).value.value !== undefined;
  expect([0, 1, 49, 150].map(isHeld)).toEqual([true, false, false, true]);
});

test("an account that is gone leaves nothing, neither held nor kept", async () => {
  prefer("keep", true);
  const answer = answered(question("level"));
  answer.take(at(8, 50));
  expect(kept.read("s1/level")).toEqual(at(8, 50));
  forget("s1");
  expect(answer.value.value).toBeUndefined();
  expect(kept.read("s1/level")).toBeUndefined();
  expect(answered(question("level")).value.value).toBeUndefined();
});

test("what was kept is shown before anything was asked, and not once the service refuses", async () => {
  prefer("keep", true);
  kept.write("s1/level", at(8, 50));
  const answer = answered(question("level"));
  expect(answer.value.value).toEqual(at(8, 50));
  answer.fail(new ConnectionError("away"));
  expect(answer.value.value).toEqual(at(8, 50));
  answer.fail(
    new ProblemError("status.get", {
      type: "/problems/privacy-on",
      code: "privacy-on",
      status: 403,
      title: "Privacy",
    }),
  );
  expect(answer.value.value).toBeUndefined();
});

test("nothing is kept unless the driver has chosen it", () => {
  answered(question("level")).take(at(8, 50));
  prefer("keep", true);
  expect(kept.read("s1/level")).toBeUndefined();
});
