import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { type CarAction, commandText } from "../../parts/commands";
import css from "./commands.module.css";

/** What cannot be sent, by who says no. */
export function Denied({ actions }: { actions: readonly CarAction[] }) {
  const denied = actions.filter(({ available }) => !available);
  if (denied.length === 0) return null;
  const reasons = [...new Set(denied.map(({ why }) => why))];
  return (
    <Card title={t.value.commands.denied} icon="info" testId="denied">
      {reasons.map((why) => (
        <section key={why} class={css.part}>
          <p>{why ? t.value.words.why[why] : t.value.commands.noReason}</p>
          <ul class={css.denied}>
            {denied
              .filter((action) => action.why === why)
              .map(({ type }) => (
                <li key={type}>{commandText({ type })}</li>
              ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}
