import type { ComponentChildren } from "preact";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import {
  type CarAction,
  CommandTiles,
  type CommandType,
  type Group,
  PressSteps,
  type Tile,
  takes,
} from "../../parts/commands";
import type { IconName } from "../../parts/icons";
import { Loading, Skeleton } from "../../parts/skeleton";
import { energyOf } from "../../service/car_facts";
import type { Car } from "../../service/garage";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { ChargingLater } from "./charging_later";
import { ChargingPreferences } from "./charging_preferences";
import { Destination } from "./destination";
import { CHARGING_PROGRAMS, CLIMATE_SLOTS } from "./draft";
import { WeekTimes, type WeekTimesProps } from "./week_times";

interface GroupsProps {
  car: Car;
  all: readonly CarAction[];
  can: (type: CommandType) => boolean;
}

/** A card for each thing of the car that can be told something. */
export function Groups({ car, all, can }: GroupsProps) {
  const { account, vehicle } = car;
  const words = t.value.commands;
  const at = { slot: account.slot, vehicleId: vehicle.id };
  const answer = useAnswer(statusOf(account.slot, vehicle.id));
  const status = answer.value.value;
  const buttons = (...tiles: Tile[]) => (
    <CommandTiles
      {...at}
      tiles={tiles.filter(([request]) => can(request.type) && takes(all, request))}
    />
  );
  const card = (props: CardOf) => {
    const { title, icon, types, groups, children } = props;
    if (!types.some(can)) return null;
    return (
      <Card title={title} icon={icon} testId={`commands-${groups[0]}`}>
        {children}
        {groups.map((group) => (
          <PressSteps key={group} {...at} group={group} />
        ))}
      </Card>
    );
  };
  const slots = all.find(({ type }) => type === "climate-programs")?.programSlots;
  // What is sent takes the place of what the car has: the driver has to see that before.
  const times = (props: Omit<WeekTimesProps, "slot" | "vehicleId">) => {
    if (!can(props.type) || !takes(all, { type: props.type, programs: [] })) return null;
    if (status) return <WeekTimes {...at} {...props} />;
    if (answer.problem.value) return null;
    return (
      <Loading>
        <Skeleton height="45px" />
      </Loading>
    );
  };
  return (
    <>
      {card({
        title: words.access,
        icon: "lock",
        types: ["lock", "unlock"],
        groups: ["access"],
        children: buttons([{ type: "lock" }, "lock"], [{ type: "unlock" }, "unlock"]),
      })}
      {card({
        title: words.find,
        icon: "lights",
        types: ["lights", "horn"],
        groups: ["lights", "horn"],
        children: buttons(
          [{ type: "lights", on: true }, "lights"],
          [{ type: "lights", on: false }, "close"],
          [{ type: "horn", on: true }, "horn"],
          [{ type: "horn", on: false }, "close"],
        ),
      })}
      {card({
        title: words.climate,
        icon: "climate",
        types: ["climate", "climate-programs"],
        groups: ["climate"],
        children: (
          <>
            {buttons(
              [{ type: "climate", on: true }, "climate"],
              [{ type: "climate", on: false }, "close"],
            )}
            {times({
              type: "climate-programs",
              programs: status?.preconditioning?.programs,
              most: slots ?? CLIMATE_SLOTS,
            })}
          </>
        ),
      })}
      {card({
        title: t.value.car.charging,
        icon: "bolt",
        types: ["charging", "charging-schedule", "charging-preferences"],
        groups: ["charging"],
        children: (
          <>
            {buttons(
              [{ type: "charging", on: true }, "bolt"],
              [{ type: "charging", on: false }, "close"],
            )}
            {can("charging-schedule") && takes(all, { type: "charging-schedule", nextAt: "" }) && (
              <ChargingLater {...at} />
            )}
            {times({
              type: "charging-schedule",
              programs: energyOf(status, "Electric")?.charging?.programs,
              most: CHARGING_PROGRAMS,
            })}
            {can("charging-preferences") && <ChargingPreferences {...at} actions={all} />}
          </>
        ),
      })}
      {card({
        title: words.wake,
        icon: "refresh",
        types: ["wake-up"],
        groups: ["wake"],
        children: (
          <>
            <p class="quiet">{words.wakeHint}</p>
            {buttons([{ type: "wake-up" }, "refresh"])}
          </>
        ),
      })}
      {card({
        title: words.navigation,
        icon: "route",
        types: ["navigation"],
        groups: ["navigation"],
        children: <Destination {...at} />,
      })}
    </>
  );
}

interface CardOf {
  title: string;
  icon: IconName;
  types: readonly CommandType[];
  groups: readonly Group[];
  children: ComponentChildren;
}
