use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::*;

mod refused;
mod values;
mod writes;

const MINIMAL: &str = r#"
listen = "127.0.0.1:8300"
admin = "unix:admin.sock"
public_names = ["Relay.Example.com:443"]
upstream = { base = "https://api.example/connectedcar/v4/", ca = "ca.pem" }
[[identity]]
name = "app"
client_id = "1eeecd7a"
certificate = "client.pem"
key = "/etc/client.key"
realms = ["clientsB2CPeugeot"]
keys = [{ id = "edge-1", secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" }]
"#;

fn load_with(text: &str, environment: &HashMap<&str, &str>) -> Result<Config, String> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, text).unwrap();
    let lookup = |name: &str| environment.get(name).map(|&text| text.into());
    Config::load(&file, lookup).map_err(|error| {
        error
            .to_string()
            .replace(&file.display().to_string(), "relay.toml")
    })
}

fn load(text: &str) -> Result<Config, String> {
    load_with(text, &HashMap::new())
}

#[test]
fn what_is_left_out_has_a_default_and_paths_start_at_the_file() {
    let config = load(MINIMAL).unwrap();
    assert_eq!(config.public_names, ["relay.example.com"]);
    assert_eq!(config.upstream.base, "https://api.example/connectedcar/v4");
    assert_eq!(config.upstream.deadline, Duration::from_secs(10));
    assert_eq!(config.limits, Limits::default());
    assert_eq!(config.log, LogFormat::Json);
    assert!(config.upstream.ca.is_absolute() && config.upstream.ca.ends_with("ca.pem"));
    assert_eq!(config.identities[0].pair.key, Path::new("/etc/client.key"));
    assert_eq!(config.identities[0].keys[0].key.id(), "edge-1");
}

#[test]
fn the_environment_goes_before_the_file() {
    let environment = HashMap::from([("RELAY_UPSTREAM_DEADLINE", "3"), ("RELAY_LOG", "text")]);
    let config = load_with(MINIMAL, &environment).unwrap();
    assert_eq!(config.upstream.deadline, Duration::from_secs(3));
    assert_eq!(config.log, LogFormat::Text);
}

#[test]
fn a_passphrase_comes_without_the_end_of_its_line() {
    let folder = TempDir::new().unwrap();
    let (file, passphrase) = (folder.path().join("relay.toml"), folder.path().join("pass"));
    std::fs::write(&passphrase, "open sesame \r\n").unwrap();
    let one_file = MINIMAL.replace("key = \"/etc/client.key\"", "passphrase_file = \"pass\"");
    std::fs::write(&file, one_file).unwrap();
    let config = Config::load(&file, |_| None).unwrap();
    let pair = &config.identities[0].pair;
    assert_eq!(pair.passphrase, Some("open sesame ".into()));
    assert_eq!(pair.key, pair.certificate);
    for named in [&file, &passphrase, &pair.certificate, &config.upstream.ca] {
        assert!(config.files.contains(named), "{}", named.display());
    }
}

#[test]
fn what_all_identities_hold_leaves_room_for_one_more_answer() {
    let (_, identity) = MINIMAL.split_once("[[identity]]").unwrap();
    let more = |n: usize| {
        let named = identity.replace("\"app\"", &format!("\"app-{n}\""));
        let key = named.replace("edge-1", &format!("edge-1-{n}"));
        format!("[[identity]]{}", key.replace("MDEy", &format!("{n:04}")))
    };
    let of = |identities: usize| {
        let more: String = (1..identities).map(more).collect();
        load(&format!("{MINIMAL}{more}"))
    };
    // 16 MiB each, and 4 MiB, of the 64 MiB that are the default.
    assert!(of(3).is_ok());
    assert!(of(4).unwrap_err().contains("at least 71303168:"));
}

#[test]
fn two_identities_have_two_names() {
    let second = MINIMAL
        .split_once("[[identity]]")
        .unwrap()
        .1
        .replace("edge-1", "edge-2");
    let complaint = load(&format!("{MINIMAL}[[identity]]{second}")).unwrap_err();
    assert!(
        complaint.contains("identity \"app\": name: expected a name that no other"),
        "{complaint}"
    );
}

#[test]
fn the_settings_that_only_a_restart_changes_are_told() {
    let text = MINIMAL.replace("unix:", "unix:/run/");
    let before = load(&text).unwrap();
    assert!(before.fixed_differences(&before).is_empty());
    let after = text
        .replace(":8300", ":8302")
        .replace("public_names", "allow_plain_public = true\npublic_names")
        .replace("[[identity]]", "limits.headers = 9\n[[identity]]");
    assert_eq!(
        before.fixed_differences(&load(&after).unwrap()),
        ["listen", "allow_plain_public", "limits"]
    );
}

#[test]
fn what_a_car_can_do_is_asked_where_it_is_said_and_there_is_a_version_3() {
    assert!(!load(MINIMAL).unwrap().identities[0].eligibility);
    let asking = MINIMAL.replace("realms =", "eligibility = true\nrealms =");
    assert!(load(&asking).unwrap().identities[0].eligibility);
    let elsewhere = asking.replace("connectedcar/v4/", "connectedcar/v5");
    let fault = load(&elsewhere).unwrap_err();
    let expected =
        "relay.toml: identity \"app\": eligibility: expected false, because upstream.base";
    assert!(fault.starts_with(expected), "{fault}");
    assert!(load(&MINIMAL.replace("connectedcar/v4/", "connectedcar/v5")).is_ok());
}

#[test]
fn the_example_is_what_its_comments_say() {
    let example = include_str!("../../relay.example.toml");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, example).unwrap();
    std::fs::write(
        folder.path().join("edge-2026-11.key"),
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n",
    )
    .unwrap();
    let config = Config::load(&file, |_| None).unwrap();
    assert_eq!(config.limits, Limits::default());
    assert_eq!(
        config.reload_interval,
        load(MINIMAL).unwrap().reload_interval
    );
    let defaults = load(MINIMAL).unwrap().upstream;
    let upstream = UpstreamSettings {
        base: config.upstream.base.clone(),
        ca: config.upstream.ca.clone(),
        ..defaults
    };
    assert_eq!(config.upstream, upstream);
    for (section, settings) in [
        ("limits", toml::Table::try_from(&config.limits)),
        ("upstream", toml::Table::try_from(&config.upstream)),
    ] {
        let (_, text) = example.split_once(&format!("\n[{section}]\n")).unwrap();
        let (text, _) = text.split_once("\n[").unwrap();
        let shown = text.lines().filter_map(|line| line.split_once(" = "));
        let shown: Vec<_> = shown
            .map(|(name, _)| name.trim_start_matches("# "))
            .collect();
        for name in settings.unwrap().keys() {
            assert!(shown.contains(&name.as_str()), "{section}.{name}");
        }
    }
    for brand in shared::brand::Brand::ALL {
        assert!(
            config.identities[0]
                .realms
                .iter()
                .any(|realm| realm == brand.realm())
        );
    }
    // The rule by which variables are called, by these two; `environment` has every one of them.
    for (path, variable) in [
        ("listen", "RELAY_LISTEN"),
        ("upstream.deadline", "RELAY_UPSTREAM_DEADLINE"),
    ] {
        assert!(example.contains(variable), "{variable}");
        assert_eq!(super::environment::variable_of(path), Some(variable));
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let complaint = Config::load(Path::new("/nowhere/relay.toml"), |_| None).unwrap_err();
    assert!(
        complaint
            .to_string()
            .starts_with("/nowhere/relay.toml: cannot be read: ")
    );
}

#[test]
fn a_secret_on_a_broken_line_is_not_shown() {
    let complaint = load(&MINIMAL.replace("secret = \"MDEy", "secret = MDEy")).unwrap_err();
    assert!(
        complaint.starts_with("relay.toml: line 12: "),
        "{complaint}"
    );
    assert!(!complaint.contains("MDEy"), "{complaint}");
}

#[test]
fn a_secret_in_the_wrong_place_is_not_shown() {
    for (from, to) in [
        (
            "secret = \"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\"",
            "secret = 12345678901",
        ),
        ("[\"clientsB2CPeugeot\"]", "\"edge-1:MDEyMzQ1\""),
    ] {
        let complaint = load(&MINIMAL.replace(from, to)).unwrap_err();
        assert!(complaint.contains("invalid type, expected "), "{complaint}");
        assert!(!complaint.contains("MDEy"), "{complaint}");
        assert!(!complaint.contains("12345678901"), "{complaint}");
    }
}

#[test]
fn what_is_printed_is_read_back_as_the_same_settings_but_for_the_secrets() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, MINIMAL).unwrap();
    let environment = |name: &str| (name == "RELAY_UPSTREAM_DEADLINE").then(|| "7".into());
    let text = Config::print(&file, environment).unwrap();
    for expected in [
        "log = \"json\" # default\n",
        "listen = \"127.0.0.1:8300\"\n",
        "deadline = 7 # RELAY_UPSTREAM_DEADLINE\n",
        "connect_timeout = 5 # default\n",
        "base = \"https://api.example/connectedcar/v4/\"\n",
        "secret = \"REDACTED\"\n",
    ] {
        assert!(text.contains(expected), "{expected}{text}");
    }
    assert!(!text.contains("MDEyMzQ1Njc4"), "{text}");

    let loaded = Config::load(&file, environment).unwrap();
    std::fs::write(
        &file,
        text.replace("REDACTED", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
    )
    .unwrap();
    let again = Config::load(&file, |_| None).unwrap();
    assert_eq!(format!("{again:?}"), format!("{loaded:?}"));
}

#[test]
fn what_cannot_be_served_with_is_not_printed() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, MINIMAL.replace("127.0.0.1:8300", "0.0.0.0:8300")).unwrap();
    let error = Config::print(&file, |_| None).unwrap_err();
    assert!(error.to_string().contains("listen"), "{error}");
}
