import { UnreadableError } from "./errors.js";

/** A page of a list. */
export interface PageOf<Item> {
	items: readonly Item[];
	/** Asks for the next page. There is none after the last. */
	next?: string;
}

/**
 * A list that the service gives in pages. Nothing is asked before it is read, and each page is asked
 * for when the one before is used up.
 *
 * Read by items, what a page says of itself is not seen: `pages()` has `total`, and `stale` where the
 * manufacturer could not be asked.
 */
export class List<Page extends PageOf<unknown>> implements AsyncIterable<Page["items"][number]> {
	readonly #load: (cursor?: string) => Promise<Page>;

	/** @internal */
	constructor(load: (cursor?: string) => Promise<Page>) {
		this.#load = load;
	}

	/** The pages as they are answered. */
	async *pages(): AsyncGenerator<Page, void, undefined> {
		let cursor: string | undefined;
		do {
			const page: Page = await this.#load(cursor);
			yield page;
			// It would go on for ever.
			if (page.next !== undefined && page.next === cursor) {
				throw new UnreadableError("the next page is this page", 200);
			}
			cursor = page.next;
		} while (cursor !== undefined);
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Page["items"][number], void, undefined> {
		for await (const page of this.pages()) yield* page.items as Iterable<Page["items"][number]>;
	}
}
