import { beforeAll, expect, it, vi } from "vitest";
import { language, startTexts } from "../../i18n";
import { type Language, prefer } from "../../service/preferences";
import { daysText } from "./day_names";

const say = (days: string[] | undefined) => daysText(days, "alone");
const within = (days: string[]) => daysText(days, "in sentence");

/** Has the texts in a language. */
async function speak(wanted: Language) {
  prefer("language", wanted);
  await vi.waitFor(() => expect(language.value).toBe(wanted));
}

beforeAll(() =>
  startTexts((error) => {
    throw error;
  }),
);

it("says_whole_weeks_workdays_and_weekends_in_a_word", () => {
  expect(say(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])).toBe("Every day");
  expect(say(["Fri", "Mon", "Tue", "Wed", "Thu"])).toBe("Monday to Friday");
  expect(say(["Sun", "Sat"])).toBe("Saturday and Sunday");
});

it("names_other_days_in_the_order_of_the_week", async () => {
  expect(say(["Fri", "Mon", "Mon"])).toBe("Mon and Fri");
  await speak("de");
  expect(say(["Fri", "Mon", "Wed"])).toBe("Mo, Mi und Fr");
  await speak("fr");
  expect(say(["Sun"])).toBe("dim.");
  await speak("en");
});

it("is_shorter_within_a_sentence", () => {
  expect(within(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])).toBe("every day");
  expect(within(["Fri", "Mon", "Tue", "Wed", "Thu"])).toBe("Mon–Fri");
  expect(within(["Sun", "Sat"])).toBe("Sat, Sun");
  expect(within(["Fri", "Mon", "Tue"])).toBe("Mon, Tue, Fri");
  expect(within(["Holiday", "Mon", "Tue"])).toBe("Mon, Tue, Holiday");
});

it("shows_a_day_that_nobody_knows_and_says_nothing_of_none", () => {
  expect(say(["Holiday", "Tue"])).toBe("Tue and Holiday");
  expect(say([])).toBeUndefined();
  expect(say(undefined)).toBeUndefined();
});
