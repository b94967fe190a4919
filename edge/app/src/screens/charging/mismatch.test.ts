import { expect, it } from "vitest";
import { isMismatch } from "./mismatch";

it("tells_a_figure_that_does_not_go_with_the_level", () => {
  expect(isMismatch({ residualWh: 4096, capacityWh: 33280 }, 43)).toBe(true);
  expect(isMismatch({ residualWh: 40320, capacityWh: 50000 }, 81)).toBe(false);
});

it("tells_nothing_of_what_is_not_known", () => {
  expect(isMismatch({ residualWh: 4096 }, 43)).toBe(false);
  expect(isMismatch({ residualWh: 4096, capacityWh: 0 }, 43)).toBe(false);
  expect(isMismatch({ residualWh: 4096, capacityWh: 33280 }, undefined)).toBe(false);
  expect(isMismatch({ capacityWh: 33280 }, 43)).toBe(false);
});
