//! Bodies by the thousand: each changed from a seed, once as a document and once in its bytes.

use std::fs;
use std::thread;
use std::time::Instant;

use fuzz::hooks;
use fuzz::mutation::mutate;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/hooks");
/// Bytes of the largest body.
const MOST_BYTES: usize = 64 * 1024;

/// Delivers so many bodies, and says how many had anything new. Each core has a thread, and each
/// thread an object of its own, so a body meets the same object whatever their number.
fn deliver(count: u32) -> u32 {
    let mut seeds: Vec<_> = fs::read_dir(SEEDS)
        .unwrap()
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect();
    seeds.sort();
    let step = thread::available_parallelism().unwrap().get();
    thread::scope(|scope| {
        let seeds = &seeds;
        let share = |first| scope.spawn(move || deliver_each(seeds, (first..count).step_by(step)));
        let shares: Vec<_> = (0..count).take(step).map(share).collect();
        let new = shares.into_iter().map(|share| share.join().unwrap());
        new.sum()
    })
}

/// Delivers the bodies of these numbers, and says how many had anything new.
fn deliver_each(seeds: &[Vec<u8>], numbers: impl Iterator<Item = u32>) -> u32 {
    let mut new = 0;
    for seed in numbers {
        let mut body = seeds[seed as usize % seeds.len()].clone();
        let times = 1 + seed / 7 % 5;
        for time in 0..times {
            let seed = seed.wrapping_mul(31).wrapping_add(time);
            change(&mut body, seed);
        }
        new += u32::from(hooks::read(&body));
    }
    new
}

fn change(body: &mut Vec<u8>, seed: u32) {
    let size = body.len();
    if seed.is_multiple_of(3) && size > 0 {
        let at = (seed / 3) as usize % size;
        match seed / 5 % 3 {
            0 => body[at] = (seed >> 8) as u8,
            1 => body.truncate(at),
            _ => body.insert(at, (seed >> 8) as u8),
        }
        return;
    }
    body.resize(MOST_BYTES, b' ');
    let size = mutate(body, size, MOST_BYTES, seed).unwrap_or(size);
    body.truncate(size);
}

#[test]
fn whatever_is_sent_to_an_address_it_is_200_or_500_and_strangers_leave_nothing() {
    let new = deliver(2_000);
    assert!((100..2_000).contains(&new), "{new}");
}

#[test]
#[ignore = "minutes: make soak"]
fn the_same_of_a_hundred_thousand_bodies() {
    let began = Instant::now();
    let new = deliver(100_000);
    let each = began.elapsed() / 100_000;
    println!("100000 bodies, {new} with something new, one each {each:?}, delivered three times");
    assert!((5_000..100_000).contains(&new), "{new}");
}
