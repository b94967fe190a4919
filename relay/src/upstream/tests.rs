//! What tests of other packages need of the upstream's half.

pub mod replay;
