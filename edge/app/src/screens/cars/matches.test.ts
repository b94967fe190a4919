import { expect, test } from "vitest";
import { matches } from "./matches";

test("a car is found by any part of what it is called, and of its VIN", () => {
  const car = { id: "1", vin: "VF7FDB1557Y291647" };
  for (const query of ["citroen", "C3 cit", "291647", " "]) {
    expect(matches(car, "Citroën C3", query)).toBe(true);
  }
  expect(matches(car, "Citroën C3", "c4")).toBe(false);
});
