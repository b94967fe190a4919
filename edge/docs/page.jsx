// The whole page.

import { groups, problems } from "./document.js";
import { Operation } from "./operation.jsx";
import { Model } from "./schema.jsx";
import { Anchor, Example, Inline, Text } from "./text.jsx";

// A name in an address.
const slug = (name) => name.toLowerCase().replaceAll(" ", "-");

function Contents({ parts, models, codes }) {
  return (
    <nav aria-label="Contents">
      <details class="contents" open>
        <summary>Contents</summary>
        <ul>
          {parts.map(({ name, operations }) => (
            <li>
              <a href={`#tag-${slug(name)}`}>{name}</a>
              <ul>
                {operations.map(({ operationId, summary }) => (
                  <li>
                    <a href={`#${operationId}`}>{summary}</a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
          <li>
            <a href="#models">Models</a>
            <details>
              <summary>{models.length} models</summary>
              <ul>
                {models.map((name) => (
                  <li>
                    <a href={`#${name}`}>{name}</a>
                  </li>
                ))}
              </ul>
            </details>
          </li>
          <li>
            <a href="#problems">Problems</a>
            <details>
              <summary>{codes.length} problems</summary>
              <ul>
                {codes.map(({ code }) => (
                  <li>
                    <a href={`#problem-${code}`}>{code}</a>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        </ul>
      </details>
    </nav>
  );
}

// It is there for those who have scripts only.
function Search() {
  return (
    <form role="search" id="search" hidden>
      <label for="words">Search</label>
      <input id="words" type="search" name="q" autocomplete="off" placeholder="trip, kWh, 404 …" />
      <p id="found" role="status" class="quiet"></p>
    </form>
  );
}

function Security({ schemes }) {
  return (
    <section aria-labelledby="security">
      <h2 id="security">
        Who asks <Anchor id="security" label="Who asks" />
      </h2>
      {Object.entries(schemes).map(([name, scheme]) => (
        <article id={`security-${name}`} class="entry">
          <h3>
            <code>{name}</code> <Anchor id={`security-${name}`} label={name} />
          </h3>
          <p class="what">
            {scheme.type === "http" ? (
              <code>Authorization: Bearer …</code>
            ) : (
              <>
                {scheme.in} <code>{scheme.name}</code>
              </>
            )}
          </p>
          <Text text={scheme.description} />
        </article>
      ))}
    </section>
  );
}

function Problems({ list }) {
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">
        Problems <Anchor id="problems" label="Problems" />
      </h2>
      <p>
        An error is a <a href="#Problem">Problem</a>. Each code has a page that says what to do
        about it.
      </p>
      {list.map(({ code, title, value }) => (
        <article id={`problem-${code}`} class="entry">
          <h3>
            <code>{code}</code> <Anchor id={`problem-${code}`} label={code} />
          </h3>
          <p class="what">
            {value?.status && <code class="status">{value.status}</code>} {title}{" "}
            <a href={`/problems/${code}`} aria-label={`What to do about ${code}`}>
              What to do
            </a>
          </p>
          <Example value={value} />
        </article>
      ))}
    </section>
  );
}

// The page of a document.
export function Page({ document }) {
  const parts = groups(document);
  const models = Object.entries(document.components.schemas);
  const codes = problems(document);
  const { title, version, description } = document.info;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{`The API · ${title}`}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/docs/style.css" />
        <script type="module" src="/docs/search.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">
          To the text
        </a>
        <header>
          <p class="title">
            <a href="/docs/">{title} API</a> <span class="quiet">{version}</span>
          </p>
          <Search />
          <Contents parts={parts} models={models.map(([name]) => name)} codes={codes} />
        </header>
        <main id="main" tabIndex={-1}>
          <section aria-labelledby="top">
            <h1 id="top">The API</h1>
            <Text text={description} />
            <p>
              All of this is made of <a href="/openapi.json">the OpenAPI document</a>, which tools
              read.
            </p>
          </section>
          <Security schemes={document.components.securitySchemes} />
          {parts.map(({ name, description: about, operations }) => (
            <section aria-labelledby={`tag-${slug(name)}`}>
              <h2 id={`tag-${slug(name)}`}>
                {name} <Anchor id={`tag-${slug(name)}`} label={name} />
              </h2>
              <p>
                <Inline text={about} />
              </p>
              {operations.map((operation) => (
                <Operation document={document} operation={operation} />
              ))}
            </section>
          ))}
          <section aria-labelledby="models">
            <h2 id="models">
              Models <Anchor id="models" label="Models" />
            </h2>
            <p>
              What is not <strong class="required">always</strong> there may be absent, and is never
              null. Expect members and words that are not listed.
            </p>
            {models.map(([name, schema]) => (
              <Model name={name} schema={schema} />
            ))}
          </section>
          <Problems list={codes} />
        </main>
      </body>
    </html>
  );
}
