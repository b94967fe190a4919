import { describe, expect, it } from "vitest";
import { tileAddress, tilesAreGone } from "./tile_address";

describe("addresses", () => {
  const tile = { x: 5, y: 2, z: 3 };
  it.each([
    ["https://tile.example/{z}/{x}/{y}.png", "https://tile.example/3/5/2.png"],
    ["https://tile.example/{z}/{x}/{-y}.png", "https://tile.example/3/5/5.png"],
    ["https://tile.example/{z}/{y}/{x}{r}.png", "https://tile.example/3/2/5.png"],
    ["https://tile.example/{style}/{z}", "https://tile.example/{style}/3"],
  ])("fills_%s", (template, address) => {
    expect(tileAddress(template, tile, false)).toBe(address);
  });

  it("asks_for_fine_tiles_where_the_address_has_a_place_for_it", () => {
    expect(tileAddress("/{z}{r}.png", tile, true)).toBe("/3@2x.png");
  });

  it("goes_around_the_world", () => {
    expect(tileAddress("/{x}", { x: -1, y: 0, z: 2 }, false)).toBe("/3");
    expect(tileAddress("/{x}", { x: 9, y: 0, z: 3 }, false)).toBe("/1");
  });
});

it("takes_a_single_hole_for_no_failure_of_the_map", () => {
  expect(tilesAreGone({ loaded: 0, failed: 0 })).toBe(false);
  expect(tilesAreGone({ loaded: 7, failed: 1 })).toBe(false);
  expect(tilesAreGone({ loaded: 0, failed: 1 })).toBe(true);
});
