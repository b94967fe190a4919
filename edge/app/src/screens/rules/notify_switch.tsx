import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { Note } from "../../parts/note";
import { Switch } from "../../parts/switch";
import { prefer, preferences } from "../../service/preferences";

/** Whether the browser tells of rules too, while the page is open beside something else. */
export function NotifySwitch() {
  const words = t.value.rules.notify;
  const [isDenied, setDenied] = useState(false);
  const isThere = typeof Notification !== "undefined";
  const isOn = preferences.notify.value && isThere && Notification.permission === "granted";
  const change = async (on: boolean) => {
    const isAllowed = !on || (await Notification.requestPermission()) === "granted";
    setDenied(!isAllowed);
    prefer("notify", on && isAllowed);
  };
  return (
    <Card title={words.title} icon="info" testId="notify">
      {isThere ? (
        <Switch on={isOn} onChange={change} hint={words.hint} testId="notify-switch">
          {words.text}
        </Switch>
      ) : (
        <p>{words.missing}</p>
      )}
      {isDenied && (
        <Note tone="warn" role="alert">
          <p>{words.denied}</p>
        </Note>
      )}
    </Card>
  );
}
