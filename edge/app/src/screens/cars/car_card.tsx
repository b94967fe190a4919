import { named, t } from "../../i18n";
import { Age } from "../../parts/age";
import { vinEnd } from "../../parts/car_title";
import { CardLink } from "../../parts/card_link";
import { EnergyLevel } from "../../parts/energy_level";
import { Icon } from "../../parts/icons";
import { privacyText } from "../../parts/privacy_text";
import { ProblemFacts } from "../../parts/problem";
import { problemOf } from "../../parts/problem_of";
import { Skeleton } from "../../parts/skeleton";
import { kindOf } from "../../service/cadence";
import { energiesOf, pathOf, titleOf } from "../../service/car_facts";
import type { Car } from "../../service/garage";
import { isOffline } from "../../service/network";
import { statusOf } from "../../service/questions";
import { brandNames } from "../../service/session";
import { useAnswer } from "../../service/use";
import { CarPhoto } from "./car_photo";
import css from "./cars.module.css";

/** Milliseconds for which the status that came with the list is not asked for again. */
const FRESH = 300_000;

interface CarCardProps {
  car: Car;
  /** Another car of the list is called the same. */
  isTwin: boolean;
  /** The list is marked as the last known state: its cards say no more of that. */
  isMarked: boolean;
}

/** A car: its levels and ranges, how charging stands, and how old that is. */
export function CarCard({ car, isTwin, isMarked }: CarCardProps) {
  const { account, vehicle } = car;
  const {
    common,
    car: words,
    words: { motorization },
  } = t.value;
  const answer = useAnswer(statusOf(account.slot, vehicle.id), FRESH);
  const status = answer.value.value;
  const stale = isMarked ? undefined : answer.stale.value;
  const problem = answer.problem.value ?? (stale && problemOf(stale.because));
  const energies = energiesOf(vehicle, status);
  const title = titleOf(vehicle, brandNames.value) || common.car;
  const drive = named(motorization, vehicle.motorization ?? "") ?? vehicle.motorization;
  const vin = isTwin && vehicle.vin && vinEnd(vehicle.vin);
  const at = energies
    .map(({ observedAt }) => observedAt)
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
  const hasLevel = energies.some(
    ({ levelPercent, rangeKm }) => levelPercent !== undefined || rangeKm !== undefined,
  );
  return (
    <li class={css.car} data-testid="car" data-vin={vehicle.vin} data-id={vehicle.id}>
      <div class={css.title}>
        <h3>
          <CardLink href={pathOf(vehicle.id)} title={title} />
        </h3>
        <Icon name="chevron" size={18} />
      </div>
      <p class={css.drive}>{[drive, vin].filter(Boolean).join(" · ")}</p>
      <CarPhoto vehicle={vehicle} />
      {status === undefined && !problem && <Skeleton height="96px" />}
      {status !== undefined && hasLevel && (
        <div class={css.energies}>
          {energies.map((energy) => (
            <EnergyLevel key={energy.type} energy={energy} showsName={energies.length > 1} />
          ))}
        </div>
      )}
      {status !== undefined && !hasLevel && (
        <p class="quiet">{privacyText(status) ?? words.noLevel}</p>
      )}
      {problem && !(isOffline.value && status) && (
        <div class={css.problem} data-testid="car-problem">
          <Icon name="alert" size={18} />
          <div>
            <ProblemFacts problem={problem} since={stale?.since} />
          </div>
        </div>
      )}
      {status !== undefined && (
        <div class={css.foot}>
          <Age at={hasLevel ? at : status.observedAt} kind={kindOf(status)} short />
        </div>
      )}
    </li>
  );
}
