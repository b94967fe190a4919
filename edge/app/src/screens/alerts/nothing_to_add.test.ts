import { ConnectionError, ProblemError, type Schemas } from "kerbside";
import { expect, test } from "vitest";
import { hasNothingToAdd } from "./nothing_to_add";

const refused = (code: string) =>
  new ProblemError("alerts.list", {
    type: `/problems/${code}`,
    title: code,
    status: 403,
    code,
    requestId: "0",
  } as Schemas["Problem"]);

test("a list says something where it has items, or where nothing was told", () => {
  expect(hasNothingToAdd([1], undefined, refused("privacy-on"))).toBe(false);
  expect(hasNothingToAdd([], undefined, undefined)).toBe(false);
  expect(hasNothingToAdd([], refused("privacy-on"), undefined)).toBe(false);
});

test("an empty list of a car that tells nothing, and the same problem again, say nothing", () => {
  expect(hasNothingToAdd([], undefined, refused("no-data-yet"))).toBe(true);
  expect(hasNothingToAdd([], refused("privacy-on"), refused("privacy-on"))).toBe(true);
  expect(hasNothingToAdd([], refused("consent-missing"), refused("privacy-on"))).toBe(false);
  const [away, gone] = [new ConnectionError("a"), new ConnectionError("b")];
  expect(hasNothingToAdd([], away, gone)).toBe(true);
  expect(hasNothingToAdd([], away, refused("privacy-on"))).toBe(false);
});
