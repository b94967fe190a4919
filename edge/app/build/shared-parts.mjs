// What several screens share comes in two files, since many small ones compress worse: what the page
// loads at once, and the rest.

/** A group of Rolldown's `codeSplitting`; `entry` is the module that the page begins with. */
export function sharedParts(entry) {
  let first;
  return {
    minShareCount: 2,
    name(id, modules) {
      first ??= loadedAtOnce(entry, modules);
      if (first.has(id)) return "first";
      return id.includes("/src/") ? "shared" : null;
    },
  };
}

// All that can be reached from a module by imports that are not lazy.
function loadedAtOnce(entry, modules) {
  const found = new Set();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
