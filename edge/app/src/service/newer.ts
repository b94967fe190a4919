// A newer reading never gives way to an older one. Of two documents, each part that says when the
// car reported it is taken from the one where that was later; a part without a time of its own goes
// with what it stands in.

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Milliseconds by which a car's clock may be ahead of this device's. Later times order nothing. */
const AHEAD = 600_000;

/**
 * Milliseconds for which a held time orders. It may be of a member that the manufacturer does not send any
 * more, and the part would stand still for good; what is older is put in order by the edge alone.
 */
const HELD = 7 * 86_400_000;

const timeOf = (value: Plain) => {
  const time = typeof value.observedAt === "string" ? Date.parse(value.observedAt) : Number.NaN;
  // A time that cannot be read is no number, and so none that is early enough.
  return time <= Date.now() + AHEAD ? time : undefined;
};

/** What is known after `next` came, where `old` was known. */
export function newer<T>(old: T | undefined, next: T): T {
  return old === undefined ? next : (merge(old, next, false) as T);
}

// What the driver keeps back is hidden in whatever order the documents come.
const isKeptBack = (value: unknown) =>
  isPlain(value) && (value.unavailable === "privacy" || value.unavailable === "scope");

function merge(old: unknown, next: unknown, keepsOld: boolean): unknown {
  if (isKeptBack(next)) return next;
  if (isPlain(old) && isPlain(next)) return mergePlain(old, next, keepsOld);
  if (isTyped(old) && isTyped(next)) return mergeTyped(old, next, keepsOld);
  return keepsOld ? old : next;
}

function mergePlain(old: Plain, next: Plain, inherited: boolean): Plain {
  const [before, after] = [timeOf(old), timeOf(next)];
  const isComparable = before !== undefined && after !== undefined;
  const orders = isComparable && (after >= before || before > Date.now() - HELD);
  const keepsOld = orders ? before > after : inherited;
  const [base, other] = keepsOld ? [old, next] : [next, old];
  const merged: Plain = {};
  for (const [name, value] of Object.entries(base)) {
    const isInBoth = Object.hasOwn(other, name);
    merged[name] = isInBoth ? merge(old[name], next[name], keepsOld) : value;
  }
  return merged;
}

// The energies of a status: each type at most once, in no certain order. What has an id is a record,
// and another one of the same type is another record.
const isTyped = (value: unknown): value is Plain[] =>
  Array.isArray(value) &&
  value.every((item) => isPlain(item) && typeof item.type === "string" && !("id" in item)) &&
  new Set(value.map(({ type }) => type)).size === value.length;

function mergeTyped(old: Plain[], next: Plain[], keepsOld: boolean): Plain[] {
  const [base, other] = keepsOld ? [old, next] : [next, old];
  return base.map((item) => {
    const found = other.find(({ type }) => type === item.type);
    if (!found) return item;
    return keepsOld ? mergePlain(item, found, true) : mergePlain(found, item, false);
  });
}
