import { afterAll, expect, it, vi } from "vitest";
import { startTexts } from "../../i18n";
import { prefer } from "../../service/preferences";
import { nameHint, ownName, type Rule, suggestedName, whenText } from "./sentence";

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

it("cuts a name that is too long between two words", () => {
  const conditions = [...when.all, { is: "doors-changed" }, { is: "locks-changed" }] as const;
  const name = suggestedName({ any: [...conditions] });
  const whole = whenText({ any: [...conditions] });
  expect(whole.length).toBeGreaterThan(80);
  expect(name).toMatch(/^.{60,78}\p{L}…$/u);
  expect(whole.startsWith(`${name.slice(0, -1)} `)).toBe(true);
});

it("tells a name that the driver gave from one that goes with the conditions", () => {
  const watched = { all: [...when.all] };
  expect(ownName({ name: suggestedName(watched), when: watched })).toBe("");
  const plainly = suggestedName(watched).replace(/\s/g, " ");
  expect(ownName({ name: plainly, when: watched })).toBe("");
  expect(ownName({ name: "Garage", when: watched })).toBe("Garage");
});

it("says of a name from before that it stays, once something else is watched for", () => {
  const when: Rule["when"] = { all: [{ is: "charge-above", percent: 79 }] };
  const other = suggestedName({ all: [{ is: "charge-above", percent: 89 }] });
  // As another language, or the driver, has called it.
  const rule = { name: "Charge 79", when } as Rule;
  const always = nameHint(undefined, "", other);
  expect(nameHint(rule, rule.name, other)).toContain(other);
  expect(nameHint(rule, rule.name, other)).not.toBe(always);
  for (const name of ["", "Full enough"]) expect(nameHint(rule, name, other)).toBe(always);
  expect(nameHint(rule, rule.name, suggestedName(when))).toBe(always);
  expect(nameHint(rule, rule.name, suggestedName(undefined))).toBe(always);
});
