import { expect, it } from "vitest";
import { serviceDue } from "./service_due";

it("tells_what_is_left", () => {
  expect(serviceDue({ daysToMaintenance: 112, kmToMaintenance: 0 }, 0)).toEqual({
    isOverdue: false,
    days: 112,
    km: 0,
  });
  expect(serviceDue({ kmToMaintenance: 900 }, 0)).toEqual({
    isOverdue: false,
    days: undefined,
    km: 900,
  });
});

it("tells_by_how_much_it_is_overdue_and_no_more", () => {
  expect(serviceDue({ daysToMaintenance: -12, kmToMaintenance: 900 }, 0)).toEqual({
    isOverdue: true,
    days: 12,
    km: undefined,
  });
  expect(serviceDue({ daysToMaintenance: -1, kmToMaintenance: -20 }, 0)).toEqual({
    isOverdue: true,
    days: 1,
    km: 20,
  });
});

it("counts_days_on_from_when_the_car_said_them", () => {
  const said = { daysToMaintenance: 5, observedAt: "2026-01-01T12:00:00Z" };
  const at = (time: string) => serviceDue(said, Date.parse(time));
  expect(at("2026-01-01T11:00:00Z").days).toBe(5);
  expect(at("2026-01-02T11:59:59Z").days).toBe(5);
  expect(at("2026-01-04T12:00:00Z").days).toBe(2);
  expect(at("2026-01-22T12:00:00Z")).toEqual({ isOverdue: true, days: 16, km: undefined });
});
