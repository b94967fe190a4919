import { expect, it } from "vitest";
import { barPath } from "./marks";

it("draws a bar from its base to its end, rounded there alone", () => {
  expect(barPath(50, 100, 20, 20, false)).toBe("M40 100V20Q40 20 40 20H60Q60 20 60 20V100Z");
  expect(barPath(50, 100, 20, 20, true)).toBe("M40 100V24Q40 20 44 20H56Q60 20 60 24V100Z");
});

it("rounds no more of a bar than there is", () => {
  expect(barPath(50, 100, 99, 20, true)).toBe("M40 100V100Q40 99 41 99H59Q60 99 60 100V100Z");
});
