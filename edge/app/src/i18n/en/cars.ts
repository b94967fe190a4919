export default {
  title: "Your cars",
  search: "Search your cars",
  searchHint: "Name, brand or VIN",
  noMatch: "No car matches “{query}”.",
  none: "There is no car in this account yet.",
  noneHint: "Once the manufacturer has connected a car to your account, it appears here.",
  more: "More cars",
  shown: { one: "{n} car shown", other: "{n} cars shown" },
  count: "{shown} of {total}",
};
