import { expect, it } from "vitest";
import { dueOf } from "./due";

it("tells_what_is_left", () => {
  expect(dueOf({ daysToMaintenance: 112, kmToMaintenance: 0 })).toEqual({
    isOverdue: false,
    days: 112,
    km: 0,
  });
  expect(dueOf({ kmToMaintenance: 900 })).toEqual({ isOverdue: false, days: undefined, km: 900 });
});

it("tells_by_how_much_it_is_overdue_and_no_more", () => {
  expect(dueOf({ daysToMaintenance: -12, kmToMaintenance: 900 })).toEqual({
    isOverdue: true,
    days: 12,
    km: undefined,
  });
  expect(dueOf({ daysToMaintenance: -1, kmToMaintenance: -20 })).toEqual({
    isOverdue: true,
    days: 1,
    km: 20,
  });
});
