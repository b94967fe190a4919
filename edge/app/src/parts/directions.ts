// The way to a place by an app of the phone's own. The page asks no map of anybody for it: the
// address is followed only once it is pressed.

interface Place {
  latitude: number;
  longitude: number;
}

/** The address that opens the map app of a device, by what its browser calls itself. */
export function directionsTo({ latitude, longitude }: Place, userAgent: string): string {
  const place = `${latitude},${longitude}`;
  if (/Android/.test(userAgent)) return `geo:${place}?q=${place}`;
  // An iPad's browser says that it is a Mac's; both open Apple's maps by this address.
  if (/iPhone|iPad|Macintosh/.test(userAgent)) return `https://maps.apple.com/?daddr=${place}`;
  return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(place)}`;
}
