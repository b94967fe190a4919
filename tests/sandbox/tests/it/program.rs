//! The program itself: what it prints, keeps, refuses and logs, and how it ends.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::time::timeout;

use crate::running::{REALM, REDIRECT_URI, Running, command};

#[tokio::test]
async fn a_restart_does_not_orphan_a_relay() {
    let first = Running::start(&[]).await;
    let files = [
        "ca",
        "clientCertificate",
        "clientKey",
        "serverCertificate",
        "strangerCa",
    ];
    let kept = files.map(|name| first.file(name));
    let client = first.json["client"].clone();
    let second = Running::start_in(first.stop().await, &[]).await;
    assert_eq!(kept, files.map(|name| second.file(name)));
    assert_eq!(client, second.json["client"]);
    second.stop().await;
}

#[tokio::test]
async fn what_is_printed_points_a_relay_and_an_edge_here() {
    let sandbox = Running::start(&[]).await;
    let printed = sandbox.printed.join("\n");
    let camille = sandbox.driver("camille");
    for part in [
        &format!("base = \"{}\"", sandbox.text("/api/url")),
        &format!("ca = \"{}\"", sandbox.text("/files/ca")),
        &format!("IDP_BASE={}/{{tld}}/am/oauth2", sandbox.text("/idp/url")),
        &format!("CLIENT_SECRET={}", sandbox.text("/client/secret")),
        "PUBLIC_ORIGIN=https://edge.test\n",
        camille.username,
        camille.password,
        "the telematics box was replaced",
    ] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
    assert_eq!(sandbox.json["redirectUris"][0], REDIRECT_URI);
    let drivers = sandbox.json["drivers"].as_array().unwrap();
    let withheld = |driver: &&serde_json::Value| driver["withheld"][0] == "data:position";
    assert_eq!(drivers.iter().filter(withheld).count(), 1, "{drivers:?}");
}

#[tokio::test]
async fn a_busy_port_is_named_with_what_moves_it() {
    let busy = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = busy.local_addr().unwrap().to_string();
    for (flag, variable) in [
        ("--idp", "SANDBOX_IDP"),
        ("--idp-tls", "SANDBOX_IDP_TLS"),
        ("--api", "SANDBOX_API"),
        ("--control", "SANDBOX_CONTROL"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let ended = command(dir.path(), &[flag, &address]).output();
        let ended = timeout(Duration::from_secs(30), ended)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(ended.status.code(), Some(1));
        let message = String::from_utf8(ended.stderr).unwrap();
        for part in [address.as_str(), &format!("{flag} or {variable} moves it")] {
            assert!(message.contains(part), "{part} in {message}");
        }
    }
}

#[tokio::test]
async fn an_address_that_others_could_reach_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let ended = command(dir.path(), &["--idp", "0.0.0.0:0"]).output();
    let ended = timeout(Duration::from_secs(30), ended)
        .await
        .unwrap()
        .unwrap();
    assert!(!ended.status.success());
    let message = String::from_utf8(ended.stderr).unwrap();
    assert!(message.contains("loopback addresses only"), "{message}");
}

#[tokio::test]
async fn a_signal_ends_it_at_once_and_well() {
    for signal in ["-TERM", "-INT"] {
        let mut sandbox = Running::start(&[]).await;
        let id = sandbox.child.id().unwrap().to_string();
        Command::new("kill")
            .args([signal, &id])
            .status()
            .await
            .unwrap();
        let ended = timeout(Duration::from_secs(5), sandbox.child.wait()).await;
        assert_eq!(ended.unwrap().unwrap().code(), Some(0), "{signal}");
    }
}

#[tokio::test]
async fn the_log_has_a_line_a_request_and_no_secret() {
    let sandbox = Running::start(&[]).await;
    let client = sandbox.client(Some("client"));
    let camille = sandbox.driver("camille");
    let code = sandbox.code(&camille).await;
    let tokens = sandbox.log_in(&camille).await;
    let call = sandbox
        .call(&client, "/user", &tokens, REALM)
        .header("x-request-id", "req-7");
    call.send().await.unwrap();

    let log = sandbox.log();
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(
        lines.last(),
        Some(&"api GET /connectedcar/v4/user 200 req-7")
    );
    assert_eq!(lines.len(), 4, "{log}");
    let secrets = [
        code.as_str(),
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
        tokens["id_token"].as_str().unwrap(),
        camille.password,
        camille.username,
        sandbox.text("/client/secret"),
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
