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
 * A list that the service gives in pages. Nothing is asked before it is read, and each page is asked
 * for when the one before is used up.
 *
 * Read by items, what a page says of itself is not seen: `pages()` has `total`, and `stale` where the
 * manufacturer could not be asked.
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
	async *pages(): AsyncGenerator<Page, void, undefined> {
		const asked = new Set<string>();
		let cursor: string | undefined;
		do {
			const page = (await this.#ask(cursor)) as Page;
			if (!Array.isArray(page.items)) throw new UnreadableError("the answer is not a page", 200);
			yield page;
			cursor = page.next;
			if (cursor === undefined) return;
			// It would go on for ever.
			if (asked.has(cursor)) throw new UnreadableError("the next page is one before", 200);
			asked.add(cursor);
		} while (true);
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
