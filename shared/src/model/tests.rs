//! What holds for every kind of document and every model, over a sample of each.

#[cfg(test)]
mod complete;
pub mod every;
mod kinds;
#[cfg(test)]
mod memory;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod times;
