import { expect, it } from "vitest";
import { daysText } from "./days";

const texts = { everyDay: "every day", workdays: "workdays", weekend: "weekend" };
const say = (days: string[] | undefined, language = "en") => daysText(days, language, texts);

it("says_whole_weeks_workdays_and_weekends_in_a_word", () => {
  expect(say(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])).toBe("every day");
  expect(say(["Fri", "Mon", "Tue", "Wed", "Thu"])).toBe("workdays");
  expect(say(["Sun", "Sat"])).toBe("weekend");
});

it("names_other_days_in_the_order_of_the_week", () => {
  expect(say(["Fri", "Mon", "Mon"])).toBe("Mon and Fri");
  expect(say(["Fri", "Mon", "Wed"], "de")).toBe("Mo, Mi und Fr");
  expect(say(["Sun"], "fr")).toBe("dim.");
});

it("shows_a_day_that_nobody_knows_and_says_nothing_of_none", () => {
  expect(say(["Holiday", "Tue"])).toBe("Tue and Holiday");
  expect(say([])).toBeUndefined();
  expect(say(undefined)).toBeUndefined();
});
