//! What happens to a car, as it is told over live connections: from the edge's object to pages and apps.

mod browser;
mod connections;
mod resumed;
pub(crate) mod socket;
