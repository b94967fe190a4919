// Rules that have fired, as they are told.

import type { Signal } from "@preact/signals";
import type { LiveMessage } from "kerbside";
import { beforeEach, expect, test, vi } from "vitest";
import { formatMoment } from "../src/format";
import { startTexts } from "../src/i18n";
import { notices } from "../src/service/notices";
import { prefer } from "../src/service/preferences";
import { accounts, isSessionKnown, sessionProblem } from "../src/service/session";
import { ruleText, tellOfRules } from "../src/shell/rule_notices";

type Listener = (slot: string, message: LiveMessage) => void;
const { listeners, shown } = vi.hoisted(() => ({
  listeners: new Set<Listener>(),
  shown: [] as string[],
}));
vi.mock("../src/service/live", () => ({ onLiveMessage: (one: Listener) => listeners.add(one) }));

beforeEach(async () => {
  vi.stubGlobal(
    "Notification",
    class {
      static permission = "granted";
      constructor(_: string, { body }: { body: string }) {
        shown.push(body);
      }
    },
  );
  document.hasFocus = () => false;
  prefer("notify", true);
  accounts.value = [{ slot: "s1", brand: "peugeot", brandName: "Peugeot", since: 0 }];
  await startTexts(() => {});
  tellOfRules();
});

test("a rule is told as it fires, and one from hours ago with its time", async () => {
  const tell = async (minutesAgo: number) => {
    notices.value = [];
    shown.length = 0;
    const firedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    // The service may have learnt of it just now.
    const at = new Date().toISOString();
    const data = { ruleId: "1", name: "Full", reminder: false, firedAt };
    const event = { type: "rule", id: 1, at, vehicleId: "car", data } as LiveMessage;
    for (const listener of listeners) listener("s1", event);
    await vi.waitFor(() => expect(notices.value).toHaveLength(1));
    // The browser is told a few steps later.
    await new Promise((resolve) => setTimeout(resolve));
    const [notice] = notices.value;
    return { firedAt, text: notice?.kind === "rule" && ruleText(notice) };
  };
  expect(await tell(1)).toMatchObject({ text: "Car: Full" });
  expect(shown).toEqual(["Car: Full"]);
  const { firedAt, text } = await tell(500);
  const late = `Car: Full (${formatMoment(firedAt)})`;
  expect(text).toBe(late);
  expect(shown).toEqual([late]);
});

test("what the browser shows of an account that is gone is taken back once it is known who is logged in", async () => {
  const closed: string[] = [];
  const shownOf = (slot: string) => ({ data: { slot }, close: () => closed.push(slot) });
  const getNotifications = async () => [shownOf("s1"), shownOf("s2")];
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistration: async () => ({ getNotifications }) },
  });
  const problem = sessionProblem as Signal;
  problem.value = new Error("not asked");
  isSessionKnown.value = true;
  await new Promise((resolve) => setTimeout(resolve));
  expect(closed).toEqual([]);
  problem.value = undefined;
  await vi.waitFor(() => expect(new Set(closed)).toEqual(new Set(["s2"])));
});
