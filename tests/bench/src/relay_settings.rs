//! The settings of a relay that is measured: as it is shipped, but for where and whom it serves.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::relay::KEY_ID;

use crate::client::Inbound;
use crate::client::request::{CLIENT_ID, REALM_NAME, SECRET};
use crate::failure::Failure;
use crate::origin::Origin;

/// What is said of a relay.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RelaySettings<'a> {
    /// Where it listens, on 127.0.0.1.
    pub(crate) port: u16,
    /// How.
    pub(crate) inbound: Inbound,
    /// Whom it calls.
    pub(crate) origin: &'a Origin,
    /// Seconds for which it holds answers; as it is shipped without.
    pub(crate) hold: Option<u32>,
    /// Lines before the first table.
    pub(crate) top: &'a str,
    /// Lines of `[upstream]`.
    pub(crate) upstream: &'a str,
    /// Lines of `[limits]`.
    pub(crate) limits: &'a str,
}

impl RelaySettings<'_> {
    /// Writes them into the folder, with the secret that they name.
    pub(crate) fn write(&self, folder: &Path) -> Result<PathBuf, Failure> {
        fs::write(folder.join("edge.secret"), STANDARD.encode(SECRET))?;
        let file = folder.join("relay.toml");
        fs::write(&file, self.text())?;
        Ok(file)
    }

    fn text(&self) -> String {
        let files = &self.origin.files;
        let mut text = format!(
            r#"
listen = "127.0.0.1:{port}"
admin = "127.0.0.1:0"
public_names = ["127.0.0.1:{port}"]
{top}
[limits]
{limits}
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
{upstream}
"#,
            port = self.port,
            top = self.top,
            limits = self.limits,
            upstream = self.upstream,
            certificate = files.client_certificate.display(),
            key = files.client_key.display(),
            base = self.origin.base(),
            ca = files.ca.display(),
        );
        // Writing to a String can't fail.
        if let Some(hold) = self.hold {
            let _ = writeln!(text, "hold = {hold}");
        }
        if self.inbound == Inbound::Tls {
            let certificate = files.server_certificate.display();
            let key = files.server_key.display();
            let _ = writeln!(
                text,
                "[tls]\ncertificate = \"{certificate}\"\nkey = \"{key}\""
            );
        }
        text
    }
}
