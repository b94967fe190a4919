//! The relay's program; [`relay::command`] is what it can do.

use std::process::ExitCode;

use tikv_jemallocator::Jemalloc;

/// Gives memory back that is free, as `relay::memory` has it.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

fn main() -> ExitCode {
    relay::command::run()
}
