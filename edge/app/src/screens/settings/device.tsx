import { useEffect, useState } from "preact/hooks";
import { formatNumber } from "../../format";
import { plural, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Switch } from "../../parts/switch";
import { kept } from "../../service/kept";
import { notify } from "../../service/notices";
import { prefer, preferences } from "../../service/preferences";
import css from "./settings.module.css";

/** Milliseconds after which what is kept is measured anew. */
const LOOK = 2_000;

/** What is kept on this device: whether, what, how much, and away with it. */
export function Device() {
  const words = t.value.settings;
  const { keep } = preferences;
  const [{ count, bytes }, measure] = useState(() => kept.measure());
  useEffect(() => {
    const look = () => measure(kept.measure());
    look();
    const timer = setInterval(look, LOOK);
    return () => clearInterval(timer);
  }, [keep.value]);
  const wipe = () => {
    kept.wipe();
    measure(kept.measure());
    notify({ kind: "text", text: words.wiped });
  };
  const size = `${formatNumber(bytes / 1000, bytes < 10_000 ? 1 : 0)} kB`;
  return (
    <Card title={words.privacy} icon="lock" testId="device">
      <Switch
        on={keep.value}
        onChange={(on) => prefer("keep", on)}
        hint={words.keepHint}
        testId="keep"
      >
        {words.keep}
      </Switch>
      <p data-testid="kept">{count > 0 ? plural(words.kept, count, { size }) : words.keptNone}</p>
      {count > 0 && (
        <Button class={css.own} onClick={wipe}>
          {words.wipe}
        </Button>
      )}
      <p class="quiet">
        <small>{words.keptWhat}</small>
      </p>
    </Card>
  );
}
