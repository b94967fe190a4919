// A browser of another engine than Chromium's, driven by what its makers give for that.

export interface Engine {
  /** Opens an address, and waits until it has loaded. */
  open(url: string): Promise<void>;
  /** Runs a function in the page, with a text to work on; what it gives is JSON. */
  run<T>(what: (text: string) => T | Promise<T>, text?: string): Promise<T>;
  /** Clicks the first element of a selector where it is seen, as a person does. */
  click(selector: string): Promise<void>;
  /** Writes into the field of a selector, by its keys. */
  type(selector: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export const PHONE_WINDOW = { width: 412, height: 915 } as const;
