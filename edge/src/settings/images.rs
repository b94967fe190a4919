//! `MAP_TILES`, `MAP_ATTRIBUTION` and `PICTURE_ORIGINS`: the other hosts that the web app may load
//! images of. Each of them learns a driver's address, and the host of the tiles where the car stands.

use super::form::{self, list};
use super::reader::Reader;
use crate::origin::Origin;

/// What the address of a tile is made of: zoom, column and row.
const PLACES: [&str; 3] = ["{z}", "{x}", "{y}"];
/// Most characters of an attribution: it stands in a corner of a small map.
const MOST_ATTRIBUTION: usize = 200;

/// What the web app may load from other hosts: nothing, unless it is set.
#[derive(Debug, Clone, Default)]
pub struct Images {
    /// The tiles of the map, if it has some.
    pub map: Option<MapTiles>,
    /// `PICTURE_ORIGINS`: where pictures of cars come from.
    pub pictures: Vec<Origin>,
}

/// The tiles of the map.
#[derive(Debug, Clone)]
pub struct MapTiles {
    /// `MAP_TILES`: the address of a tile, with `{z}`, `{x}` and `{y}` in it.
    pub template: String,
    /// `MAP_ATTRIBUTION`: whose they are, as plain text.
    pub attribution: String,
    /// Where they come from.
    origin: Origin,
}

impl Images {
    /// The origins of all images, which the page's policy has to name.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        let tiles = self.map.as_ref().map(|map| &map.origin);
        tiles.into_iter().chain(&self.pictures)
    }
}

/// Reads them. Tiles are nowhere free of terms that want to be named, so an attribution goes with
/// them.
pub(super) fn read(reader: &mut Reader<'_>) -> Images {
    let map = match reader.optional("MAP_TILES", template) {
        Some((template, origin)) => {
            let attribution = reader.required("MAP_ATTRIBUTION", attribution);
            attribution.map(|attribution| MapTiles {
                template,
                attribution,
                origin,
            })
        }
        None => {
            reader.optional("MAP_ATTRIBUTION", attribution);
            None
        }
    };
    let pictures = reader.optional("PICTURE_ORIGINS", |text| list(text, form::origin));
    Images {
        map,
        pictures: pictures.unwrap_or_default(),
    }
}

/// The address of tiles, and its origin. The page's policy names the one origin, so no place stands
/// in it.
fn template(text: &str) -> Result<(String, Origin), String> {
    const FORM: &str = "https://host/{z}/{x}/{y}.png: an address with each of {z}, {x} and {y} in its \
                        path or query, no other braces, no user and no fragment";
    let (origin, rest) = form::address(text, FORM)?;
    let mut path = rest.to_owned();
    for place in PLACES {
        if !path.contains(place) {
            return Err(FORM.to_owned());
        }
        path = path.replace(place, "0");
    }
    match form::is_target(&origin, &path) && !path.contains(['{', '}']) {
        true => Ok((format!("{origin}{rest}"), origin)),
        false => Err(FORM.to_owned()),
    }
}

/// Plain text: `<` and `>` are refused, in case a page inserts it as HTML.
fn attribution(text: &str) -> Result<String, String> {
    let is_plain = !text.contains(|it: char| it.is_control() || matches!(it, '<' | '>'));
    match is_plain && text.chars().count() <= MOST_ATTRIBUTION {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "plain text of {MOST_ATTRIBUTION} characters at most, without markup"
        )),
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::tests::read;

    const TILES: (&str, &str) = (
        "MAP_TILES",
        "https://Tile.test:443/{z}/{x}/{y}.png?key=a%20b",
    );
    const ATTRIBUTION: (&str, &str) = ("MAP_ATTRIBUTION", "© OpenStreetMap contributors");

    fn fault(changes: &[(&str, &str)]) -> String {
        let faults = read(changes).unwrap_err();
        assert_eq!(faults.0.len(), 1, "{faults}");
        faults.to_string()
    }

    #[test]
    fn no_image_comes_from_elsewhere_unless_that_is_set() {
        for changes in [&[][..], &[ATTRIBUTION]] {
            let images = read(changes).unwrap().images;
            assert!(images.map.is_none());
            assert_eq!(images.origins().count(), 0);
        }
    }

    #[test]
    fn tiles_and_pictures_are_read_with_their_origins() {
        let pictures = ("PICTURE_ORIGINS", "https://a.test  http://127.0.0.1:9\n");
        let images = read(&[TILES, ATTRIBUTION, pictures]).unwrap().images;
        let map = images.map.as_ref().unwrap();
        assert_eq!(map.template, "https://tile.test/{z}/{x}/{y}.png?key=a%20b");
        assert_eq!(map.attribution, ATTRIBUTION.1);
        let origins: Vec<_> = images.origins().map(|origin| origin.as_str()).collect();
        assert_eq!(
            origins,
            ["https://tile.test", "https://a.test", "http://127.0.0.1:9"]
        );
    }

    #[test]
    fn an_address_of_tiles_is_https_or_on_this_machine_and_has_each_place_in_its_path() {
        for url in [
            "http://localhost:8090/{z}/{x}/{y}",
            "http://127.0.0.1:8090/{z}/{x}/{y}.png",
            "https://tile.test/wmts?z={z}&x={x}&y={y}",
        ] {
            let images = read(&[("MAP_TILES", url), ATTRIBUTION]).unwrap().images;
            assert_eq!(images.map.unwrap().template, url);
        }
        for url in [
            "tile.test/{z}/{x}/{y}.png",
            "http://tile.test/{z}/{x}/{y}.png",
            "ftp://tile.test/{z}/{x}/{y}.png",
            "https://tile.test/{z}/{x}.png",
            "https://tile.test/{x}/{y}.png",
            "https://tile.test/{z}/{y}.png",
            "https://tile.test/",
            "https://tile.test",
            "https://tile.test/{z}/{x}/{y}{r}.png",
            "https://tile.test/{z}/{x}/{y}}.png",
            "https://{s}.tile.test/{z}/{x}/{y}.png",
            "https://{z}.tile.test/{z}/{x}/{y}.png",
            "https://*.tile.test/{z}/{x}/{y}.png",
            "https://tile.test:{z}/{z}/{x}/{y}.png",
            "https://user:secret@tile.test/{z}/{x}/{y}.png",
            "https://tile.test/{z}/{x}/{y}.png#part",
            "https://tile.test/{z}/{x}/{y}.png#{z}",
            "https://tile.test/{z}/{x}/{y} .png",
            "https://tile.test/{z}/{x}/{y}/\u{e9}.png",
            "https://tile.test; script-src */{z}/{x}/{y}.png",
            "https://tile.test{z}/{x}/{y}.png",
        ] {
            let fault = fault(&[("MAP_TILES", url), ATTRIBUTION]);
            assert!(fault.starts_with("MAP_TILES: "), "{url}: {fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }

    #[test]
    fn an_attribution_is_plain_text_and_goes_with_the_tiles() {
        assert_eq!(fault(&[TILES]), "MAP_ATTRIBUTION: is not set");
        let long = "x".repeat(201);
        for text in ["<a href=\"https://osm.test\">OSM</a>", "a\u{7}b", &long] {
            for changes in [
                &[("MAP_ATTRIBUTION", text)][..],
                &[TILES, ("MAP_ATTRIBUTION", text)],
            ] {
                let fault = fault(changes);
                assert!(fault.starts_with("MAP_ATTRIBUTION: plain text"), "{fault}");
            }
        }
        let longest = "é".repeat(200);
        assert!(read(&[TILES, ("MAP_ATTRIBUTION", &longest)]).is_ok());
    }

    #[test]
    fn pictures_come_from_whole_origins() {
        for text in [
            "https://a.test/cars",
            "https://*.a.test",
            "http://a.test",
            "https: data:",
            "a.test",
            "https://a.test;",
            "'unsafe-inline'",
        ] {
            let fault = fault(&[("PICTURE_ORIGINS", text)]);
            assert!(fault.starts_with("PICTURE_ORIGINS: "), "{text}: {fault}");
        }
    }
}
