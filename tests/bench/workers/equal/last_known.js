// The last known state of a car: the document as it was answered, and the time of each of its
// groups. A new answer is merged with it, group by group, so that nothing runs backwards.

const MAX_CLOCK_AHEAD = 600;
const CONFIRMATION_INTERVAL = 600;
const MAX_KEYED_ITEMS = 64;

/** Most bytes of one state. */
export const MAX_BYTES = 64 * 1024;

/**
 * The state of a name as it was answered when asked at a Unix second, with the digest of the answer
 * that its document was made of.
 */
export function newState(name, document, at, digest) {
  const latest = `${new Date((at + MAX_CLOCK_AHEAD) * 1000).toISOString().slice(0, -5)}Z`;
  const times = {};
  note(document, "", latest, times);
  return { at, digest, document, name, times };
}

/** The digest of an answer of the manufacturer's. */
export function digestOf(answer) {
  let [one, other] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < answer.length; at += 1) {
    const code = answer.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  return `${one >>> 0}.${other >>> 0}`;
}

/**
 * The document in the line of the known state, as it is written, where that was made of an answer of
 * this digest and confirmed less than ten minutes ago. Then no more is read of the line.
 */
export function repeated(line, digest, at) {
  const head = /^\{"at":(\d+),"digest":"([\d.]+)","document":/.exec(line ?? "");
  const age = at - head?.[1];
  if (!(age >= 0 && age < CONFIRMATION_INTERVAL) || head[2] !== digest) return undefined;
  const times = line.lastIndexOf(',"times":{');
  return line.slice(head[0].length, line.lastIndexOf(',"name":"', times));
}

/** The state that is known once `state` has arrived at what was known before. */
export function after(state, before) {
  if ((state.hiddenAt ?? 0) > 0 || (before.hiddenAt ?? 0) > 0) {
    throw new Error("no status of the benchmark hides positions");
  }
  const isForgotten = before.document === null;
  if (isForgotten && state.at < before.at) return before;
  const times = { ...before.times };
  for (const place in state.times) {
    if (times[place] === undefined || times[place] < state.times[place]) {
      times[place] = state.times[place];
    }
  }
  if (state.document === null) return { ...state, at: Math.max(state.at, before.at), times };
  const merge = new Merge(before, state);
  const document = merge.whole(isForgotten ? {} : before.document, state.document);
  const at = Math.max(merge.isInOrder ? state.at : 0, before.at);
  const made = [state, before].find((it) => it.digest && isEqual(it.document, document));
  return { at, digest: made?.digest, document, name: state.name, times };
}

/** Whether a state, which came of `before`, is to be stored in its place. */
export function isNewsAfter(state, before) {
  return (
    state.at >= before.at + CONFIRMATION_INTERVAL ||
    !isEqual(state.document, before.document) ||
    !isEqual(state.times, before.times)
  );
}

function isEqual(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let members = 0;
  for (const name in one) {
    if (one[name] === undefined) continue;
    if (!isEqual(one[name], other[name])) return false;
    members += 1;
  }
  for (const name in other) if (other[name] !== undefined) members -= 1;
  return members === 0;
}

/** Notes the times of a value at a place. */
function note(value, place, latest, times) {
  if (Array.isArray(value)) {
    for (const [key, item] of keyed(value)) note(item, `${place}/${key}`, latest, times);
  } else if (typeof value === "object" && value !== null) {
    for (const name in value) {
      const inside = value[name];
      if (inside === undefined) continue;
      const prefix = prefixOf(name);
      if (prefix !== undefined && typeof inside === "string" && inside <= latest) {
        times[part(place, prefix)] = inside;
      } else if (typeof inside === "object") {
        note(inside, `${place}/${name}`, latest, times);
      }
    }
  }
}

/** The prefix of the members whose time this member is. */
function prefixOf(name) {
  if (name === "observedAt") return "";
  return name.endsWith("ObservedAt") ? name.slice(0, -"ObservedAt".length) : undefined;
}

const part = (place, prefix) => (prefix === "" ? place : `${place}#${prefix}`);

/** The items of a list by their `type`. */
function keyed(items) {
  const all = new Map();
  if (items.length > MAX_KEYED_ITEMS) return all;
  for (const item of items) {
    let key = typeof item?.type === "string" ? item.type : "";
    while (all.has(key)) key += "+";
    all.set(key, item);
  }
  return all;
}

/** Whether a group is in a value, or the value is one. */
function isTimed(value) {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.length <= MAX_KEYED_ITEMS && value.some(isTimed);
  for (const name in value) {
    if (value[name] === undefined) continue;
    if (prefixOf(name) !== undefined || isTimed(value[name])) return true;
  }
  return false;
}

const isUnavailable = (value) => value?.unavailable !== undefined;
const isKeptBack = (value) => value?.unavailable === "privacy" || value?.unavailable === "scope";
const hidesPosition = (document) =>
  document.privacy?.state === "Geolocation" || document.privacy?.state === "Full";

class Merge {
  constructor(kept, state) {
    let [isAhead, isBehind, isPartBehind] = [false, false, false];
    for (const place in state.times) {
      const [at, known] = [state.times[place], kept.times[place]];
      if (known === undefined) continue;
      isAhead ||= at > known;
      isBehind ||= at < known;
      isPartBehind ||= at < known && place !== "";
    }
    const isLater = state.at >= kept.at;
    this.kept = kept.times;
    this.times = state.times;
    this.isInOrder = isAhead || (!isBehind && isLater);
    this.keepsMissing = !isAhead && (isPartBehind || !isLater);
  }

  /** The merged document. */
  whole(kept, document) {
    if (document.privacy?.state === "Full") this.keepsMissing = false;
    const merged = isEqual(kept, document)
      ? { ...document }
      : (this.value(kept, document, "", this.isInOrder) ?? null);
    const isSeen = merged?.position?.latitude !== undefined;
    const isAllowed = hidesPosition(document) && document.position?.latitude !== undefined;
    if (isSeen && hidesPosition(merged) && !isAllowed) merged.position = { unavailable: "privacy" };
    return merged;
  }

  /** Whether the new state has a group's values. */
  isNew(place) {
    const [at, known] = [this.times[place], this.kept[place]];
    return at !== undefined && known !== undefined && at !== known ? at > known : this.isInOrder;
  }

  value(kept, value, place, isNew) {
    if (!isTimed(kept) && !isTimed(value)) return isNew ? value : kept;
    if (value === undefined) return this.keepsMissing ? kept : undefined;
    if (isKeptBack(value) || (isUnavailable(value) && !this.keepsMissing)) return value;
    const isList = Array.isArray(value);
    if (isList && Array.isArray(kept)) return this.list(kept, value, place, isNew);
    const isMap = typeof value === "object" && value !== null && !isList;
    const isKeptMap = typeof kept === "object" && kept !== null && !Array.isArray(kept);
    if (isMap && isKeptMap && !isUnavailable(kept) && !isUnavailable(value)) {
      return this.object(kept, value, place);
    }
    if (!this.isInOrder) return kept;
    if (isMap) return this.isNew(place) ? this.object({}, value, place) : kept;
    return isList ? this.list([], value, place, isNew) : value;
  }

  object(kept, members, place) {
    const isNew = this.isNew(place);
    const [groups, known] = [groupsOf(members), groupsOf(kept)];
    const merged = {};
    let isSorted = true;
    const take = (name) => {
      const [value, before] = [members[name], kept[name]];
      const group = groupOf(place, name, groups) ?? groupOf(place, name, known);
      const isItNew = group === undefined ? isNew : this.isNew(group);
      // Most members are no objects, and those have no place of their own.
      const isPlain = typeof value !== "object" && typeof before !== "object";
      const plain = isItNew ? value : before;
      const taken = isPlain ? plain : this.value(before, value, `${place}/${name}`, isItNew);
      const shown = taken ?? nothingOf(name);
      if (shown !== undefined) merged[name] = shown;
    };
    for (const name in members) if (members[name] !== undefined) take(name);
    for (const name in kept) {
      if (members[name] !== undefined || kept[name] === undefined) continue;
      take(name);
      isSorted = false;
    }
    return isSorted ? merged : sorted(merged);
  }

  list(kept, items, place, isNew) {
    const [known, list] = [keyed(kept), keyed(items)];
    const merged = [];
    const add = (value) => value !== undefined && merged.push(value);
    for (const [key, item] of list) add(this.value(known.get(key), item, `${place}/${key}`, isNew));
    for (const [key, item] of known) {
      if (!list.has(key)) add(this.value(item, undefined, `${place}/${key}`, isNew));
    }
    return merged;
  }
}

const NO_GROUPS = [];

/** The beginnings of names by which members of an object belong to a group; most have none. */
function groupsOf(object) {
  let groups = NO_GROUPS;
  for (const name in object) {
    if (!name.endsWith("ObservedAt") || object[name] === undefined) continue;
    if (groups === NO_GROUPS) groups = [];
    groups.push(name.slice(0, -"ObservedAt".length));
  }
  return groups;
}

/** The place of the group that a member belongs to by the beginning of its name. */
function groupOf(place, name, groups) {
  for (const prefix of groups) if (name.startsWith(prefix)) return part(place, prefix);
  return undefined;
}

function nothingOf(name) {
  if (name === "energies") return [];
  return name === "odometer" || name === "position" ? { unavailable: "not-sent" } : undefined;
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(byName));
const byName = ([one], [other]) => (one < other ? -1 : one > other ? 1 : 0);
