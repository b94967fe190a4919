import { UnreadableError } from "./errors.js";

/** A page of a list. */
export interface PageOf<Item> {
  items: readonly Item[];
  /** Asks for the next page. There is none after the last. */
  next?: string;
}

/** What a list has in its pages. */
export type ItemOf<Page extends PageOf<unknown>> = Page["items"][number];

/**
 * The pages of a list, one after the other. One that could not be had is asked for again by the next
 * `next()`.
 */
export interface Pages<Page> {
  next(): Promise<IteratorResult<Page, undefined>>;
  [Symbol.asyncIterator](): Pages<Page>;
}

/**
 * A list that the service gives in pages. Nothing is asked before it is read, and each page is asked
 * for when the one before is used up.
 *
 * Read by items, what a page says of itself is not seen: `pages()` has `total`, and `stale` where the
 * manufacturer could not be asked. With `accounts: "all"` it is one page, with the first cars of each
 * account; `pages()` has the `accounts` with what follows, or what went wrong.
 */
export class List<Page extends PageOf<unknown>> implements AsyncIterable<ItemOf<Page>> {
  readonly #ask: (cursor?: string) => Promise<unknown>;
  readonly #signal: AbortSignal | undefined;

  /** @internal */
  constructor(ask: (cursor?: string) => Promise<unknown>, signal?: AbortSignal) {
    this.#ask = ask;
    this.#signal = signal;
  }

  /** The pages as they are answered. */
  pages(): Pages<Page> {
    const asked = new Set<string>();
    let cursor: string | undefined;
    let isOver = false;
    let before: Promise<unknown> = Promise.resolve();
    const next = async (): Promise<IteratorResult<Page, undefined>> => {
      if (isOver) return { done: true, value: undefined };
      const page = (await this.#ask(cursor)) as Page;
      if (!Array.isArray(page.items)) throw new UnreadableError("the answer is not a page", 200);
      const { next } = page;
      // It would go on for ever.
      if (next !== undefined && asked.has(next)) {
        throw new UnreadableError("the next page is one before", 200);
      }
      if (next === undefined) isOver = true;
      else asked.add(next);
      cursor = next;
      return { done: false, value: page };
    };
    return {
      // Each begins when the one before is over: which page it is follows from that.
      next: () => {
        const page = before.then(next);
        before = page.catch(() => {});
        return page;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ItemOf<Page>, void, undefined> {
    for await (const page of this.pages()) {
      for (const item of page.items as Iterable<ItemOf<Page>>) {
        this.#signal?.throwIfAborted();
        yield item;
      }
    }
  }
}
