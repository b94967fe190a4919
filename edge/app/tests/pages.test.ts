import { ConnectionError, type Pages, ProblemError, type Schemas } from "kerbside";
import { expect, test, vi } from "vitest";
import { forget } from "../src/service/answers";
import { PagedList, paged, refreshWatched } from "../src/service/pages";
import { prefer } from "../src/service/preferences";

interface Numbers {
  items: number[];
  stale?: Schemas["Stale"];
  next?: string;
  total?: number;
}

/** The pages of a list, with what is thrown in the place of one. */
const pagesOf = (script: (Numbers | Error)[]): Pages<Numbers> => {
  const rest = [...script];
  const pages: Pages<Numbers> = {
    async next() {
      const one = rest.shift();
      if (one instanceof Error) throw one;
      return one ? { done: false, value: one } : { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => pages,
  };
  return pages;
};

test("pages follow one another until there is no next", async () => {
  const list = new PagedList("s", () =>
    pagesOf([{ items: [1, 2], next: "x", total: 3 }, { items: [3] }]),
  );
  expect(list.isBegun.value).toBe(false);
  await list.more();
  expect([list.items.value, list.hasMore.value, list.total.value]).toEqual([[1, 2], true, 3]);
  await list.more();
  expect([list.items.value, list.hasMore.value]).toEqual([[1, 2, 3], false]);
});

test("who asks while a page is on its way waits for that one", async () => {
  const list = new PagedList("s", () => pagesOf([{ items: [1], next: "x" }, { items: [2] }]));
  await Promise.all([list.more(), list.more()]);
  expect(list.items.value).toEqual([1]);
});

test("a page that cannot be had leaves what is shown, and is asked for again", async () => {
  const away = new ConnectionError("away");
  const list = new PagedList("s", () => pagesOf([{ items: [1], next: "x" }, away, { items: [2] }]));
  await list.more();
  await list.more();
  expect([list.items.value, list.problem.value, list.hasMore.value]).toEqual([[1], away, true]);
  await list.more();
  expect([list.items.value, list.problem.value, list.hasMore.value]).toEqual([
    [1, 2],
    undefined,
    false,
  ]);
});

test("all pages are read, and reading them ends at a problem", async () => {
  const all = new PagedList("s", () =>
    pagesOf([{ items: [1], next: "x" }, { items: [2], next: "y" }, { items: [3] }]),
  );
  await all.all();
  expect(all.items.value).toEqual([1, 2, 3]);
  const broken = new PagedList("s", () =>
    pagesOf([{ items: [1], next: "x" }, new ConnectionError("")]),
  );
  await broken.all();
  expect(broken.items.value).toEqual([1]);
});

test("a list that is begun anew shows what it had until the first page has come", async () => {
  const scripts: Numbers[][] = [[{ items: [1], next: "x" }], [{ items: [2] }]];
  const list = new PagedList("s", () => pagesOf(scripts.shift() ?? []));
  await list.more();
  const reloaded = list.reload();
  expect(list.items.value).toEqual([1]);
  await reloaded;
  expect([list.items.value, list.hasMore.value]).toEqual([[2], false]);
});

test("a list that is begun anew twice at once is asked for once", async () => {
  let opened = 0;
  const list = new PagedList("s", () => {
    opened += 1;
    return pagesOf([{ items: [opened], next: "x" }, { items: [0] }]);
  });
  const first = list.more();
  await Promise.all([list.reload(), list.reload(), first]);
  expect([opened, list.items.value]).toEqual([2, [2]]);
  const reloaded = list.reload();
  await undefined;
  expect(opened).toBe(3);
  await Promise.all([reloaded, list.reload()]);
  expect([opened, list.items.value]).toEqual([3, [3]]);
  await list.reload();
  expect(opened).toBe(4);
});

test("a list that was given up as it was begun anew can be begun again", async () => {
  let opened = 0;
  const list = new PagedList("s", () => {
    opened += 1;
    return pagesOf([{ items: [opened] }]);
  });
  const gone = list.reload();
  list.stop();
  await Promise.all([gone, list.reload()]);
  expect([list.items.value, list.loading.value]).toEqual([[opened], false]);
  const never = list.reload();
  list.stop();
  await never;
  expect(list.items.value).toEqual([opened]);
});

test("a first page is kept where the driver chose that, and given up where the service refuses", async () => {
  prefer("keep", true);
  const open = (...script: (Numbers | Error)[]) => new PagedList("s", () => pagesOf(script), "n");
  await open({ items: [1, 2], next: "x" }).more();

  const away = open(new ConnectionError("no network"));
  expect(away.items.value).toEqual([1, 2]);
  expect(away.hasMore.value).toBe(false);
  // Behind a first page there may be more.
  expect(away.isOfEarlier.value).toBe(true);
  await away.reload();
  expect([away.items.value, away.isBegun.value]).toEqual([[1, 2], true]);

  const refused = open(problem("privacy-on"));
  await refused.reload();
  expect([refused.items.value, refused.isBegun.value]).toEqual([[], false]);

  const read = open({ items: [3] });
  await read.reload();
  expect([read.items.value, read.isOfEarlier.value]).toEqual([[3], false]);
  prefer("keep", false);
  expect(open().items.value).toEqual([]);
});

test("a list on the screen is begun anew, or asked for what could not be had, when it is due", async () => {
  const away = new ConnectionError("away");
  const stale = { because: {}, since: "2026-01-01T00:00:00Z" } as Schemas["Stale"];
  const scripts: (Numbers | Error)[][] = [
    [away],
    [{ items: [1], stale }],
    [{ items: [2], next: "x" }, away, { items: [3], next: "y" }],
  ];
  const opened = vi.fn(() => pagesOf(scripts[opened.mock.calls.length - 1] ?? []));
  const list = new PagedList("s", opened);
  const refresh = async () => {
    refreshWatched((one) => one.isOlderThan(0));
    await steps();
  };
  const end = list.watch();
  await list.reload();
  expect([list.isLacking, list.problem.value]).toEqual([true, away]);
  await refresh();
  expect([list.isLacking, list.items.value]).toEqual([true, [1]]);
  await refresh();
  expect([list.isLacking, list.items.value]).toEqual([false, [2]]);
  await list.more();
  expect(list.isLacking).toBe(true);
  await refresh();
  expect([list.isLacking, list.items.value]).toEqual([false, [2, 3]]);
  // Somebody has gone on in it.
  await refresh();
  expect([opened.mock.calls.length, list.items.value]).toEqual([3, [2, 3]]);
  end();

  const single = vi.fn(() => pagesOf([{ items: [1] }]));
  const short = new PagedList("s", single);
  const leave = short.watch();
  await short.reload();
  refreshWatched((one) => one.isOlderThan(60_000));
  expect(single).toHaveBeenCalledTimes(1);
  leave();
  refreshWatched(() => true);
  expect(single).toHaveBeenCalledTimes(1);
});

test("a clock that is set back keeps no list from being asked for again", async () => {
  const list = new PagedList("s", () => pagesOf([{ items: [1] }]));
  await list.more();
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date"] });
  expect(list.isOlderThan(300_000)).toBe(true);
  vi.useRealTimers();
});

/** What follows from a page is a few steps away. */
const steps = async () => {
  for (let step = 0; step < 20; step += 1) await undefined;
};

/** A list of four pages that is watched, of which two were read. */
async function readTwice(slot: string, opened: () => Pages<Numbers>) {
  const list = paged(slot, "n", opened, false);
  const end = list.watch();
  await list.reload();
  await list.more();
  expect(list.items.value).toEqual([1, 2]);
  return { list, end };
}

const fourPages = () =>
  vi.fn(() =>
    pagesOf([
      { items: [1], next: "x" },
      { items: [2], next: "y" },
      { items: [3], next: "z" },
      { items: [4] },
    ]),
  );

test("a list that is come back to is as far as it was read, and is gone on in", async () => {
  const opened = fourPages();
  const { list, end } = await readTwice("back", opened);
  end();
  const again = paged("back", "n", opened, false);
  expect(again).toBe(list);
  again.watch();
  await steps();
  expect([opened.mock.calls.length, again.items.value]).toEqual([1, [1, 2]]);
  await again.more();
  expect(again.items.value).toEqual([1, 2, 3]);
});

test("reading all pages ends with the page that is on its way as the screen is left", async () => {
  const { list, end } = await readTwice("left", fourPages());
  const all = list.all();
  end();
  await all;
  expect([list.items.value, list.hasMore.value]).toEqual([[1, 2, 3], true]);
  list.watch();
  await list.all();
  expect(list.items.value).toEqual([1, 2, 3, 4]);
});

test("a list that was left with one page, or long ago, is begun anew and shows what it had", async () => {
  const opened = fourPages();
  const list = paged("anew", "n", opened, false);
  const end = list.watch();
  await list.reload();
  list.more();
  end();
  const leave = list.watch();
  expect(list.items.value).toEqual([1]);
  await steps();
  expect([opened.mock.calls.length, list.items.value]).toEqual([2, [1]]);
  await list.more();
  leave();
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ["Date"] });
  list.watch();
  expect(list.items.value).toEqual([1, 2]);
  await steps();
  vi.useRealTimers();
  expect([opened.mock.calls.length, list.items.value]).toEqual([3, [1]]);
});

test("a list that is being begun anew as the screen is left is begun anew once somebody comes back", async () => {
  const opened = fourPages();
  const { list, end } = await readTwice("midway", opened);
  list.reload();
  end();
  await steps();
  expect(list.items.value).toEqual([1, 2]);
  list.watch();
  await steps();
  expect(list.items.value).toEqual([1]);
});

test("of the lists that were looked for, the last are held, and none of an account that is gone", async () => {
  const opened = fourPages();
  const lists = Array.from({ length: 8 }, (_, index) => paged("a", `${index}`, opened, false));
  expect(paged("a", "0", opened, false)).toBe(lists[0]);
  const other = paged("b", "0", opened, false);
  expect(paged("a", "0", opened, false)).toBe(lists[0]);
  expect(paged("a", "1", opened, false)).not.toBe(lists[1]);

  const { list } = await readTwice("a", opened);
  const more = list.more();
  forget("a");
  await more;
  expect(list.items.value).toEqual([1, 2]);
  expect(paged("a", "n", opened, false).items.value).toEqual([]);
  expect(paged("b", "0", opened, false)).toBe(other);
});

const problem = (code: string) =>
  new ProblemError("alerts.list", {
    type: `/problems/${code}`,
    title: code,
    status: 403,
    code,
    requestId: "0",
  } as Schemas["Problem"]);
