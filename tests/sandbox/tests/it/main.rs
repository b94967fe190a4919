//! The sandbox's promises, kept by the real program over its real listeners.

mod api;
mod control;
mod login;
mod program;
mod running;
mod tokens;
