import { afterEach, expect, it, vi } from "vitest";
import { dayOf, isFiltered, isInOrder, parametersOf, readFilters, searchOf } from "./filters";

it("reads from an address what it writes into it", () => {
  const filters = { from: "2026-11-01", to: "2026-11-29", minKm: 16.1 };
  const search = new URLSearchParams(searchOf(filters));
  expect(readFilters(Object.fromEntries(search))).toEqual(filters);
  expect(searchOf({})).toBe("");
  expect(isFiltered({})).toBe(false);
  expect(isFiltered(filters)).toBe(true);
});

afterEach(() => vi.unstubAllGlobals());

it("writes them where a search does not tell its size, as in Safari before 17", () => {
  class Unsized extends URLSearchParams {
    override get size() {
      return undefined as unknown as number;
    }
  }
  vi.stubGlobal("URLSearchParams", Unsized);
  expect(searchOf({ minKm: 5 })).toBe("?min=5");
  expect(searchOf({})).toBe("");
});

it("leaves out what makes no sense in an address", () => {
  expect(readFilters({ from: "yesterday", to: "2026-13-45", min: "-3" })).toEqual({});
  expect(readFilters({ min: "many" })).toEqual({});
});

it("takes no year of which the driver has written less than all", () => {
  const written = ["0002-11-30", "0020-11-30", "0202-11-30", "2026-11-30"];
  expect(written.map(dayOf)).toEqual([undefined, undefined, undefined, "2026-11-30"]);
  expect(readFilters({ from: "0202-11-30" })).toEqual({});
});

it("asks for whole days of the driver's own", () => {
  const { from, to, minDistanceKm } = parametersOf({
    from: "2026-11-01",
    to: "2026-11-01",
    minKm: 5,
  });
  expect(from).toBe(new Date(2026, 10, 1).toISOString());
  expect(to).toBe(new Date(2026, 10, 1, 23, 59, 59).toISOString());
  expect(minDistanceKm).toBe(5);
  expect(parametersOf({})).toEqual({});
});

it("knows days that end before they begin", () => {
  expect(isInOrder({ from: "2026-11-02", to: "2026-11-01" })).toBe(false);
  expect(isInOrder({ from: "2026-11-01", to: "2026-11-01" })).toBe(true);
  expect(isInOrder({ to: "2026-11-01" })).toBe(true);
});
