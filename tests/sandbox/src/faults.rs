//! Faults on demand: what is ordered over the control port, and how it is carried out.

pub(crate) mod carry_out;
pub(crate) mod order;
