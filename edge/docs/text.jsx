// Texts of the document: paragraphs, lists, and code between backticks. It has nothing else of
// Markdown.

// A text within a line.
export function Inline({ text }) {
  return text.split("`").map((part, index) => (index % 2 ? <code>{part}</code> : part));
}

// A text of several paragraphs.
export function Text({ text }) {
  if (!text) return null;
  return text.split("\n\n").map((block) => {
    const lines = block.split("\n");
    if (!lines.every((line) => line.startsWith("- "))) {
      return (
        <p>
          <Inline text={block} />
        </p>
      );
    }
    return (
      <ul>
        {lines.map((line) => (
          <li>
            <Inline text={line.slice(2)} />
          </li>
        ))}
      </ul>
    );
  });
}

// A value as JSON, folded away. It can be reached by the keyboard, as it may have to be scrolled.
export function Example({ value, label = "Example" }) {
  if (value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <details>
      <summary>{label}</summary>
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
    </details>
  );
}

// Where a heading leads to itself.
export function Anchor({ id, label }) {
  return (
    <a class="anchor" href={`#${id}`} aria-label={`Link to ${label}`}>
      #
    </a>
  );
}
