// The brands as people write them, the same in every language.

const BRANDS: Readonly<Record<string, string>> = {
  peugeot: "Peugeot",
  citroen: "Citroën",
  ds: "DS",
  opel: "Opel",
  vauxhall: "Vauxhall",
};

export default BRANDS;
