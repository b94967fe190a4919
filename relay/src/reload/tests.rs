use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use tempfile::TempDir;

use super::*;
use crate::tls::provider;

/// A relay's folder. Nothing listens where its upstream would be.
fn folder() -> TempDir {
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

fn identity() -> (String, String) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

#[tokio::test]
async fn a_refusal_counts_once_a_change_and_each_time_it_is_asked_for() {
    let folder = folder();
    let file = folder.path().join("relay.toml");
    let load = move || Config::load(&file, |_| None);
    let config = load().unwrap();
    let mut registry = Registry::default();
    let mut in_use = Disk::of(&config);
    let mut reload = Reload {
        service: Arc::new(
            Service::new(&config, &provider(), unix_now(), &mut Registry::default()).unwrap(),
        ),
        load: Arc::new(load),
        own: None,
        readiness: Arc::default(),
        metrics: Metrics::register(&mut registry),
        provider: provider(),
    };
    let counted = |outcome: &str, count: u64| {
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        let line = format!("reloads_total{{outcome=\"{outcome}\"}} {count}\n");
        assert!(text.contains(&line), "{line} is not in {text}");
    };
    let mut refusal = None;

    let (certificate, key) = identity();
    std::fs::write(folder.path().join("client.pem"), &certificate).unwrap();
    for (told, refused) in [(false, 1), (false, 1), (true, 2)] {
        reload.look(&mut in_use, &mut refusal, told).await;
        counted("refused", refused);
    }
    assert!(refusal.as_ref().unwrap().contains("is not the key of"));
    std::fs::write(folder.path().join("client.pem"), "").unwrap();
    reload.look(&mut in_use, &mut refusal, false).await;
    counted("refused", 3);

    // The upstream that cannot be asked is no reason to stay with what is old.
    std::fs::write(folder.path().join("client.pem"), certificate).unwrap();
    std::fs::write(folder.path().join("client.key"), key).unwrap();
    for renewed in [1, 1] {
        reload.look(&mut in_use, &mut refusal, false).await;
        counted("renewed", renewed);
    }
    assert_eq!(refusal, None);
}
