import type { Vehicle } from "../../service/garage";

/** Whether a car is one that a driver searches for. */
export function matches(vehicle: Vehicle, title: string, query: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const text = fold(`${title} ${vehicle.vin ?? ""}`);
  return words.every((word) => text.includes(word));
}

// Without case and accents: "citroen" finds "Citroën".
const fold = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
