// What is asked for when the driver comes back to the page, or the network to the device.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answered, type Held } from "../src/service/answers";
import { type Fleet, fleets } from "../src/service/garage";
import { onLiveMessage, startLive } from "../src/service/live";
import { type Account, accounts } from "../src/service/session";

const heard = new Map<string, () => void>();
const hear = (kind: string, listener: () => void) => heard.set(kind, listener);
const page = { ...document, addEventListener: hear };
vi.stubGlobal("addEventListener", hear);
vi.stubGlobal("document", page);
startLive();

const see = (hidden: boolean) => {
  page.hidden = hidden;
  heard.get("visibilitychange")?.();
};
const hide = () => see(true);
const show = () => see(false);
const lose = () => heard.get("offline")?.();
const find = () => heard.get("online")?.();

let calls: AbortSignal[];
let finish: ((value: string) => void)[];
let answer: Held<string>;
let made = 0;

afterEach(() => {
  accounts.value = [];
  vi.useRealTimers();
});

beforeEach(() => {
  [calls, finish] = [[], []];
  made += 1;
  answer = answered({
    slot: "s1",
    vehicleId: "car",
    key: `${made}`,
    read: (signal) => {
      calls.push(signal);
      return new Promise((resolve) => finish.push(resolve));
    },
  });
});

const areGivenUp = () => calls.map(({ aborted }) => aborted);

test.each([
  ["the page was hidden", hide, show],
  ["the network went", lose, find],
])("a call from before %s is given up, and asked anew", async (_, go, comeBack) => {
  const end = answer.watch();
  go();
  comeBack();
  expect(areGivenUp()).toEqual([true, false]);
  finish[1]?.("now");
  await vi.waitFor(() => expect(answer.value.value).toBe("now"));
  end();
});

test.each([
  ["in a page that nobody saw yet", hide, show],
  ["while the network was away", lose, find],
])("a first call that began %s goes on", (_, go, comeBack) => {
  go();
  const end = answer.watch();
  comeBack();
  expect(areGivenUp()).toEqual([false]);
  end();
});

test("what the network's return has asked for goes on when the page is seen after it", () => {
  const end = answer.watch();
  lose();
  find();
  show();
  expect(areGivenUp()).toEqual([true, false]);
  end();
});

test("what was read a while ago is read anew by a call that has only just begun", async () => {
  const end = answer.watch();
  finish[0]?.("then");
  await vi.waitFor(() => expect(answer.loading.value).toBe(false));
  lose();
  find();
  find();
  expect(areGivenUp()).toEqual([false, false]);
  end();
});

/** Has events of an account come, by the one that it gives. */
async function followed() {
  let socket: Socket | undefined;
  class Socket {
    onmessage?: (message: { data: string }) => void;
    constructor() {
      socket = this;
    }
    close() {}
  }
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ ticket: "t", url: "wss://x" })));
  const account: Account = { slot: "s1", brand: "peugeot", brandName: "Peugeot", since: 0 };
  accounts.value = [account];
  await vi.waitFor(() => expect(socket?.onmessage).toBeDefined());
  const tell = async (message: object) => {
    socket?.onmessage?.({ data: JSON.stringify(message) });
    await vi.advanceTimersByTimeAsync(0);
  };
  await tell({ type: "hello", data: { last: 1 } });
  return { account, tell };
}

const driven = (id: number, vehicleId: string) => ({
  id,
  type: "status",
  vehicleId,
  data: { updatedAt: "2026-11-28T07:15:10Z" },
});

test("what happens while the page is hidden is told at once, and asked for when it is seen", async () => {
  vi.useFakeTimers();
  const { tell } = await followed();
  const told: string[] = [];
  const forget = onLiveMessage((_, { type }) => told.push(type));
  const end = answer.watch();
  finish[0]?.("then");
  await vi.advanceTimersByTimeAsync(1_000);
  hide();
  await tell(driven(2, "car"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect([told, calls.length]).toEqual([["status"], 1]);
  show();
  expect(calls.length).toBe(2);
  finish[1]?.("now");
  await vi.advanceTimersByTimeAsync(1_000);

  // What does not concern it has it asked for no sooner than before.
  hide();
  await tell(driven(3, "another car"));
  show();
  expect(calls.length).toBe(2);
  end();
  forget();
});

test("what came before a page that is back was seen is asked for again once it has settled", async () => {
  vi.useFakeTimers();
  const { tell } = await followed();
  const end = answer.watch();
  finish[0]?.("then");
  hide();
  await tell(driven(4, "car"));
  show();
  finish[1]?.("held");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(calls.length).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(calls.length).toBe(3);
  end();
});

test("after a reset that came while the page was hidden the cars are asked for, too", async () => {
  vi.useFakeTimers();
  const { account, tell } = await followed();
  const reload = vi.fn();
  fleets.value = [{ account, list: { reload } } as unknown as Fleet];
  const end = answer.watch();
  finish[0]?.("then");
  hide();
  await tell({ type: "reset" });
  expect([calls.length, reload.mock.calls.length]).toEqual([1, 0]);
  show();
  expect([calls.length, reload.mock.calls.length]).toEqual([2, 1]);
  end();
  fleets.value = [];
});
