//! The edge's pure rooms, and a whole request through it, built for this machine: each is run
//! under Callgrind by a second process of this program.

mod documents;
mod inputs;
mod requests;
mod secrets;
mod world;

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use super::callgrind;
use super::cost::Cost;
use crate::failure::Failure;

/// Runs that are counted.
const RUNS: u32 = 20;
/// What the second process is told.
pub(crate) const INSIDE: &str = "rooms";

/// Something that is run, for the bytes that come of it; none where it fails.
struct Room {
    name: &'static str,
    run: Box<dyn Fn() -> Option<usize>>,
}

impl Room {
    fn new(name: &'static str, run: impl Fn() -> Option<usize> + 'static) -> Self {
        Self {
            name,
            run: Box::new(run),
        }
    }
}

fn rooms() -> Result<Vec<Room>, Failure> {
    let mut rooms = documents::rooms()?;
    rooms.extend(secrets::rooms()?);
    rooms.extend(requests::rooms()?);
    Ok(rooms)
}

/// Counts what each takes, and keeps the profiles in the folder.
pub(super) fn count(folder: &Path) -> Result<Vec<(&'static str, Cost)>, Failure> {
    let out = folder.join("rooms.callgrind");
    callgrind::run_each(&env::current_exe()?, INSIDE, COUNTED, &out)?;
    let rooms = rooms()?.into_iter().zip(1..);
    rooms
        .map(|(room, nth)| {
            let profile = callgrind::read(&callgrind::nth(&out, nth))?;
            let kept = folder.join(format!("edge-{}.callgrind", file(room.name)));
            fs::rename(callgrind::nth(&out, nth), &kept)?;
            Ok((room.name, Cost::of(&profile, RUNS, kept)))
        })
        .collect()
}

/// A name of a file for the name of a room.
fn file(name: &str) -> String {
    let word = |character: char| match character.is_ascii_alphanumeric() {
        true => character,
        false => '-',
    };
    name.chars().map(word).collect()
}

/// What the second process does: it runs each once, so that everything is made that is made once
/// only, and then for Callgrind.
pub(crate) fn inside() -> Result<(), Failure> {
    for room in rooms()? {
        (room.run)().ok_or(Failure::Missing(room.name))?;
        counted(&room.run);
    }
    Ok(())
}

/// The pattern that [`counted`] is known by.
const COUNTED: &str = "*counts::rooms::counted";

/// Callgrind begins to count here, and writes a profile down at the end.
#[inline(never)]
fn counted(run: &dyn Fn() -> Option<usize>) {
    for _ in 0..RUNS {
        black_box(black_box(run)());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_comes_to_something_and_has_a_name_of_its_own() {
        let rooms = rooms().unwrap();
        let mut names: Vec<_> = rooms.iter().map(|room| file(room.name)).collect();
        for room in rooms {
            assert!((room.run)().is_some_and(|bytes| bytes > 0), "{}", room.name);
        }
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
