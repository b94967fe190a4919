import { expect, test } from "vitest";
import { countdownOf, dueOn, urgencyOf } from "./countdown";

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
