// Every word that the API can answer with has a text in every language, and no text is about a word
// that it has not. The words are those of the API's description, and of the service where it has
// tables of its own.

import { describe, expect, it } from "vitest";
import description from "../../../../docs/openapi.json?raw";
import causes from "../../../../shared/src/problem/cause.rs?raw";
import states from "../../../src/driver/state.rs?raw";
import { COMMAND_STATES, COMMAND_TYPES, FAILURE_CODES } from "../../tests/same_words";
import BRANDS from "./brands";
import CRITICAL, { isCritical } from "./critical";
import deAlerts from "./de/alerts";
import deProblems from "./de/problems";
import deWords from "./de/words";
import enAlerts from "./en/alerts";
import enProblems from "./en/problems";
import enWords from "./en/words";
import esAlerts from "./es/alerts";
import esProblems from "./es/problems";
import esWords from "./es/words";
import frAlerts from "./fr/alerts";
import frProblems from "./fr/problems";
import frWords from "./fr/words";
import itAlerts from "./it/alerts";
import itProblems from "./it/problems";
import itWords from "./it/words";

interface Schema {
  enum?: string[];
  const?: string;
  type?: string;
  $ref?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
}

type Table = Readonly<Record<string, string>>;
type Tables = Readonly<Record<string, Table>>;

const schemas: Record<string, Schema> = JSON.parse(description).components.schemas;
const LANGUAGES = {
  en: { alerts: enAlerts, problems: enProblems, words: enWords },
  fr: { alerts: frAlerts, problems: frProblems, words: frWords },
  de: { alerts: deAlerts, problems: deProblems, words: deWords },
  it: { alerts: itAlerts, problems: itProblems, words: itWords },
  es: { alerts: esAlerts, problems: esProblems, words: esWords },
};
const languages = Object.entries(LANGUAGES);

// What no page shows, such as what other apps have registered with the manufacturer, and what Intl
// writes. A page that comes to show one of them adds its table.
const NOT_SHOWN = [
  "ActionWord",
  "AdaptiveCruiseControlState",
  "AttributePlace",
  "BeltStatus",
  "BlindSpotMonitoringState",
  "CallbackStatus",
  "CallbackTargetType",
  "ChargingStopStatus",
  "CallbackType",
  "Comparand",
  "CruiseControlState",
  "DrivingModeName",
  "EmergencyBrakingState",
  "EmergencyCall",
  "EnergySubType",
  "EnergyType",
  "EngineType",
  "FixStatus",
  "FollowingTimeState",
  "Gear",
  "GearRecommendation",
  "IgnitionState",
  "LampStatus",
  "LaneDepartureWarningState",
  "LaneKeepingState",
  "LockedState",
  "MonitorSend",
  "OpeningState",
  "ParkAssistState",
  "PowertrainStatus",
  "PrivacyState",
  "RemoteActionFeedback",
  "Seat",
  "ServiceType",
  "TriggerOperator",
  "TriggerType",
  "VehicleResource",
  "Weekday",
  "WiperSpeed",
  "ZoneTransition",
];

// Lists whose texts are elsewhere, in a table of another name or of no language.
const ELSEWHERE: Record<string, Record<string, unknown>> = {
  AlertType: without(enAlerts, "unknown"),
  // Only the manufacturer has one word for both.
  CarCommandType: without(enWords.commandType, "door"),
  ProblemCode: enProblems.codes,
  Reason: enWords.unavailable,
  Brand: BRANDS,
  VehicleBrand: BRANDS,
};

// Lists of the manufacturer's that are shown by a table of ours.
const SAME: Record<string, [words: Table, texts: Table]> = {
  RemoteActionFailureCause: [FAILURE_CODES, enProblems.codes],
  RemoteActionStatus: [COMMAND_STATES, enWords.commandState],
  RemoteActionType: [pick(COMMAND_TYPES, /^[A-Z]/), enWords.commandType],
  RemoteName: [pick(COMMAND_TYPES, /^[a-z]/), enWords.commandType],
};

function without(table: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).filter(([key]) => key !== name));
}

function pick(table: Table, names: RegExp): Table {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.test(name)));
}

function schema(name: string): Schema {
  const found = schemas[name];
  if (!found) throw new Error(`The API has no ${name}.`);
  return found;
}

/** The words of a list, open or not; undefined of any other schema. */
function wordsOf({ enum: all, anyOf = [], oneOf = [] }: Schema): string[] | undefined {
  const constants = oneOf.map((one) => one.const);
  const isConstants = constants.length > 0 && constants.every((one) => one !== undefined);
  return all ?? anyOf.find((one) => one.enum)?.enum ?? (isConstants ? constants : undefined);
}

const lists = Object.entries(schemas).flatMap(([name, list]) => {
  const words = wordsOf(list);
  return words ? [[name, words] as const] : [];
});
const tableName = (list: string) => list.charAt(0).toLowerCase() + list.slice(1);
const sorted = (words: Iterable<string>) => [...words].sort();
const YES_OR_NO = ["false", "true"];

/** The alternatives of a schema, as objects. */
const alternatives = (name: string) =>
  (schema(name).oneOf ?? []).map(
    ({ $ref = "" }) => schema($ref.replace(/.*\//, "")).properties ?? {},
  );

/** Tables of `words` that are not named after a list: what they are made of. */
const OTHER_TABLES: Record<string, () => string[]> = {
  plugged: () => yesOrNo("Charging", "plugged"),
  moving: () => yesOrNo("Kinetic", "moving"),
  alertActive: () => yesOrNo("Alert", "active"),
  unavailable: () => wordsOf(schema("Reason")) ?? [],
  why: () => schema("CarAction").properties?.why?.enum ?? [],
  condition: () => alternatives("RuleCondition").flatMap(({ is }) => is?.enum ?? []),
  commandTypeOff: () =>
    alternatives("CommandRequest").flatMap(({ type, on }) => (on ? (type?.enum ?? []) : [])),
};

function yesOrNo(name: string, member: string): string[] {
  expect(schema(name).properties?.[member]?.type).toBe("boolean");
  return YES_OR_NO;
}

describe("the words of the API", () => {
  it.each(lists)("%s all have a text", (name, words) => {
    const tables: Tables = tablesOf(enWords);
    if (NOT_SHOWN.includes(name)) return expect(tables).not.toHaveProperty(tableName(name));
    const [same, texts] = SAME[name] ?? [];
    const table = ELSEWHERE[name] ?? same ?? tables[tableName(name)] ?? {};
    expect(sorted(Object.keys(table))).toEqual(sorted(words));
    for (const word of Object.values(same ?? {})) expect(texts).toHaveProperty([word]);
  });

  it("has every table for a list or for members", () => {
    const names = lists.map(([name]) => tableName(name));
    const others = Object.keys(tablesOf(enWords)).filter((name) => !names.includes(name));
    expect(sorted(others)).toEqual(sorted(Object.keys(OTHER_TABLES)));
    for (const name of NOT_SHOWN) expect(names).toContain(tableName(name));
  });

  it.each(Object.entries(OTHER_TABLES))("%s has what it is made of", (name, words) => {
    expect(sorted(Object.keys(tablesOf(enWords)[name] ?? {}))).toEqual(sorted(words()));
  });

  it("has types for every word by which a command is switched on", () => {
    const words = wordsOf(schema("ActionWord")) ?? [];
    const actions = words.filter((word) => word !== "rules");
    expect(actions).not.toEqual([]);
    for (const action of actions) expect(enWords.commandType).toHaveProperty([action]);
  });

  it("fills the places of a condition with its members", () => {
    const unseen = ["is", "latitude", "longitude", "timeZone"];
    for (const members of alternatives("RuleCondition")) {
      const [is = ""] = members.is?.enum ?? [];
      const text = (enWords.condition as Table)[is] ?? "";
      const shown = Object.keys(members).filter((member) => !unseen.includes(member));
      expect(placesOf(text), is).toEqual(sorted(shown));
    }
  });

  it("takes a failure for the problem that the service takes it for", () => {
    const rows = [...causes.matchAll(/^ +\("(\w+)", +Code::(\w+)\),$/gm)];
    const table = Object.fromEntries(rows.map(([, cause = "", code = ""]) => [cause, slug(code)]));
    // This one is a state, not a cause.
    const { VehicleBatteryChargeTooLow: _, ...expected } = table;
    expect(FAILURE_CODES).toEqual(expected);
  });

  it("takes a state for the one that the service takes it for", () => {
    const rows = states.matchAll(/^ +\(CommandState::\w+, "([a-z-]+)", "(\w+)"\),$/gm);
    const expected = [...rows].map(([, ours, theirs = ""]) => [theirs, ours]);
    expect(expected.length).toBeGreaterThan(5);
    expect(COMMAND_STATES).toMatchObject(Object.fromEntries(expected));
  });

  it("has only alerts among the critical ones", () => {
    for (const type of CRITICAL) expect(wordsOf(schema("AlertType"))).toContain(type);
    expect(isCritical({ type: "BrakingSystemFailure" })).toBe(true);
    expect(isCritical({ type: "BrakingSystemFailure", severity: "Information" })).toBe(false);
    expect(isCritical({ type: "AddWasherFluid", severity: "Critical" })).toBe(true);
    expect(isCritical({ type: "AddWasherFluid" })).toBe(false);
    expect(isCritical({})).toBe(false);
  });
});

const slug = (name: string) => name.replace(/(?<=.)([A-Z])/g, "-$1").toLowerCase();
const placesOf = (text: string) =>
  sorted([...text.matchAll(/\{(\w*)\}/g)].map(([, name = ""]) => name));

function tablesOf(words: typeof enWords | typeof frWords): Tables {
  const entries = Object.entries(words).filter(([, table]) => typeof table === "object");
  return Object.fromEntries(entries) as Tables;
}

/** All texts of a catalogue, by their path. */
function flat(tree: object, path = ""): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, branch]) =>
    typeof branch === "string" ? [[`${path}${name}`, branch]] : flat(branch, `${path}${name}/`),
  );
}

const english = new Map(flat(LANGUAGES.en));

describe.each(languages)("the texts of %s", (language, catalogue) => {
  const texts = flat(catalogue);

  it("have the keys and the places of the English ones", () => {
    expect(sorted(texts.map(([path]) => path))).toEqual(sorted(english.keys()));
    for (const [path, text] of texts) {
      expect(placesOf(text), path).toEqual(placesOf(english.get(path) ?? ""));
    }
  });

  it("are written out, with the spaces and apostrophes of good type", () => {
    for (const [path, text] of texts) {
      expect(text, path).toMatch(/^\S.*\S$|^\d$/);
      expect(text, path).not.toMatch(/ {2}|'|"|\.\.\./);
      expect(text.replace(/\{\w+\}/g, ""), path).not.toMatch(/[{}]/);
      // A number stays on the line of its unit.
      expect(text, path).not.toMatch(/[\d}] (?:%|km|mph|V\b)/);
      expect(text, path).not.toMatch(/ …/);
      if (language === "fr") expect(text, path).not.toMatch(/[^\u202f][:;!?]|« | »/);
      else expect(text, path).not.toMatch(/\s[:;!?,.]/);
    }
  });

  it("fit a narrow screen", () => {
    for (const [path, text] of texts) {
      for (const word of text.split(/[\s/-]/))
        expect(word.length, `${path}: ${word}`).toBeLessThan(23);
      expect(text.length, path).toBeLessThanOrEqual(path.endsWith("/text") ? 56 : 170);
    }
  });

  it("say what happened and what to do in sentences", () => {
    for (const [path, text] of texts) {
      if (/^problems|advice$|unavailable/.test(path)) expect(text, path).toMatch(/\.$/);
      if (path.endsWith("/text")) expect(text, path).not.toMatch(/\.$/);
    }
  });
});

// A read may have failed by them as well as a command, which shows and shares nothing, and may have been sent.
const UNTRUE_OF_COMMANDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:see|share|was sent)\b/,
  fr: /revoir|partage|envoyé/,
  de: /zu sehen|freigegeben|gesendet/,
  it: /rivedere|condivi|inviato/,
  es: /a ver\b|compartir|envió|enviado/,
};

it.each(languages)("in %s, a reason is true of a command that failed by it", (language, texts) => {
  const codes: Table = texts.problems.codes;
  for (const code of Object.values(FAILURE_CODES)) {
    expect(codes[code], code).not.toMatch(UNTRUE_OF_COMMANDS[language] ?? /^/);
  }
});

it("has no text that somebody forgot to translate", () => {
  const others = languages.slice(1).map(([, catalogue]) => new Map(flat(catalogue)));
  for (const [path, text] of english) {
    expect(
      others.every((texts) => texts.get(path) === text),
      path,
    ).toBe(false);
    // A sentence is never the same in two languages.
    if (text.split(" ").length < 4) continue;
    expect(
      others.some((texts) => texts.get(path) === text),
      path,
    ).toBe(false);
  }
});
