//! The relay, everything on.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::relay::KEY_ID;

use super::request::{CLIENT_ID, REALM_NAME, SECRET};
use super::site::{Inbound, Site};
use crate::affinity::pinned;
use crate::failure::Failure;

/// Connections that it takes without a setting, less some for whoever comes beside.
const CONNECTIONS: usize = 1_000;

/// As it is shipped, but for where and whom it serves, and for how many seconds it holds answers
/// where that is said.
pub(super) fn command(
    program: &Path,
    hold: Option<u32>,
    site: &Site<'_>,
) -> Result<Command, Failure> {
    let files = &site.origin.files;
    site.write("edge.secret", STANDARD.encode(SECRET))?;
    let mut settings = format!(
        r#"
listen = "127.0.0.1:{port}"
admin = "127.0.0.1:0"
public_names = ["127.0.0.1:{port}"]
[[identity]]
name = "bench"
client_id = "{CLIENT_ID}"
certificate = "{certificate}"
key = "{key}"
realms = ["{REALM_NAME}"]
keys = [{{ id = "{KEY_ID}", secret_file = "edge.secret" }}]
[upstream]
base = "{base}"
ca = "{ca}"
"#,
        port = site.port,
        certificate = files.client_certificate.display(),
        key = files.client_key.display(),
        base = site.origin.base(),
        ca = files.ca.display(),
    );
    // Writing to a String can't fail.
    if let Some(hold) = hold {
        let _ = writeln!(settings, "hold = {hold}");
    }
    if site.inbound == Inbound::Tls {
        let (certificate, key) = (
            files.server_certificate.display(),
            files.server_key.display(),
        );
        let _ = writeln!(
            settings,
            "[tls]\ncertificate = \"{certificate}\"\nkey = \"{key}\""
        );
    }
    if site.connections > CONNECTIONS {
        // One of several identities has three quarters.
        let _ = writeln!(settings, "[limits]\nconnections = {}", site.connections);
    }
    let settings = site.write("relay.toml", settings)?;
    // Its log is standard error.
    let mut command = pinned("sh", Some(site.core));
    command.args(["-c", r#"exec "$0" serve --config "$1" 2>"$2""#]);
    command.arg(program).arg(settings);
    command.arg(site.folder.join("access.log"));
    Ok(command)
}
