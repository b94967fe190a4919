import { describe, expect, it, vi } from "vitest";
import description from "../../../../../docs/openapi.json?raw";
import {
  begun,
  changed,
  conditionOf,
  conditionsOf,
  type Draft,
  KINDS,
  type Kind,
  NUMBERS,
  otherZone,
} from "./kinds";
import { boundsOf, fieldText, shownAs, takenAs, unitOf } from "./measure";

const all = Object.values(KINDS).flat();
const { RuleCondition } = JSON.parse(description).components.schemas;

describe("conditions", () => {
  it("are offered of every kind that the service knows, each once", () => {
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(RuleCondition.oneOf?.length ?? RuleCondition.anyOf.length);
  });

  it.each(all.filter((kind) => kind !== "enters" && kind !== "leaves"))(
    "%s is whole at once",
    (kind) => {
      expect(conditionOf(begun(kind, "Europe/Paris"))).toMatchObject({ is: kind });
    },
  );

  it.each(["enters", "leaves"] as Kind[])(
    "%s wants a place, which nobody has asked for",
    (kind) => {
      const draft = begun(kind, "Europe/Paris");
      expect(draft).toEqual({ is: kind, radiusKm: 1 });
      expect(conditionOf(draft)).toBeUndefined();
      expect(conditionOf({ ...draft, latitude: 0, longitude: 0 })).toBeDefined();
    },
  );

  it("are whole only with numbers that the service takes", () => {
    for (const [kind, { member, least, most }] of Object.entries(NUMBERS)) {
      const draft = { ...begun(kind as Kind, "Europe/Paris"), latitude: 1, longitude: 1 };
      for (const value of [least, most]) {
        expect(conditionOf({ ...draft, [member]: value })).toBeDefined();
      }
      for (const value of [least - 1, most + 1, 1.5, Number.NaN, undefined]) {
        expect(conditionOf({ ...draft, [member]: value })).toBeUndefined();
      }
    }
  });

  it("are whole only with something chosen", () => {
    expect(conditionOf({ is: "charging", states: [] })).toBeUndefined();
    expect(conditionOf({ is: "alert", codes: [] })).toBeUndefined();
    expect(conditionOf({ is: "alert" })).toBeDefined();
    expect(conditionOf({ ...begun("during", "Europe/Paris"), days: [] })).toBeUndefined();
    expect(conditionOf({ ...begun("during", "Europe/Paris"), from: "" })).toBeUndefined();
  });

  it("have a time zone that is a place", () => {
    expect(begun("during", "UTC").timeZone).toBe("Etc/UTC");
    expect(begun("during", "Europe/Rome").timeZone).toBe("Europe/Rome");
  });

  it("have a time zone that the service takes where the browser names none", () => {
    const options = Intl.DateTimeFormat().resolvedOptions();
    vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValueOnce({
      ...options,
      timeZone: "Etc/Unknown",
    });
    expect(begun("during").timeZone).toBe("Etc/UTC");
  });

  it("tell their time zone where it is not that of the device", () => {
    expect(otherZone(begun("during", "Europe/Lisbon"))).toBe("Europe/Lisbon");
    expect(otherZone(begun("during", "Europe/Paris"))).toBeUndefined();
    expect(otherZone(begun("moving", "Europe/Lisbon"))).toBeUndefined();
  });

  it("are written in parts, and each kind keeps what was written of it", () => {
    const written = (...parts: Partial<Draft>[]) =>
      parts.reduce<ReturnType<typeof changed>>(changed, { draft: begun("during"), others: {} })
        .draft;
    const place = { latitude: 48.85, longitude: 2.35 };
    expect(written({ from: "21:00" }, { is: "plugged" })).toEqual({ is: "plugged" });
    expect(written({ from: "21:00" }, { is: "plugged" }, { is: "during" }).from).toBe("21:00");
    expect(written({ is: "charge-above" }, { percent: 60 }, { is: "charge-below" }).percent).toBe(
      20,
    );
    // Whoever leaves a place does so at the one that was written for entering it.
    const zone = [{ is: "enters" }, place, { radiusKm: 5 }] as const;
    expect(written(...zone, { is: "leaves" })).toEqual({ is: "leaves", radiusKm: 5, ...place });
    expect(written(...zone, { is: "alarm" }, { is: "leaves" }, { is: "enters" })).toEqual({
      is: "enters",
      radiusKm: 5,
      ...place,
    });
  });

  it("stand alone, all or any", () => {
    expect(conditionsOf({ any: [{ is: "alarm" }] })).toEqual([{ is: "alarm" }]);
    expect(conditionsOf({ all: [{ is: "moving" }] })).toEqual([{ is: "moving" }]);
  });
});

describe("numbers", () => {
  const metric = { units: "metric", temperature: "celsius" } as const;
  const american = { units: "imperial", temperature: "fahrenheit" } as const;

  it("come back as they were written in miles", () => {
    for (let miles = 6; miles <= 1200; miles += 1) {
      expect(shownAs(takenAs(miles, "distance", american), "distance", american)).toBe(miles);
    }
    expect(takenAs(50, "distance", american)).toBe(80);
    // What is shown is what is watched for.
    expect(shownAs(takenAs(1, "distance", american), "distance", american)).toBe(1.2);
    for (let km = 1; km < 10; km += 1) {
      expect(takenAs(shownAs(km, "distance", american), "distance", american)).toBe(km);
    }
    expect(takenAs(80, "speed", american)).toBe(129);
  });

  it("are the nearest degree Celsius of what was written in Fahrenheit", () => {
    expect(takenAs(32, "temperature", american)).toBe(0);
    expect(takenAs(35, "temperature", american)).toBe(2);
    expect(shownAs(2, "temperature", american)).toBe(36);
    expect(shownAs(-40, "temperature", american)).toBe(-40);
    for (let celsius = -60; celsius <= 60; celsius += 1) {
      expect(takenAs(shownAs(celsius, "temperature", american), "temperature", american)).toBe(
        celsius,
      );
    }
  });

  it("stay what they are in the units of the service", () => {
    expect(takenAs(80, "distance", metric)).toBe(80);
    expect(shownAs(3, "temperature", metric)).toBe(3);
    expect(shownAs(80, "percent", american)).toBe(80);
  });

  it("are shown as they were written, until another value takes their place", () => {
    const shown = (written: string | undefined, value: number | undefined) =>
      fieldText(written, value, "distance", american);
    expect(shown(undefined, 80)).toBe("50");
    expect(shown("50.2", takenAs(50.2, "distance", american))).toBe("50.2");
    expect(shown("", undefined)).toBe("");
    expect(shown("", 80)).toBe("50");
    expect(shown("7", 80)).toBe("50");
    expect(shown("7", undefined)).toBe("");
  });

  it.each(Object.entries(NUMBERS))(
    "of %s have bounds that the service takes in every unit",
    (_, number) => {
      const { measure, least, most } = number;
      expect(boundsOf(number, metric)).toEqual([least, most]);
      for (const bound of boundsOf(number, american)) {
        const taken = takenAs(bound, measure, american);
        expect(taken).toBeGreaterThanOrEqual(least);
        expect(taken).toBeLessThanOrEqual(most);
      }
    },
  );

  it("have a unit", () => {
    expect(unitOf("distance", american)).toBe("mi");
    expect(unitOf("speed", metric)).toBe("km/h");
    expect(unitOf("temperature", american)).toBe("°F");
    expect(unitOf("percent", metric)).toBe("%");
  });
});
