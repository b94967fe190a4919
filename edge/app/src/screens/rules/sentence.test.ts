import { afterAll, expect, it, vi } from "vitest";
import { startTexts } from "../../i18n";
import { prefer } from "../../service/preferences";
import { ownName, suggestedName, whenText } from "./sentence";

vi.stubGlobal("document", { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

const when = { all: [{ is: "alarm" }, { is: "plugged" }] } as const;

it.each([
  ["en", "Burglar alarm gone off and plugged in"],
  ["de", "Alarmanlage ausgelöst und Angesteckt"],
  ["es", "Alarma antirrobo disparada y enchufado"],
] as const)("in %s, conditions make one sentence", async (language, text) => {
  prefer("language", language);
  await startTexts((error) => expect.fail(`${error}`));
  await vi.waitFor(() => expect(whenText({ all: [...when.all] })).toBe(text));
  expect(suggestedName({ all: [...when.all] })).toBe(text);
});

it("names no rule that is not whole", () => {
  expect(suggestedName(undefined)).toBe("");
});

it("tells a name that the driver gave from one that goes with the conditions", () => {
  const watched = { all: [...when.all] };
  expect(ownName({ name: suggestedName(watched), when: watched })).toBe("");
  expect(ownName({ name: "Garage", when: watched })).toBe("Garage");
});
