import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "../parts/button";
import { Note } from "../parts/note";
import { Page } from "./page";

const failure = signal<Error | undefined>(undefined);

/** In the place of a screen whose files could not be loaded, or that has failed. */
export function LoadFailure({ children }: { children: ComponentChildren }) {
  if (!failure.value) return <>{children}</>;
  const { problem, reload } = t.value.common;
  return (
    <Page>
      <Note
        tone="danger"
        role="alert"
        title={problem.title}
        actions={
          <Button icon="refresh" onClick={() => location.reload()}>
            {reload}
          </Button>
        }
      >
        <p>{problem.chunk}</p>
      </Note>
    </Page>
  );
}

LoadFailure.note = (error: Error) => {
  failure.value = error;
  // It is a mistake of the app's unless the network is away: whoever looks for it needs the trace.
  console.error(error);
};
