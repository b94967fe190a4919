//! What several unit tests need: a folder that a relay can begin from.

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use tempfile::TempDir;

/// A relay's folder. Nothing listens where its upstream would be.
pub(crate) fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = identity();
    for (name, text) in [
        ("ca.pem", certificate.as_str()),
        ("client.pem", &certificate),
        ("client.key", &key),
        (
            "relay.toml",
            r#"
            listen = "127.0.0.1:0"
            admin = "127.0.0.1:0"
            public_names = ["relay.example.com"]
            upstream = { base = "https://127.0.0.1:1/connectedcar/v4", ca = "ca.pem" }
            [[identity]]
            name = "app"
            client_id = "1eeecd7a"
            certificate = "client.pem"
            key = "client.key"
            realms = ["clientsB2CPeugeot"]
            keys = [{ id = "edge-1", secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" }]
            "#,
        ),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// A certificate and its key, in PEM.
pub(crate) fn identity() -> (String, String) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}
