import { expect, test } from "vitest";
import { countdownOf, countdownsOf, dueOn, urgencyOf } from "./service_due";

test("a countdown is full at a year or 20,000 km, and empty when it is over", () => {
  expect(countdownOf("days", 73)).toEqual({ amount: 73, urgency: "later", percent: 20 });
  expect(countdownOf("km", 40_000)).toEqual({ amount: 40_000, urgency: "later", percent: 100 });
  expect(countdownOf("days", 0)).toEqual({ amount: 0, urgency: "soon", percent: 0 });
  expect(countdownOf("km", -120)).toEqual({ amount: 120, urgency: "overdue", percent: 0 });
  expect(countdownOf("km", undefined)).toBeUndefined();
});

test("whichever comes first decides", () => {
  const [later, soon, over] = [300, 30, -1].map((days) => countdownOf("days", days));
  expect(urgencyOf(later, countdownOf("km", 1_000))).toBe("soon");
  expect(urgencyOf(soon, over)).toBe("overdue");
  expect(urgencyOf(undefined, later)).toBe("later");
});

test("the day follows from when the car said it, until it is past", () => {
  const observedAt = "2026-03-01T08:00:00Z";
  const now = Date.parse("2026-03-20T08:00:00Z");
  expect(dueOn({ daysToMaintenance: 19, observedAt }, now)?.toISOString()).toBe(
    "2026-03-20T08:00:00.000Z",
  );
  const day = 86_400_000;
  expect(dueOn({ daysToMaintenance: 19, observedAt }, now + day - 1)).toBeDefined();
  expect(dueOn({ daysToMaintenance: 19, observedAt }, now + day)).toBeUndefined();
  expect(dueOn({ daysToMaintenance: 19 }, now)).toBeUndefined();
  expect(dueOn({ daysToMaintenance: -1, observedAt }, now)).toBeUndefined();
  expect(dueOn({ kmToMaintenance: 500, observedAt }, now)).toBeUndefined();
});

test("days count on from when the car said them", () => {
  const said = { daysToMaintenance: 5, kmToMaintenance: 0, observedAt: "2026-01-01T12:00:00Z" };
  const daysAt = (time: string) => countdownsOf(said, Date.parse(time))[0];
  expect(daysAt("2026-01-01T11:00:00Z")?.amount).toBe(5);
  expect(daysAt("2026-01-02T11:59:59Z")?.amount).toBe(5);
  expect(daysAt("2026-01-04T12:00:00Z")?.amount).toBe(2);
  expect(daysAt("2026-01-22T12:00:00Z")).toEqual({ amount: 16, urgency: "overdue", percent: 0 });
  expect(countdownsOf({ kmToMaintenance: 900 }, 0)).toEqual([
    undefined,
    { amount: 900, urgency: "soon", percent: 4.5 },
  ]);
});
