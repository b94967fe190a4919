import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../../i18n";
import { accounts, isSessionKnown } from "../../service/session";
import { About } from "./about";
import { Accounts } from "./accounts";
import { Device } from "./device";
import { Display } from "./display";
import css from "./settings.module.css";
import { Tiles } from "./tiles";

export default function Settings() {
  const words = t.value.settings;
  const { url } = useLocation();
  // What the address leads to: `/settings#accounts`.
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [url]);
  useEffect(() => {
    document.title = words.title;
    return () => {
      document.title = t.value.common.appName;
    };
  }, [words]);
  return (
    <>
      <h1>{words.title}</h1>
      <div class={css.columns}>
        <div class={css.column}>
          {isSessionKnown.value && <Accounts accounts={accounts.value} />}
          <Device />
          <Tiles />
        </div>
        <div class={css.column}>
          <Display />
          <About />
        </div>
      </div>
    </>
  );
}
