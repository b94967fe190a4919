// Puts the order of the layers before every style sheet: whichever is loaded first has it.

const ORDER = "@layer reset, tokens, base, parts, screens;\n";

export function layers() {
  return {
    name: "layers",
    enforce: "pre",
    transform(code, id) {
      return /\.css(?:$|\?)/.test(id) ? { code: ORDER + code, map: null } : undefined;
    },
  };
}
