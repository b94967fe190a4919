import { ProblemError, type Schemas } from "kerbside";
import { expect, test, vi } from "vitest";

// Another tab of this browser.
class Tab {
  static all: Tab[] = [];
  onmessage?: (message: { data: unknown }) => void;
  sent: unknown[] = [];
  constructor() {
    Tab.all.push(this);
  }
  postMessage(data: unknown) {
    this.sent.push(data);
  }
}
vi.stubGlobal("BroadcastChannel", Tab);

/** When somebody logged in, by the slot: one after the other. */
const SINCE = ["one", "two", "three", "four", "five", "six", "seven"];
const account = (slot: string) => ({
  slot,
  brand: "peugeot",
  brandName: "Peugeot",
  since: SINCE.indexOf(slot),
});
const answer = (slots: string[]) =>
  new Response(JSON.stringify({ accounts: slots.map(account), lost: [], brands: [] }), {
    headers: { "content-type": "application/json" },
  });
let service: () => Promise<Response>;
vi.stubGlobal("fetch", () => service());
const refused = {
  type: "/problems/not-logged-in",
  code: "not-logged-in",
  title: "",
  status: 401,
} as Schemas["Problem"];
const out = () => new Response(JSON.stringify(refused), { status: 401 });
/** A logout that is under way until it is answered. */
async function leave() {
  const { logOut } = await import("../src/service/session");
  let finish: ((response: Response) => void) | undefined;
  service = () => new Promise((resolve) => (finish = resolve));
  const leaving = logOut("one");
  await vi.waitFor(() => expect(finish).toBeDefined());
  return { leaving, finish: (response: Response) => finish?.(response) };
}
const away = () => Promise.reject(new TypeError("there is no network here"));

test("what another tab has logged out of is gone here, with or without a network", async () => {
  const { accounts, onGone, startSession } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  const gone: string[] = [];
  onGone((slot) => gone.push(slot));
  service = async () => answer(["one", "two"]);
  await startSession();
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["one", "two"]);

  service = away;
  Tab.all[0]?.onmessage?.({ data: ["one"] });
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["two"]);
  expect(gone).toEqual(["one"]);
  expect(notices.value).toMatchObject([{ kind: "logged-out", brandName: "Peugeot" }]);
});

test("the other tabs are told which slots it was, once the service has done it", async () => {
  const { accounts, logOut } = await import("../src/service/session");
  service = away;
  await expect(logOut("two")).rejects.toThrow();
  expect(Tab.all[0]?.sent).toEqual([]);
  expect(accounts.value).toHaveLength(1);

  const answers = [new Response(null, { status: 204 }), answer([])];
  service = async () => answers.shift() ?? answer([]);
  await logOut("two");
  expect(Tab.all[0]?.sent).toEqual([["two"]]);
  expect(accounts.value).toEqual([]);
});

test("an account that another login of its brand has replaced is gone without a word", async () => {
  const { accounts, ended, look, onGone } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  const gone: string[] = [];
  onGone((slot) => gone.push(slot));
  service = async () => answer(["three"]);
  await look();
  notices.value = [];

  let answers = [answer(["four"]), out()];
  service = async () => answers.shift() ?? answer(["four"]);
  await look();
  expect(gone).toEqual(["three"]);
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["four"]);
  expect(notices.value).toEqual([]);

  // A call hears of it before the list does.
  answers = [answer(["five"])];
  service = async () => answers.shift() ?? answer(["five"]);
  await ended("four", new ProblemError("status.get", refused));
  expect(gone).toEqual(["three", "four"]);
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["five"]);
  expect(notices.value).toEqual([]);

  // An answer that was under way has the new account already, and a later question overtakes its own.
  const asked: ((response: Response) => void)[] = [];
  service = () => new Promise((resolve) => asked.push(resolve));
  const earlier = look();
  const ending = ended("five", new ProblemError("status.get", refused));
  const last = look();
  asked[1]?.(answer(["six"]));
  for (let step = 0; step < 20; step += 1) await undefined;
  for (const say of asked) say(answer(["six"]));
  await Promise.all([earlier, ending, last]);
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["six"]);
  expect(notices.value).toEqual([]);

  answers = [answer([]), out()];
  service = async () => answers.shift() ?? answer([]);
  await look();
  await vi.waitFor(() => expect(notices.value).toHaveLength(1));
  expect(gone).toEqual(["three", "four", "five", "six"]);
  expect(notices.value).toMatchObject([{ kind: "login-ended", brandName: "Peugeot" }]);
});

test("of two drivers of one brand, the end of the earlier login is told", async () => {
  const { ended, look } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  service = async () => answer(["one", "seven"]);
  await look();
  notices.value = [];
  service = async () => answer(["seven"]);
  await ended("one", new ProblemError("status.get", refused));
  expect(notices.value).toMatchObject([{ kind: "login-ended", brandName: "Peugeot" }]);
});

test("a logout leaves what is told of the cars of others", async () => {
  const { logOut, look } = await import("../src/service/session");
  const { notices, notify } = await import("../src/service/notices");
  service = async () => answer(["one", "two"]);
  await look();
  notices.value = [];
  const rule = {
    kind: "rule",
    ruleId: "1",
    name: "",
    reminder: false,
    car: "",
    path: "/",
  } as const;
  for (const slot of ["one", "two"]) notify({ ...rule, slot });
  notify({ kind: "text", text: "" });
  const answers = [new Response(null, { status: 204 }), answer(["two"])];
  service = async () => answers.shift() ?? answer(["two"]);
  await logOut("one");
  expect(notices.value).toMatchObject([{ kind: "rule", slot: "two" }, { kind: "logged-out" }]);
});

test("calls that are refused while a logout is under way are no lost login", async () => {
  const { accounts, ended, look, onGone } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  accounts.value = [];
  service = async () => answer(["one"]);
  await look();
  notices.value = [];
  const gone: string[] = [];
  onGone((slot) => gone.push(slot));

  // The edge lists the account until all of it has ended.
  const { leaving, finish } = await leave();
  service = async () => answer(["one"]);
  const refusals = [1, 2].map(() => ended("one", new ProblemError("events.ticket", refused)));
  await look();
  expect(accounts.value.map(({ slot }) => slot)).toEqual(["one"]);
  expect([gone, notices.value]).toEqual([[], []]);

  service = async () => answer([]);
  finish(new Response(null, { status: 204 }));
  await Promise.all([leaving, ...refusals]);
  expect([accounts.value, gone]).toEqual([[], ["one"]]);
  expect(notices.value).toMatchObject([{ kind: "logged-out" }]);
});

test("calls that were refused beside a logout that failed are looked into after it", async () => {
  const { accounts, ended, look } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  accounts.value = [];
  service = async () => answer(["one"]);
  await look();
  notices.value = [];
  const { leaving, finish } = await leave();
  service = async () => answer([]);
  const refusal = ended("one", new ProblemError("events.ticket", refused));
  finish(new Response(JSON.stringify({ ...refused, code: "internal" }), { status: 500 }));
  await expect(leaving).rejects.toMatchObject({ code: "internal" });
  await refusal;
  expect(accounts.value).toEqual([]);
  expect(notices.value).toMatchObject([{ kind: "login-ended" }]);
});

test("after a logout that failed, the page shows who it has logged out all the same", async () => {
  const { accounts, logOut, look } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  accounts.value = [];
  service = async () => answer(["one", "two"]);
  await look();
  notices.value = [];
  const busy = JSON.stringify({ ...refused, code: "login-unavailable", status: 503 });
  const answers = [new Response(busy, { status: 503 }), answer(["two"]), out()];
  service = async () => answers.shift() ?? answer(["two"]);
  await expect(logOut()).rejects.toMatchObject({ code: "login-unavailable" });
  await vi.waitFor(() => expect(accounts.value.map(({ slot }) => slot)).toEqual(["two"]));
});

test("a logout that failed leaves another one of the same account under way", async () => {
  const { accounts, ended, look } = await import("../src/service/session");
  const { notices } = await import("../src/service/notices");
  accounts.value = [];
  service = async () => answer(["one"]);
  await look();
  notices.value = [];
  const [first, second] = [await leave(), await leave()];
  service = async () => answer([]);
  first.finish(new Response(JSON.stringify({ ...refused, code: "internal" }), { status: 500 }));
  await expect(first.leaving).rejects.toMatchObject({ code: "internal" });
  const refusal = ended("one", new ProblemError("events.ticket", refused));
  second.finish(new Response(null, { status: 204 }));
  await Promise.all([second.leaving, refusal]);
  expect(accounts.value).toEqual([]);
  expect(notices.value).toMatchObject([{ kind: "logged-out" }]);
});
