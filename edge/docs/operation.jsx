// One operation: how to ask, and what is answered.

import { codesOf, resolved } from "./document.js";
import { Facts, Members, Named, Type } from "./schema.jsx";
import { Anchor, Example, Inline, Text } from "./text.jsx";

// Whether a status is one, and no range of them.
const isNumber = (status) => /^\d+$/.test(status);

function Callers({ security }) {
  if (!security || security.length === 0) return <p class="quiet">Anyone may ask.</p>;
  const ways = security.map((way) => Object.keys(way));
  return (
    <p class="quiet">
      Asked with{" "}
      {ways.map((names, index) => [
        index ? ", or " : null,
        names.length === 0
          ? "nothing"
          : names.map((name, at) => [
              at ? " and " : null,
              <a href={`#security-${name}`}>{name}</a>,
            ]),
      ])}
      .
    </p>
  );
}

// The same operation in its other forms, each with the name that the document has for it.
function Others({ others }) {
  if (others.length === 0) return null;
  return (
    <details class="others">
      <summary>The same, of one of several accounts, or without the body</summary>
      <ul>
        {others.map(({ method, path, operationId }) => (
          <li id={operationId}>
            <code>
              {method} <Path path={path} />
            </code>{" "}
            <span class="quiet">{operationId}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

// A path, which may be broken between its segments.
function Path({ path }) {
  return path.split("/").map((segment, index) => (index ? [<wbr />, `/${segment}`] : segment));
}

function Parameters({ id, parameters }) {
  const shown = parameters.filter(({ name, in: place }) => !(place === "path" && name === "slot"));
  if (shown.length === 0) return null;
  return (
    <>
      <h4>Parameters</h4>
      <ul class="members">
        {shown.map((one) => (
          <Named
            id={`${id}.${one.name}`}
            name={one.name}
            schema={one.schema}
            description={one.description}
            required={one.required && one.in !== "path" && "required"}
            where={{ path: "in the path", header: "a header" }[one.in]}
          />
        ))}
      </ul>
    </>
  );
}

function Body({ document, id, body }) {
  if (!body) return null;
  return (
    <>
      <h4>Body</h4>
      <Text text={body.description} />
      {Object.entries(body.content).map(([type, { schema, example, examples = {} }]) => (
        <>
          <p class="quiet">
            <code>{type}</code> {schema.properties ? null : <Type schema={schema} />}{" "}
            <Facts schema={schema} />
          </p>
          <Text text={schema.description} />
          <Members owner={`${id}.body`} schema={resolved(document, schema)} required="required" />
          <Example value={example} />
          {Object.values(examples).map(({ value }) => (
            <Example value={value} />
          ))}
        </>
      ))}
    </>
  );
}

function Answer({ document, status, answer }) {
  const codes = codesOf(answer);
  return (
    <li>
      <p class="what">
        <code class="status">{status}</code>{" "}
        {codes.length > 0
          ? codes.map((code, index) => [
              index ? ", " : null,
              <a href={`#problem-${code}`}>
                <code>{code}</code>
              </a>,
            ])
          : Object.entries(answer.content ?? {}).map(([type, { schema }], index) => [
              index ? "; " : null,
              schema?.$ref ? <Type schema={schema} /> : null,
              " ",
              <span class="quiet">{type}</span>,
            ])}
      </p>
      {codes.length === 0 && <Text text={answer.description} />}
      {codes.length === 0 &&
        Object.entries(answer.headers ?? {})
          .filter(([name]) => name !== "X-Request-Id")
          .map(([name, header]) => (
            <p>
              <code>{name}</code>: <Inline text={resolved(document, header).description ?? ""} />{" "}
              <Facts schema={resolved(document, header).schema ?? {}} />
            </p>
          ))}
      {codes.length === 0 &&
        Object.values(answer.content ?? {}).map(({ example, examples = {} }) => (
          <Example value={example ?? Object.values(examples)[0]?.value} />
        ))}
    </li>
  );
}

// An operation.
export function Operation({ document, operation }) {
  const { operationId: id, method, path } = operation;
  const answers = Object.entries(operation.responses).filter(([status]) => isNumber(status));
  return (
    <article id={id} class="entry">
      <h3>
        {operation.summary} <Anchor id={id} label={operation.summary} />
      </h3>
      <p class="address">
        <code>
          <b>{method}</b> <Path path={path} />
        </code>
      </p>
      <Text text={operation.description} />
      <Callers security={operation.security} />
      <Parameters id={id} parameters={operation.parameters} />
      <Body document={document} id={id} body={operation.requestBody} />
      <h4>Answers</h4>
      <ul class="answers">
        {answers.map(([status, answer]) => (
          <Answer document={document} status={status} answer={resolved(document, answer)} />
        ))}
      </ul>
      <Others others={operation.others} />
    </article>
  );
}
