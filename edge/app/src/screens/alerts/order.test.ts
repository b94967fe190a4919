import { expect, test } from "vitest";
import { type Alert, byGravity, gravest } from "./order";

const alert = (id: string, type: string, severity?: string, startedAt?: string): Alert => ({
  id,
  type,
  ...(severity && { severity }),
  ...(startedAt && { startedAt }),
});

test("the gravest come first, and of those the newest", () => {
  const alerts = [
    alert("washer", "AddWasherFluid", "Information", "2026-03-03T00:00:00Z"),
    alert("tyre", "LeftFrontTireUnderInflated", "Warning", "2026-03-01T00:00:00Z"),
    alert("oil", "EngineOilPressureFailure", undefined, "2026-02-01T00:00:00Z"),
    alert("lamp", "HeadlightsFault", "Warning", "2026-03-02T00:00:00Z"),
    alert("undated", "HeadlightsFault", "Warning"),
  ];
  expect(byGravity(alerts).map(({ id }) => id)).toEqual([
    "oil",
    "lamp",
    "tyre",
    "undated",
    "washer",
  ]);
  expect(gravest(alerts)).toBe("critical");
  expect(gravest([])).toBeUndefined();
});
