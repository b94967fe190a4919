// What the car can be told to do, and what became of what it was told.

import { t } from "../../i18n";
import { Card, CardGrid } from "../../parts/card";
import { Refusal, useActions } from "../../parts/commands";
import { Loading, Skeleton } from "../../parts/skeleton";
import { appSettings, hasCommands } from "../../service/app_settings";
import type { CarScreenProps } from "../props";
import { Denied } from "./denied";
import { Groups } from "./groups";
import { History } from "./history";
import { TimesTrouble } from "./times_trouble";

export default function Commands({ car }: CarScreenProps) {
  const words = t.value.commands;
  const { answer, all, can } = useActions(car);
  const problem = answer.problem.value;
  if (appSettings.value && !hasCommands()) {
    return (
      <Card title={t.value.car.commands} icon="send" testId="commands-off">
        <p>{words.off}</p>
      </Card>
    );
  }
  return (
    <>
      {problem && (
        <Refusal problem={problem} hasValue={all.length > 0} onRetry={() => answer.reload()} />
      )}
      {all.length === 0 && !problem && (
        <Loading>
          <CardGrid>
            {["176px", "176px", "176px"].map((height, index) => (
              <Skeleton key={index} height={height} />
            ))}
          </CardGrid>
        </Loading>
      )}
      {all.length > 0 && <TimesTrouble car={car} can={can} />}
      {all.length > 0 && (
        <CardGrid>
          <Groups car={car} can={can} all={all} />
          <Denied actions={all} />
        </CardGrid>
      )}
      {/* Below cards that are as high as what can be done: it comes when that is known. */}
      {(all.length > 0 || problem) && <History car={car} />}
    </>
  );
}
