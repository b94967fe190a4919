//! One change to a JSON document that leaves it JSON: what the engine does to bytes seldom changes
//! what a document says without breaking it.

use serde_json::Value;

/// What upstream writes, or might, where anything can stand.
const LEAVES: [&str; 16] = [
    "null",
    "true",
    "0",
    "-1",
    "0.5",
    "1e308",
    "18446744073709551616",
    "\"\"",
    "\"7\"",
    "\"Electric\"",
    "\"Full\"",
    "\"PT1H5M\"",
    "\"2026-03-01T08:15:30Z\"",
    "[]",
    "{}",
    "[[[{}]]]",
];
/// Most copies that a list grows by at once.
const COPIES: usize = 8;

/// Changes one place of the document in the first `size` of the bytes, and gives the new size.
/// What is done, and where, follows from `seed`. None, and nothing changed, if it is no document
/// or would be larger than `max_size`.
pub fn mutate(bytes: &mut [u8], size: usize, max_size: usize, seed: u32) -> Option<usize> {
    let mut json = serde_json::from_slice(bytes.get(..size)?).ok()?;
    change(&mut json, &mut Chance(u64::from(seed)))?;
    let changed = serde_json::to_vec(&json).ok()?;
    let room = bytes.get_mut(..max_size)?.get_mut(..changed.len())?;
    room.copy_from_slice(&changed);
    Some(changed.len())
}

fn change(json: &mut Value, chance: &mut Chance) -> Option<()> {
    let mut places = Vec::new();
    list_places(json, String::new(), &mut places);
    let other = json.pointer(chance.one_of(&places)?)?.clone();
    let (_, name) = chance.one_of(&places)?.rsplit_once('/').unwrap_or_default();
    let place = json.pointer_mut(chance.one_of(&places)?)?;
    match (chance.below(4), place) {
        (0, Value::Array(list)) => {
            let copies = 1 + chance.below(COPIES);
            list.extend(std::iter::repeat_n(other, copies));
        }
        (0, Value::Object(object)) => {
            object.insert(name.to_owned(), other);
        }
        (1, Value::Array(list)) if !list.is_empty() => {
            list.remove(chance.below(list.len()));
        }
        (1, Value::Object(object)) => {
            let names: Vec<_> = object.keys().cloned().collect();
            object.remove(chance.one_of(&names)?);
        }
        (2, place) => *place = other,
        (_, place) => *place = serde_json::from_str(chance.one_of(&LEAVES)?).ok()?,
    }
    Some(())
}

/// Every place of the document, as a JSON pointer (RFC 6901).
fn list_places(json: &Value, here: String, places: &mut Vec<String>) {
    match json {
        Value::Array(list) => {
            for (at, json) in list.iter().enumerate() {
                list_places(json, format!("{here}/{at}"), places);
            }
        }
        Value::Object(object) => {
            for (name, json) in object {
                let name = name.replace('~', "~0").replace('/', "~1");
                list_places(json, format!("{here}/{name}"), places);
            }
        }
        _ => {}
    }
    places.push(here);
}

/// SplitMix64: enough to choose with, and the same on every machine.
struct Chance(u64);

impl Chance {
    /// A number below `count`; 0 if there is none.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bits = usize::try_from((bits ^ (bits >> 31)) >> 33).unwrap_or_default();
        bits.checked_rem(count).unwrap_or_default()
    }

    fn one_of<'c, T>(&mut self, choices: &'c [T]) -> Option<&'c T> {
        choices.get(self.below(choices.len()))
    }
}
