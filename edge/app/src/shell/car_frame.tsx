// What all screens of a car have in common: its name, and the way from one to another.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { fill, t } from "../i18n";
import { CarTitleContext, vinEnd } from "../parts/car_title";
import { Icon, type IconName } from "../parts/icons";
import { AccountContext } from "../parts/log_in_again";
import { Problem } from "../parts/problem";
import { Loading, Skeleton } from "../parts/skeleton";
import type { CarScreenProps } from "../screens/props";
import { hasCommands, isSwitchedOn } from "../service/app_settings";
import { driveOf, hasNoPlug, pathOf, titleOf } from "../service/car_facts";
import { type Car, cars } from "../service/garage";
import { statusOf } from "../service/questions";
import { brandNames } from "../service/session";
import { useAnswer } from "../service/use";
import { useCar } from "../service/use_car";
import css from "./car_frame.module.css";
import { EmptyState } from "./empty_state";
import { NoCar } from "./not_found";

interface Section {
  screen: string;
  text: keyof ReturnType<typeof texts>;
  icon: IconName;
  isShown?: (canCharge: boolean) => boolean;
}

const texts = () => t.value.car;
const SECTIONS: readonly Section[] = [
  { screen: "", text: "overview", icon: "car" },
  { screen: "charging", text: "charging", icon: "bolt", isShown: (canCharge) => canCharge },
  { screen: "map", text: "map", icon: "map" },
  { screen: "trips", text: "trips", icon: "route" },
  { screen: "alerts", text: "alerts", icon: "alert" },
  { screen: "service", text: "service", icon: "wrench" },
  {
    screen: "commands",
    text: "commands",
    icon: "send",
    isShown: hasCommands,
  },
  {
    screen: "rules",
    text: "rules",
    icon: "bell",
    isShown: () => isSwitchedOn("rules"),
  },
];

/** CSS pixels that stay before the current section, so that one sees that there are others. */
const NAV_EDGE = 64;

interface CarFrameProps {
  id: string;
  /** Which of the sections is shown. */
  screen: string;
  children: (props: CarScreenProps) => ComponentChildren;
}

export function CarFrame({ id, screen, children }: CarFrameProps) {
  const found = useCar(id);
  switch (found.state) {
    case "missing":
      return <NoCar />;
    case "failed":
      return (
        <EmptyState title={t.value.common.car} testId="no-car">
          <Problem problem={found.problem} onRetry={found.retry} />
        </EmptyState>
      );
    case "asking":
      return (
        <Loading>
          <Skeleton height="44px" width="240px" />
          <Skeleton height="44px" />
          <Skeleton height="280px" />
        </Loading>
      );
    case "found":
      return (
        <Framed car={found.car} screen={screen}>
          {children}
        </Framed>
      );
  }
}

function Framed({ car, screen, children }: Omit<CarFrameProps, "id"> & { car: Car }) {
  const { account, vehicle } = car;
  const words = t.value.car;
  const status = useAnswer(statusOf(account.slot, vehicle.id)).value.value;
  const title = titleOf(vehicle, brandNames.value) || t.value.common.car;
  // Which other cars there are is not known where a link has led here: then this one is not among them.
  const namesakes = cars.value.filter((one) => titleOf(one.vehicle, brandNames.value) === title);
  const named =
    namesakes.length === 1 || !vehicle.vin ? title : `${title} · ${vinEnd(vehicle.vin)}`;
  // Of a car without a status it is not known that it has no plug: then what drives it decides.
  const canCharge = driveOf(vehicle, status) !== "thermal" && !hasNoPlug(vehicle, status);
  const section = SECTIONS.find((one) => one.screen === screen);
  const shown = SECTIONS.filter((one) => one === section || (one.isShown?.(canCharge) ?? true));
  useEffect(() => {
    document.title = [section?.screen && words[section.text], title].filter(Boolean).join(" · ");
    return () => {
      document.title = t.value.common.appName;
    };
  }, [title, section, words]);
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen, where the driver is may be out of sight.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - NAV_EDGE;
  }, [screen, shown.length]);
  return (
    <AccountContext.Provider value={account}>
      <div class={css.head}>
        <a class={css.back} href="/">
          <Icon name="back" />
          <span class="visually-hidden">{t.value.common.menu.home}</span>
        </a>
        <div class={css.name}>
          <h1 data-testid="car-title">{title}</h1>
          {vehicle.vin && <p class={css.vin}>{fill(words.vin, { vin: vehicle.vin })}</p>}
        </div>
      </div>
      <nav ref={nav} class={css.nav} aria-label={words.sections}>
        <ul>
          {shown.map(({ screen: name, text, icon }) => (
            <li key={name}>
              <a
                href={name ? pathOf(vehicle.id, name) : pathOf(vehicle.id)}
                aria-current={name === screen ? "page" : undefined}
              >
                <Icon name={icon} size={18} />
                {words[text]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <CarTitleContext.Provider value={named}>{children({ car })}</CarTitleContext.Provider>
    </AccountContext.Provider>
  );
}
