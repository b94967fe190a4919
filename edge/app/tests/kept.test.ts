// What is kept on the device, and when it is wiped.

import { expect, test, vi } from "vitest";
import { forget } from "../src/service/answers";
import { kept, startKept } from "../src/service/kept";
import { prefer } from "../src/service/preferences";
import { look, onGone } from "../src/service/session";

type Slots = Record<"accounts" | "lost", string[]>;

const account = (slot: string) => ({ slot, brand: "peugeot", brandName: "Peugeot", since: 1 });
const session = ({ accounts, lost }: Slots) =>
  JSON.stringify({ accounts: accounts.map(account), lost: lost.map(account), brands: [] });
const says = async (slots: Slots) => {
  vi.stubGlobal("fetch", async () => new Response(session(slots)));
  await look();
};
const KEYS = ["one/status/car", "one/trip/car/1", "two/status/car"];
const found = () => KEYS.filter((key) => kept.read(key) !== undefined);

test("a login that is lost leaves nothing of its account, and another's stays", async () => {
  prefer("keep", true);
  onGone(forget);
  await says({ accounts: ["one", "two"], lost: [] });
  for (const key of KEYS) kept.write(key, "kept");
  expect(found()).toEqual(KEYS);
  await says({ accounts: ["two"], lost: ["one"] });
  expect(found()).toEqual(["two/status/car"]);
  await says({ accounts: [], lost: ["two"] });
  expect(kept.measure()).toEqual({ count: 0, bytes: 0 });
});

test("what is kept is wiped once the driver no longer wants it, and none is kept from then on", () => {
  startKept();
  prefer("keep", true);
  kept.write("one/status/car", "kept");
  expect(kept.measure().count).toBe(1);
  prefer("keep", false);
  expect(kept.measure().count).toBe(0);
  kept.write("one/status/car", "kept");
  expect(kept.measure().count).toBe(0);
});
