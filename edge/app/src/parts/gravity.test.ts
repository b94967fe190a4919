import { expect, test } from "vitest";
import { gravityOf, severityOf } from "./gravity";

test("the manufacturer's severity counts more than the type, and an unknown one is a warning", () => {
  expect(gravityOf({ type: "EngineOilPressureFailure", severity: "Information" })).toBe(
    "information",
  );
  expect(gravityOf({ type: "NobodyKnows" })).toBe("warning");
  expect(gravityOf({ type: "NobodyKnows", severity: "Grave" })).toBe("warning");
});

test("a warning that is critical by its type alone is called so", () => {
  expect(severityOf({ type: "EngineOilPressureFailure" })).toBe("Critical");
  expect(severityOf({ type: "EngineOilPressureFailure", severity: "Warning" })).toBe("Warning");
  expect(severityOf({ type: "NobodyKnows" })).toBeUndefined();
});
