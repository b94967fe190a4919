//! Two authorities and every certificate a test needs.

use std::path::PathBuf;
use std::time::SystemTime;

use rustls::pki_types::CertificateDer;

use crate::pki::authority::{Authority, Leaf, LeafSpec, PkiError, Purpose, Validity};
use crate::pki::folder::Folder;
use crate::world::brand::Brand;

/// Everything with a key, ready to serve and to be described.
#[derive(Debug)]
pub(crate) struct Pki {
    /// The authority that stands in for the manufacturer's.
    pub(crate) ca: CertificateDer<'static>,
    /// Where its certificate is.
    pub(crate) ca_file: PathBuf,
    /// Where the certificate of an authority nobody trusts is.
    pub(crate) stranger_ca_file: PathBuf,
    /// The registered app's.
    pub(crate) client: Leaf,
    /// Another registered app's.
    pub(crate) other: Leaf,
    /// A client's, of the authority nobody trusts.
    pub(crate) stranger: Leaf,
    /// The registered app's of last year.
    pub(crate) expired: Leaf,
    /// A server's, under every name that this machine's tests use.
    pub(crate) server: Leaf,
    /// The API server's, of the authority nobody trusts.
    pub(crate) server_stranger: Leaf,
    /// The API server's of last year.
    pub(crate) server_expired: Leaf,
    /// A server's that the API doesn't go by.
    pub(crate) server_elsewhere: Leaf,
}

/// The names of this machine, under which the API is called.
const LOCAL: &[&str] = &["localhost", "127.0.0.1", "::1"];

impl Pki {
    /// What is in `folder`, completed where something is missing or near its end.
    pub(crate) fn open(
        folder: &Folder,
        client_name: &str,
        other_name: &str,
        now: SystemTime,
    ) -> Result<Self, PkiError> {
        let ca = Authority::open(folder, "ca", now)?;
        let stranger_ca = Authority::open(folder, "stranger-ca", now)?;
        let every_name: Vec<&str> = LOCAL
            .iter()
            .copied()
            .chain(["edge.test", "front.test", "relay.test"])
            .chain(Brand::ALL.map(Brand::test_host))
            .collect();
        let server = |file, names, life| LeafSpec {
            file,
            common_name: "sandbox",
            purpose: Purpose::Server(names),
            life,
        };
        let client = |file, common_name, purpose, life| LeafSpec {
            file,
            common_name,
            purpose,
            life,
        };
        Ok(Self {
            client: ca.leaf(client("client", client_name, Purpose::App, Validity::Good))?,
            other: ca.leaf(client("other", other_name, Purpose::Client, Validity::Good))?,
            expired: ca.leaf(client(
                "expired",
                client_name,
                Purpose::Client,
                Validity::Over,
            ))?,
            stranger: stranger_ca.leaf(client(
                "stranger",
                client_name,
                Purpose::Client,
                Validity::Good,
            ))?,
            server: ca.leaf(server("server", &every_name, Validity::Good))?,
            server_stranger: stranger_ca.leaf(server("server-stranger", LOCAL, Validity::Good))?,
            server_expired: ca.leaf(server("server-expired", LOCAL, Validity::Over))?,
            server_elsewhere: ca.leaf(server(
                "server-elsewhere",
                &["elsewhere.test"],
                Validity::Good,
            ))?,
            ca: ca.certificate(),
            ca_file: ca.file(),
            stranger_ca_file: stranger_ca.file(),
        })
    }
}
