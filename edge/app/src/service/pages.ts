// A list that comes in pages: the first at once, the next when they are asked for.

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { KerbsideError, type Pages, type Schemas } from "kerbside";
import { isLoggedOut, isUnreachable } from "./client";
import { kept } from "./kept";
import { ended } from "./session";

/** What a page may have beside its items. */
export interface Page<Item> {
  items: readonly Item[];
  next?: string;
  total?: number;
  stale?: Schemas["Stale"];
}

/** The lists on the screen. */
const watched = new Set<Watched>();

type Watched = Pick<PagedList<unknown>, "isLacking" | "isOlderThan" | "refresh">;

/** Has those lists on the screen that are due asked for again. */
export function refreshWatched(isDue: (list: Watched) => boolean) {
  for (const list of watched) if (isDue(list)) list.refresh();
}

/** How many lists are held, on the screen or not. */
const MOST_HELD = 8;
/** Milliseconds after which a list that is come back to is begun anew, however far it was read. */
const OLD = 600_000;

const held = new Map<string, PagedList<unknown>>();

/**
 * The list of an account by its key, as it is held: whoever comes back to it finds it as far as it was read.
 * It takes the arguments of `PagedList`, and keeps its first page on this device with `isKept`.
 */
export function paged<Item>(
  slot: string,
  key: string,
  open: (signal: AbortSignal) => Pages<Page<Item>>,
  isKept: boolean,
): PagedList<Item> {
  const name = `${slot}/${key}`;
  const found = held.get(name) as PagedList<Item> | undefined;
  const list = found ?? new PagedList(slot, open, isKept ? key : undefined);
  // The map is in the order in which lists were looked for: the one of the longest ago goes first.
  held.delete(name);
  held.set(name, list as PagedList<unknown>);
  for (const first of held.keys()) if (held.size > MOST_HELD) held.delete(first);
  return list;
}

/** Gives up the lists of an account that are held. */
export function forgetLists(slot: string) {
  for (const [name, list] of held) {
    if (list.slot !== slot) continue;
    list.stop();
    held.delete(name);
  }
}

/** The list of an account as far as it was read. */
export class PagedList<Item> {
  readonly slot: string;
  readonly #open: (signal: AbortSignal) => Pages<Page<Item>>;
  readonly #items = signal<readonly Item[]>([]);
  readonly #hasMore = signal(true);
  readonly #isBegun = signal(false);
  readonly #loading = signal(false);
  readonly #total = signal<number | undefined>(undefined);
  readonly #problem = signal<KerbsideError | undefined>(undefined);
  readonly #stale = signal<Schemas["Stale"] | undefined>(undefined);
  #pages: Pages<Page<Item>> | undefined;
  #stop = new AbortController();
  #call: Promise<void> | undefined;
  #reloading: Promise<void> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** How many pages were read. */
  #count = 0;
  /** Whether the screen that showed it is gone. */
  #isLeft = false;
  readonly #keptAs: string | undefined;
  readonly #isOfEarlier = signal(false);

  /**
   * `open` makes the call: `(signal) => api(slot).trips.list(id, { signal }).pages()`. Where `keptAs` names
   * it, the first page is kept on this device, if the driver has chosen that.
   */
  constructor(slot: string, open: (signal: AbortSignal) => Pages<Page<Item>>, keptAs?: string) {
    this.slot = slot;
    this.#open = open;
    this.#keptAs = keptAs && `${slot}/pages/${keptAs}`;
    const found = this.#keptAs && kept.read<readonly Item[]>(this.#keptAs);
    if (found) {
      this.#items.value = found;
      this.#isBegun.value = true;
      this.#hasMore.value = false;
      this.#isOfEarlier.value = true;
    }
  }

  get items(): ReadonlySignal<readonly Item[]> {
    return this.#items;
  }
  /** Whether a first page has come: before that, an empty list says nothing. */
  get isBegun(): ReadonlySignal<boolean> {
    return this.#isBegun;
  }
  /** Whether what is shown was kept from an earlier visit: a first page, behind which there may be more. */
  get isOfEarlier(): ReadonlySignal<boolean> {
    return this.#isOfEarlier;
  }
  /** Whether there may be a next page. */
  get hasMore(): ReadonlySignal<boolean> {
    return this.#hasMore;
  }
  get loading(): ReadonlySignal<boolean> {
    return this.#loading;
  }
  /** How many items there are on all pages, where that is known. */
  get total(): ReadonlySignal<number | undefined> {
    return this.#total;
  }
  get problem(): ReadonlySignal<KerbsideError | undefined> {
    return this.#problem;
  }
  get stale(): ReadonlySignal<Schemas["Stale"] | undefined> {
    return this.#stale;
  }

  /** Whether a page could not be had, or the manufacturer did not confirm one. */
  get isLacking(): boolean {
    return this.#problem.peek() !== undefined || this.#stale.peek() !== undefined;
  }

  /** Whether no page was asked for within the last milliseconds. */
  isOlderThan(milliseconds: number): boolean {
    // As with an answer: the clock may have been set back.
    return Math.abs(Date.now() - this.#askedAt) >= milliseconds;
  }

  /**
   * Asks for what a screen lacks that shows it: all of it where little or nothing was read, or long ago. Gives
   * what ends that.
   */
  watch(): () => void {
    watched.add(this);
    this.#isLeft = false;
    // What was given up leaves nothing to go on with.
    if (this.#stop.signal.aborted || this.isOlderThan(OLD)) this.reload();
    else this.refresh();
    return () => {
      watched.delete(this);
      this.#isLeft = true;
      // A list of several pages is gone on in later, so its page that is on its way is not given up.
      if (this.#count < 2 || this.#reloading) this.stop();
    };
  }

  /**
   * Asks again for what could not be had, or else for all of a list of which one page was read: one that
   * somebody has gone on in stays as long as it is.
   */
  async refresh(): Promise<void> {
    if (this.#call) await this.#call;
    else if (this.#problem.peek() && this.#count > 0) await this.more();
    else if (this.#count < 2) await this.reload();
  }

  /** One page more. It never rejects: the next call asks again for one that could not be had. */
  more(): Promise<void> {
    this.#call ??= this.#next().finally(() => {
      this.#call = undefined;
    });
    return this.#call;
  }

  /** All pages, until one cannot be had or the screen is left. */
  async all(): Promise<void> {
    const { signal } = this.#stop;
    while (this.#hasMore.peek() && !signal.aborted && !this.#isLeft) {
      await this.more();
      if (this.#problem.peek()) return;
    }
  }

  /** Begins anew, once for all who ask: what is shown stays until the first page has come. */
  reload(): Promise<void> {
    if (this.#reloading && !this.#stop.signal.aborted) return this.#reloading;
    this.stop();
    this.#stop = new AbortController();
    this.#pages = undefined;
    const reloading = this.#begin(this.#stop.signal).finally(() => {
      if (this.#reloading === reloading) this.#reloading = undefined;
    });
    this.#reloading = reloading;
    return reloading;
  }

  /** Gives up what is being asked for. */
  stop() {
    this.#stop.abort();
  }

  // A page that was on its way is waited for.
  async #begin(signal: AbortSignal) {
    await this.#call;
    if (!signal.aborted) await this.more();
  }

  async #next() {
    const { signal } = this.#stop;
    const isFirst = this.#pages === undefined;
    this.#pages ??= this.#open(signal);
    this.#askedAt = Date.now();
    this.#loading.value = true;
    try {
      const { value: page } = await this.#pages.next();
      if (signal.aborted) return;
      batch(() => {
        const before = isFirst ? [] : this.#items.peek();
        this.#items.value = page ? [...before, ...page.items] : before;
        this.#hasMore.value = page?.next !== undefined;
        this.#isBegun.value = true;
        this.#problem.value = undefined;
        if (page?.total !== undefined) this.#total.value = page.total;
        this.#stale.value = page?.stale;
      });
      this.#isOfEarlier.value = false;
      this.#count = isFirst ? 1 : this.#count + 1;
      if (isFirst && this.#keptAs) kept.write(this.#keptAs, this.#items.peek());
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof KerbsideError)) throw error;
      // The first page is begun anew, and not gone on from.
      if (isFirst) this.#pages = undefined;
      if (this.#isOfEarlier.peek() && !isUnreachable(error)) this.#dropEarlier();
      this.#problem.value = error;
      if (isLoggedOut(error)) ended(this.slot, error);
    } finally {
      this.#loading.value = false;
    }
  }

  // What was kept may be shown without a network, and is not the answer of a service that refuses.
  #dropEarlier() {
    this.#isOfEarlier.value = false;
    this.#items.value = [];
    this.#isBegun.value = false;
    this.#hasMore.value = true;
  }
}
