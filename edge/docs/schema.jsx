// Schemas: what a value is, in few words, and the members of an object.

import { referred } from "./document.js";
import { Anchor, Text } from "./text.jsx";

// From so many to so many, of which one end may be open.
function span(least, most, of = "") {
  if (least === undefined && most === undefined) return null;
  if (least === most) return `${most}${most === 1 ? of.replace(/s$/, "") : of}`;
  if (most === undefined) return `${least} or more${of}`;
  return least === undefined ? `up to ${most}${of}` : `${least} to ${most}${of}`;
}

// The bounds of a value, in words.
function boundsOf(schema) {
  const bounds = [
    span(schema.minimum, schema.maximum),
    span(schema.minLength, schema.maxLength, " characters"),
    span(schema.minItems, schema.maxItems, " items"),
  ];
  return bounds.filter(Boolean);
}

function Words({ words }) {
  return words.map((word, index) => [index ? ", " : null, <code>{String(word)}</code>]);
}

// What a value is.
export function Type({ schema }) {
  if (schema["x-words"]) return <Type schema={schema["x-words"]} />;
  if (schema.$ref) return <a href={`#${referred(schema)}`}>{referred(schema)}</a>;
  if (schema.const !== undefined) return <Words words={[schema.const]} />;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) {
    const isOpen = alternatives.length === 2 && alternatives[0].enum && !alternatives[1].enum;
    if (isOpen) {
      return (
        <>
          text, known: <Words words={alternatives[0].enum} />
        </>
      );
    }
    return alternatives.map((one, index) => [index ? " or " : null, <Type schema={one} />]);
  }
  if (schema.allOf) {
    return schema.allOf.map((one, index) => [index ? " with " : null, <Type schema={one} />]);
  }
  if (schema.enum) {
    return (
      <>
        one of <Words words={schema.enum} />
      </>
    );
  }
  if (schema.type === "array") {
    return (
      <>
        list of <Type schema={schema.items} />
      </>
    );
  }
  if (schema.additionalProperties?.$ref) {
    return (
      <>
        by name: <Type schema={schema.additionalProperties} />
      </>
    );
  }
  if (schema.type === "object" && schema.properties) {
    return <Words words={[`{ ${Object.keys(schema.properties).join(", ")} }`]} />;
  }
  return { "date-time": "time", date: "day" }[schema.format] ?? schema.type ?? "anything";
}

// The bounds of a value, and its unit.
export function Facts({ schema }) {
  return (
    <>
      {schema["x-unit"] && (
        <span class="unit" title="The unit, in UCUM">
          {schema["x-unit"]}
        </span>
      )}{" "}
      {boundsOf(schema).map((bound) => (
        <span class="bound">{bound}</span>
      ))}
      {schema.pattern && (
        <span class="bound">
          as <code>{schema.pattern}</code>
        </span>
      )}
    </>
  );
}

// What a value is one of.
const alternativesOf = (schema) => schema.anyOf ?? schema.oneOf ?? [];

// Whether a value has members of its own, and no name by which they are shown elsewhere.
const hasMembers = (schema) =>
  Boolean(schema.properties) || (schema.allOf ?? []).some((part) => part.properties);

// One named value: a member, a parameter, a field of a form. `required` is the word for that.
export function Named({ id, name, schema, description, required, where }) {
  const text = description ?? schema.description;
  return (
    <li id={id}>
      <p class="what">
        {id ? (
          <a class="name" href={`#${id}`}>
            <code>{name}</code>
          </a>
        ) : (
          <code class="name">{name}</code>
        )}{" "}
        {where && <span class="bound">{where}</span>} <Type schema={schema} />{" "}
        <Facts schema={schema} /> {schema.items && <Facts schema={schema.items} />}{" "}
        {required && <strong class="required">{required}</strong>}
      </p>
      <Text text={text} />
      {schema.items && <Text text={schema.items.description} />}
      <Inside owner={id} schema={schema.items ?? schema} />
    </li>
  );
}

// The members of an object, and of what it is made of. Those in `shown` have their anchors before.
export function Members({ owner, schema, shown = [], required = "always" }) {
  const parts = [schema, ...(schema.allOf ?? [])].filter((part) => part.properties);
  return parts.map((part) => (
    <ul class="members">
      {Object.entries(part.properties).map(([name, member]) => (
        <Named
          id={owner && !shown.includes(name) && `${owner}.${name}`}
          name={name}
          schema={member}
          required={part.required?.includes(name) && required}
        />
      ))}
    </ul>
  ));
}

// What is inside a value: its members, or what it is one of, where there is more to say of that than
// `Type` does.
export function Inside({ owner, schema }) {
  const alternatives = alternativesOf(schema);
  if (!alternatives.some((one) => one.description || hasMembers(one))) {
    return <Members owner={owner} schema={schema} />;
  }
  const names = alternatives.map((one) => Object.keys(one.properties ?? {}));
  return (
    <ul class="members">
      {alternatives.map((one, index) => (
        <li>
          <p class="what">
            <Type schema={one} />
          </p>
          <Text text={one.description} />
          <Members owner={owner} schema={one} shown={names.slice(0, index).flat()} />
        </li>
      ))}
    </ul>
  );
}

// A model.
export function Model({ name, schema }) {
  const bases = (schema.allOf ?? []).filter((part) => part.$ref);
  return (
    <article id={name} class="entry">
      <h3>
        <code>{name}</code> <Anchor id={name} label={name} />
      </h3>
      <Text text={schema.description} />
      {!hasMembers(schema) && (
        <p class="what">
          <Type schema={schema} /> <Facts schema={schema} />
        </p>
      )}
      {bases.length > 0 && (
        <p>
          All of <Type schema={{ allOf: bases }} />, and:
        </p>
      )}
      <Inside owner={name} schema={schema} />
    </article>
  );
}
