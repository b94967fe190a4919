import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { answered, forget } from "../src/service/answers";
import { type Fleet, fleets, type Vehicle } from "../src/service/garage";
import { kept } from "../src/service/kept";
import { prefer } from "../src/service/preferences";
import { vehicleOf } from "../src/service/questions";
import { accounts } from "../src/service/session";
import { useCar } from "../src/service/use_car";

// There is no page that a component could stand in.
vi.mock("preact/hooks", () => ({ useMemo: (make: () => unknown) => make(), useEffect: () => {} }));

const vehicle = { id: "car" } as Vehicle;
const [older, newer] = [1, 2].map((since) => ({
  slot: `slot-${since}`,
  brand: "peugeot" as const,
  brandName: "Peugeot",
  since,
}));
const both = [older, newer].filter((account) => account !== undefined);

beforeEach(() => {
  fleets.value = [];
  for (const { slot } of both) forget(slot);
  accounts.value = both;
});

/** Whose car it is said to be. */
const whose = () => {
  const found = useCar("car");
  return found.state === "found" ? found.car.account : found.state;
};

test("a car that several accounts have is the newest login's, wherever it is found", () => {
  expect(whose()).toBe("asking");

  prefer("keep", true);
  for (const { slot } of both) kept.write(`${slot}/garage`, [vehicle]);
  expect(whose()).toBe(newer);
  prefer("keep", false);

  for (const { slot } of both) answered(vehicleOf(slot, "car")).take(vehicle as never);
  expect(whose()).toBe(newer);

  const list = { isBegun: signal(true), items: signal([vehicle]) };
  fleets.value = both.map((account) => ({ account, list, end() {} }) as unknown as Fleet);
  expect(whose()).toBe(newer);
});
