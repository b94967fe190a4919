// The document, in the order in which people read it: operations by their tags, each path once.

const METHODS = ["get", "head", "post", "put", "patch", "delete"];
const ACCOUNTS = "/api/v1/accounts/{slot}/";
const PLAIN = "/api/v1/";

// What a reference of the document stands for; anything else is itself.
export function resolved(document, value) {
  if (!value?.$ref) return value;
  const parts = value.$ref.split("/").slice(1);
  const found = parts.reduce((at, part) => at?.[part], document);
  if (!found) throw new Error(`${value.$ref} leads nowhere`);
  return found;
}

// The name that a reference ends with.
export const referred = (schema) => schema.$ref.split("/").at(-1);

// The groups of operations. Those that differ by the account's slot, or by the body that HEAD
// leaves out, are one: `others` names them.
export function groups(document) {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      ...item[method],
      method: method.toUpperCase(),
      path,
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(
        (parameter) => resolved(document, parameter),
      ),
    })),
  );
  const at = new Map(operations.map((one) => [`${one.method} ${one.path}`, one]));
  const shown = [];
  for (const one of operations) {
    const first = firstOf(one, at);
    if (first === one) {
      one.others ??= [];
      shown.push(one);
    } else {
      first.others ??= [];
      first.others.push(one);
    }
  }
  return document.tags.map((tag) => ({
    ...tag,
    operations: shown.filter((one) => one.tags.includes(tag.name)),
  }));
}

// The operation in whose place another is shown.
function firstOf(one, at) {
  const path = one.path.startsWith(ACCOUNTS) ? PLAIN + one.path.slice(ACCOUNTS.length) : one.path;
  const method = one.method === "HEAD" ? "GET" : one.method;
  return at.get(`${method} ${path}`) ?? at.get(`${one.method} ${path}`) ?? one;
}

// The problems, by their codes, each with an example where the document has one.
export function problems(document) {
  const codes = document.components.schemas.ProblemCode.anyOf[0].enum;
  return codes.map((code) => {
    const example = document.components.examples[code];
    return { code, title: example?.summary, value: example?.value };
  });
}

// The codes of problems that an answer may have.
export function codesOf(answer) {
  const codes = Object.values(answer.content ?? {}).flatMap(({ schema }) =>
    [schema, ...(schema.allOf ?? [])].flatMap((part) => part.properties?.code?.enum ?? []),
  );
  return [...new Set(codes)];
}
