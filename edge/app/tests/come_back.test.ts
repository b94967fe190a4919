// What is asked for when the driver comes back to the page, or the network to the device.

import { beforeEach, expect, test, vi } from "vitest";
import { answered, type Held } from "../src/service/answers";
import { startLive } from "../src/service/live";

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

beforeEach(() => {
  [calls, finish] = [[], []];
  made += 1;
  answer = answered({
    slot: "s1",
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
