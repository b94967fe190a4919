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
} from "../../parts/commands";
import type { IconName } from "../../parts/icons";
import type { Car } from "../../service/garage";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { ChargingPreferences } from "./charging_preferences";
import { ChargingTimes } from "./charging_times";
import { ClimateTimes } from "./climate_times";
import { Destination } from "./destination";

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
  const status = useAnswer(statusOf(account.slot, vehicle.id)).value.value;
  const buttons = (...tiles: Tile[]) => (
    <CommandTiles {...at} tiles={tiles.filter(([{ type }]) => can(type))} />
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
            {can("climate-programs") && (
              <ClimateTimes {...at} programs={status?.preconditioning?.programs} slots={slots} />
            )}
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
            {can("charging-schedule") && <ChargingTimes {...at} status={status} />}
            {can("charging-preferences") && <ChargingPreferences {...at} />}
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
