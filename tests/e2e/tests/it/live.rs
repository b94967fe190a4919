//! What happens to a car, as it is told over live connections: from the edge's object to pages and apps.

mod app;
mod browser;
mod connections;
mod day;
mod follower;
mod leaving;
mod network;
mod resumed;
mod sites;
pub(crate) mod socket;
mod tabs;
