//! What holds for every kind of document and every model, over a sample of each.

#[cfg(test)]
mod complete;
pub mod every;
#[cfg(test)]
mod memory;
mod peugeot;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod times;
