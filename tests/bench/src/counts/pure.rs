//! The edge's pure parts, and a whole request through it, built for this machine: each is run
//! under Callgrind by a second process of this program.

mod documents;
mod exercise;
mod inputs;
mod requests;
mod secrets;
mod world;

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use super::callgrind;
use super::counted::Counted;
use crate::failure::Failure;
use exercise::Exercise;

/// Runs that are counted.
const RUNS: u32 = 20;
/// What the second process is told.
const INSIDE: &str = "pure";

fn exercises() -> Result<Vec<Exercise>, Failure> {
    let mut exercises = documents::exercises()?;
    exercises.extend(secrets::exercises()?);
    exercises.extend(requests::exercises()?);
    Ok(exercises)
}

/// Counts what each takes, and keeps the profiles in the folder.
pub(super) fn count(folder: &Path) -> Result<Vec<(&'static str, Counted)>, Failure> {
    let out = folder.join("edge.callgrind");
    callgrind::run_each(&env::current_exe()?, INSIDE, COUNTED, &out)?;
    let exercises = exercises()?.into_iter().zip(1..);
    exercises
        .map(|(exercise, nth)| {
            let profile = callgrind::read(&callgrind::nth(&out, nth))?;
            let kept = folder.join(format!("edge-{}.callgrind", file(exercise.name)));
            fs::rename(callgrind::nth(&out, nth), &kept)?;
            Ok((exercise.name, Counted::of(&profile, RUNS, kept)))
        })
        .collect()
}

/// A name of a file for the name of an exercise.
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
    for exercise in exercises()? {
        (exercise.run)().ok_or(Failure::Missing(exercise.name))?;
        counted(&exercise.run);
    }
    Ok(())
}

/// The pattern that [`counted`] is known by.
const COUNTED: &str = "*counts::pure::counted";

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
    fn every_exercise_comes_to_something_and_has_a_name_of_its_own() {
        let exercises = exercises().unwrap();
        let mut names: Vec<_> = exercises
            .iter()
            .map(|exercise| file(exercise.name))
            .collect();
        for exercise in exercises {
            assert!(
                (exercise.run)().is_some_and(|bytes| bytes > 0),
                "{}",
                exercise.name
            );
        }
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
