//! What wrangler.toml binds to the Worker.

use worker::Env;

use crate::settings::{Faults, Settings};

/// The binding of the session objects.
pub(super) const SESSIONS: &str = "SESSIONS";
/// The binding of the web app's files.
pub(super) const ASSETS: &str = "ASSETS";

/// The settings, as vars and secrets have them.
pub(super) fn read_settings(env: &Env) -> Result<Settings, Faults> {
    Settings::read(|name| env.var(name).ok().map(|value| value.to_string()))
}
