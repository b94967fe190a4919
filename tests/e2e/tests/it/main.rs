//! The whole chain is driven from outside and held to what it promises, one topic a module.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "what a test's set-up can't do without fails the test"
)]

mod api;
mod arrows;
mod browser;
mod callbacks;
mod captures;
mod client;
mod commands;
mod concurrent_drivers;
mod cost;
mod demo;
mod description;
mod documentation;
mod eligibility;
mod errors;
mod forwarding;
mod front_ends;
mod guard;
mod headers;
mod health;
mod hooks;
mod hostile;
mod id_token;
mod idp;
mod journey;
mod last_known;
mod limits;
mod links;
mod live;
mod login;
mod names;
mod oauth;
mod password;
mod raw;
mod reads;
mod redirects;
mod refresh;
mod relays;
mod rules;
mod running;
mod schemathesis;
mod secrets;
mod security;
mod session;
mod soak;
mod sources;
mod state;
mod tables;
mod token_memory;
mod trips;
mod upstream;
mod wire;
mod with_status;
mod wrangler;
