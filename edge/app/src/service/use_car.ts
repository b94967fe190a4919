// A car by the id of an address. The address does not say whose it is: each account is asked, unless
// the garage knows the car. Of several accounts the newest is taken: a driver who was sent to log in
// anew may still have the older login, which would be refused again.

import { ProblemError } from "kerbside";
import { useEffect, useMemo } from "preact/hooks";
import { answered } from "./answers";
import { type Car, cars, keptVehicles } from "./garage";
import { vehicleOf } from "./questions";
import { accounts } from "./session";

/** What is known of the car of an address. */
export type FoundCar =
  | { state: "found"; car: Car }
  | { state: "asking" }
  /** No account has it. */
  | { state: "missing" }
  | { state: "failed"; problem: Error; retry: () => void };

export function useCar(id: string): FoundCar {
  const all = accounts.value;
  const answers = useMemo(
    () =>
      all.map((account) => ({ account, answer: answered(vehicleOf(account.slot, id)) })).reverse(),
    [all, id],
  );
  const known = cars.value.findLast(({ vehicle }) => vehicle.id === id);
  useEffect(() => {
    // One account's car is none of another's; who has it is known from then on.
    const ends = known ? [] : answers.map(({ answer }) => answer.watch(Number.POSITIVE_INFINITY));
    return () => {
      for (const end of ends) end();
    };
  }, [answers, known === undefined]);

  if (known) return { state: "found", car: known };
  for (const { account, answer } of answers) {
    const vehicle = answer.value.value;
    if (vehicle) return { state: "found", car: { account, vehicle } };
  }
  for (const { account } of answers) {
    const vehicle = keptVehicles(account.slot).find((one) => one.id === id);
    if (vehicle) return { state: "found", car: { account, vehicle } };
  }
  if (answers.length === 0) return { state: "missing" };
  const problems = answers.map(({ answer }) => answer.problem.value);
  if (problems.some((problem) => problem === undefined)) return { state: "asking" };
  const failed = problems.find((problem) => problem && !isMissing(problem));
  if (!failed) return { state: "missing" };
  const retry = () => {
    for (const { answer } of answers) answer.reload();
  };
  return { state: "failed", problem: failed, retry };
}

// What is answered of a car that is not this account's.
const isMissing = (problem: Error) =>
  problem instanceof ProblemError &&
  (problem.status === 404 || problem.code === "not-this-drivers-vehicle");
