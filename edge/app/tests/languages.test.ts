// Languages as they come: one after the other, or over one another.

import { expect, test, vi } from "vitest";
import { startTexts, t } from "../src/i18n";
import { prefer } from "../src/service/preferences";

let give: (() => void) | undefined;
vi.mock("../src/i18n/de", async (original) => {
  await new Promise<void>((resolve) => {
    give = resolve;
  });
  return original();
});

test("texts are awaited where another language is chosen while the first is on its way", async () => {
  let isBegun = false;
  const begun = startTexts((error) => expect.fail(`${error}`)).then(() => {
    isBegun = true;
  });
  prefer("language", "de");
  // The first one has come by then.
  await import("../src/i18n/en");
  await vi.waitFor(() => expect(give).toBeDefined());
  expect([isBegun, t.value]).toEqual([false, undefined]);
  give?.();
  await begun;
  expect(t.value.common.retry).toBe("Erneut versuchen");
});
