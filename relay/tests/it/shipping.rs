//! What deploy/ starts is the relay, and whoever stops it waits until it has drained.

use std::process::{Command, Stdio};
use std::time::Duration;

use relay::config::{Config, Limits, Listen};
use tempfile::TempDir;

use crate::support::authority::Authority;
use crate::support::relay::{Folder, Relay};

const UNIT: &str = include_str!("../../../deploy/systemd/kerbside-relay.service");
const SOCKET: &str = include_str!("../../../deploy/systemd/kerbside-relay.socket");
const DOCKERFILE: &str = include_str!("../../../deploy/Dockerfile");
const COMPOSE: &str = include_str!("../../../deploy/compose.yaml");
const DEPLOYMENT: &str = include_str!("../../../deploy/kubernetes/deployment.yaml");
const SERVICE: &str = include_str!("../../../deploy/kubernetes/service.yaml");
const SETTINGS: &str = include_str!("../../../deploy/kubernetes/relay.toml");
const TUNNEL: &str = include_str!("../../../deploy/cloudflared/config.yml");
const EXAMPLE: &str = include_str!("../../relay.example.toml");

/// The words behind the first `key` that a line begins with.
#[track_caller]
fn behind<'a>(file: &'a str, key: &str) -> &'a str {
    file.lines()
        .find_map(|line| line.trim().trim_start_matches("- ").strip_prefix(key))
        .unwrap_or_else(|| panic!("no {key}"))
        .trim()
}

/// The words of a command line, a JSON array or a YAML list.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "[],\"".contains(c))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A number of seconds.
#[track_caller]
fn seconds(text: &str) -> Duration {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    Duration::from_secs(digits.parse().unwrap())
}

#[test]
fn every_command_line_that_is_shipped_serves_and_ends_well() {
    let unit = words(behind(UNIT, "ExecStart="));
    let (program, unit) = unit.split_first().unwrap();
    assert_eq!(words(behind(DOCKERFILE, "ENTRYPOINT")), [*program]);
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let config = folder.path().join("relay.toml").display().to_string();
    for arguments in [
        unit.to_vec(),
        words(behind(DOCKERFILE, "CMD")),
        words(behind(COMPOSE, "command:")),
        words(behind(DEPLOYMENT, "args:")),
    ] {
        assert!(
            arguments.contains(&"/etc/kerbside/relay.toml"),
            "{arguments:?}"
        );
        let arguments = arguments.iter().map(|word| match *word {
            "/etc/kerbside/relay.toml" => config.as_str(),
            word => word,
        });
        let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
        command
            .args(arguments)
            .env_clear()
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        let mut relay = Relay::spawn(command);
        relay.terminate();
        assert_eq!(relay.wait().code(), Some(0));
    }
}

#[test]
fn whoever_stops_the_relay_waits_longer_than_it_drains() {
    let drain = Limits::default().drain_timeout;
    assert!(seconds(behind(UNIT, "TimeoutStopSec=")) > drain);
    assert!(seconds(behind(COMPOSE, "stop_grace_period:")) > drain);
    // The tunnel is stopped first, and the relay once it is gone.
    let tunnel = seconds(behind(TUNNEL, "grace-period:"));
    assert!(seconds(behind(DEPLOYMENT, "terminationGracePeriodSeconds:")) > tunnel + drain);
}

#[test]
fn the_tunnel_of_a_pod_starts_once_its_relay_lives_and_stops_before_it() {
    let (_, containers) = DEPLOYMENT.split_once("\n      initContainers:\n").unwrap();
    let (sidecars, containers) = containers.split_once("\n      containers:\n").unwrap();
    assert_eq!(behind(sidecars, "name:"), "relay");
    assert_eq!(behind(sidecars, "restartPolicy:"), "Always");
    let probes = sidecars.split_once("startupProbe:").unwrap().1;
    assert!(behind(probes, "httpGet:").contains("/live"));
    assert_eq!(behind(containers, "name:"), "tunnel");
    assert!(!containers.contains("name: relay\n"));
    // A Service finds no port of a sidecar by its name before Kubernetes 1.32.
    let port = behind(SERVICE, "{name: admin,");
    let number = port
        .split_once("targetPort: ")
        .unwrap()
        .1
        .trim_end_matches('}');
    let named = format!("containerPort: {number}}}");
    assert!(
        behind(DEPLOYMENT, "{name: admin,").contains(&named),
        "{port}"
    );
}

#[test]
fn the_unit_starts_the_socket_that_is_shipped_with_it() {
    assert_eq!(behind(UNIT, "Sockets="), "kerbside-relay.socket");
    let example: toml::Table = toml::from_str(EXAMPLE).unwrap();
    assert_eq!(
        Some(behind(SOCKET, "ListenStream=")),
        example["listen"].as_str()
    );
}

/// Docker takes a container that was sent any signal for one that was stopped, and
/// `unless-stopped` leaves it so.
#[test]
fn a_container_that_was_told_to_reload_is_started_again() {
    assert_eq!(COMPOSE.matches("\n    restart: always\n").count(), 2);
    assert_eq!(COMPOSE.matches("\n    restart:").count(), 2);
}

#[test]
fn the_settings_of_a_pod_are_settings_and_fit_its_probes_and_its_tunnel() {
    let folder = TempDir::new().unwrap();
    let mounted = "/run/kerbside/identity";
    assert!(behind(DEPLOYMENT, "{name: identity,").contains(mounted));
    for (name, text) in [
        ("edge.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
        ("passphrase", "kerbside\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let file = folder.path().join("relay.toml");
    let here = folder.path().display().to_string();
    std::fs::write(&file, SETTINGS.replace(mounted, &here)).unwrap();
    let config = Config::load(&file, |_| None).unwrap();
    assert!(config.identities[0].pair.passphrase.is_some());
    assert!(config.listen.is_local());
    assert_eq!(
        behind(TUNNEL, "service: http://"),
        config.listen.to_string()
    );
    let Listen::Tcp(admin) = config.admin else {
        panic!("the kubelet reaches no socket");
    };
    assert!(admin.ip().is_unspecified());
    let port = format!("containerPort: {}}}", admin.port());
    assert!(behind(DEPLOYMENT, "{name: admin,").contains(&port));
    assert_eq!(behind(TUNNEL, "hostname:"), config.public_names[0]);
    assert!(seconds(behind(TUNNEL, "keepAliveTimeout:")) < config.limits.header_timeout);
}

#[test]
fn the_tunnel_of_a_machine_with_docker_reaches_the_relay_by_its_name() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let set = |name: &str| match name {
        "RELAY_LISTEN" | "RELAY_ALLOW_PLAIN_PUBLIC" | "RELAY_ADMIN" => {
            let value = behind(COMPOSE, &format!("{name}:"));
            Some(value.trim_matches('"').into())
        }
        _ => None,
    };
    let config = Config::load(&folder.path().join("relay.toml"), set).unwrap();
    let Listen::Tcp(edges) = config.listen else {
        panic!("a container reaches no socket of another");
    };
    assert!(edges.ip().is_unspecified());
    let Listen::Tcp(admin) = config.admin else {
        panic!("the machine reaches no socket of a container");
    };
    assert!(admin.ip().is_unspecified());
    // The machine reaches it, and nobody beyond the machine.
    let published = format!("127.0.0.1:{0}:{0}", admin.port());
    assert_eq!(words(behind(COMPOSE, "ports:")), [published]);
    let service = format!("http://relay:{} in the", edges.port());
    assert!(COMPOSE.contains(&service), "{service}");
    let instead = format!("http://{}.", behind(TUNNEL, "service: http://"));
    assert!(COMPOSE.contains(&instead), "{instead}");
}

#[test]
fn the_tunnel_reaches_what_the_example_listens_on() {
    let example: toml::Table = toml::from_str(EXAMPLE).unwrap();
    assert_eq!(
        Some(behind(TUNNEL, "service: http://")),
        example["listen"].as_str()
    );
}

#[test]
fn each_container_that_compose_starts_has_a_limit_for_its_log() {
    assert_eq!(COMPOSE.matches("logging: *logging").count(), 2);
    assert_eq!(behind(COMPOSE, "x-logging:"), "&logging");
    assert_eq!(behind(COMPOSE, "driver:"), "json-file");
    for option in ["max-size:", "max-file:"] {
        assert!(!behind(COMPOSE, option).is_empty(), "{option}");
    }
}
