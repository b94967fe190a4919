//! The relay from outside: the real binary between a raw client and an upstream that is not ours.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too, and prints what it measured"
)]

mod ca_file;
mod calls;
mod check;
mod circuit_breaker;
mod coalescing;
mod commands;
mod confinement;
mod csr;
mod descriptors;
mod eligibility;
mod expiry_alarm;
mod failures;
mod failures_http2;
mod floods;
mod goaway;
mod handshakes;
mod hostile_frames;
mod http2;
mod identity_formats;
mod irregular_files;
mod keygen;
mod life;
mod load_shedding;
mod log_rate_limit;
mod memory;
mod metrics;
mod nginx;
mod operations;
mod privacy;
mod queue;
mod rate_limit;
mod raw;
mod refusals;
mod reload_by_symlink;
mod reload_of_a_bad_set;
mod reload_of_the_settings;
mod reload_of_the_upstream;
mod reload_under_load;
mod reload_while_draining;
mod renewal;
mod retry;
mod server_pin;
mod shipping;
mod stopping;
mod support;
mod systemd;
mod unread_log;
mod upstream_http2;
mod upstream_metrics;
mod writes;
mod writes_of_rules;
mod writes_once;
mod writes_refused;
mod writes_void;
