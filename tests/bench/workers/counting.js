// Put before a copy of the edge's glue, whose `new WebAssembly.Instance(` becomes `counted(`: every
// function that wasm and JavaScript call of each other is counted. A closure is made where an import
// of wasm-bindgen's own returns a function.

const COUNTS = { closures: 0, exports: 0, imports: 0, memory: 0, requests: 0 };
const BY_NAME = {};
const REQUESTS_A_LINE = 50;

// biome-ignore lint/correctness/noUnusedVariables: what this is put before calls it.
function counted(module, imports) {
  const count = (kind, name, call) =>
    function (...values) {
      COUNTS[kind] += 1;
      BY_NAME[name] = (BY_NAME[name] ?? 0) + 1;
      const result = call.apply(this, values);
      if (typeof result === "function" && name.startsWith("__wbindgen_")) COUNTS.closures += 1;
      return result;
    };
  const counting = {};
  for (const [space, members] of Object.entries(imports)) {
    const of = (name, it) => (typeof it === "function" ? count("imports", name, it) : it);
    const all = Object.entries(members).map(([name, it]) => [name, of(name, it)]);
    counting[space] = Object.fromEntries(all);
  }
  const instance = new WebAssembly.Instance(module, counting);
  const exports = {};
  for (const [name, it] of Object.entries(instance.exports)) {
    exports[name] = typeof it === "function" ? count("exports", name, it) : it;
  }
  const { fetch } = exports;
  exports.fetch = (...values) => {
    if (COUNTS.requests % REQUESTS_A_LINE === 0) {
      COUNTS.memory = instance.exports.memory.buffer.byteLength;
      console.log(JSON.stringify({ event: "crossings", ...COUNTS, names: BY_NAME }));
    }
    COUNTS.requests += 1;
    return fetch(...values);
  };
  return { exports };
}
