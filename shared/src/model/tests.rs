//! What holds for every kind of document and every model, over a sample of each.

#[cfg(test)]
mod complete;
pub mod every;
// It starts processes, which a browser has none of.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod memory;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod times;
