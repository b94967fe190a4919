//! The settings of writes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::command::Action;

use super::*;

const KEY: &str =
    "keys = [{ id = \"edge-1\", secret = \"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\" }]";

fn with(section: &str) -> Result<Config, String> {
    load(&MINIMAL.replace(
        "[[identity]]",
        &format!("[writes]\n{section}\n[[identity]]"),
    ))
}

#[test]
fn nothing_is_changed_unless_the_owner_says_what() {
    assert_eq!(load(MINIMAL).unwrap().writes, None);
    let writes = with("name = 'relay.example.com'").unwrap().writes.unwrap();
    assert_eq!((writes.allow, writes.hooks), (Vec::new(), Vec::new()));
    let writes = with(
        "name = 'RELAY.example.com:443'
         allow = ['lock', 'wake-up']
         hooks = ['https://kerbside.example/hooks/v1/', 'http://127.0.0.1:8787/hooks/v1/']",
    );
    let writes = writes.unwrap().writes.unwrap();
    assert_eq!(writes.name, "relay.example.com");
    assert_eq!(writes.allow, [Action::Lock, Action::WakeUp]);
    assert_eq!(writes.hooks.len(), 2);
}

#[test]
fn a_hook_is_kept_as_edges_write_it() {
    for (hook, kept) in [
        (
            "https://Kerbside.EXAMPLE:443/Hooks/v1/",
            "https://kerbside.example/Hooks/v1/",
        ),
        (
            "https://kerbside.example:8443/",
            "https://kerbside.example:8443/",
        ),
        (
            "https://kerbside.example:80/",
            "https://kerbside.example:80/",
        ),
        (
            "http://localhost:80/hooks/v1/",
            "http://localhost/hooks/v1/",
        ),
    ] {
        let writes = with(&format!("name = 'relay.example.com'\nhooks = [{hook:?}]"));
        assert_eq!(writes.unwrap().writes.unwrap().hooks, [kept]);
    }
}

#[test]
fn no_two_keys_share_a_secret_whatever_they_sign_and_whose_they_are() {
    let entry = |id: &str, letter: &str, writes: bool| {
        let secret = STANDARD.encode(letter.repeat(32));
        format!("{{ id = \"{id}\", secret = \"{secret}\", writes = {writes} }}")
    };
    let (_, first) = MINIMAL.split_once("[[identity]]").unwrap();
    let with = |keys: &[String], others: &[String]| {
        let of = |name: &str, keys: &[String]| {
            let section = first.replace("\"app\"", name);
            let keys = format!("keys = [{}]", keys.join(", "));
            format!("[[identity]]{}", section.replace(KEY, &keys))
        };
        let head = MINIMAL.replace(&format!("[[identity]]{first}"), "");
        load(&[head, of("\"app\"", keys), of("\"more\"", others)].concat())
    };
    let (one, other) = (entry("edge-1", "a", false), entry("edge-2", "b", false));
    let good = with(
        &[one.clone(), entry("write-1", "c", true)],
        std::slice::from_ref(&other),
    );
    assert_eq!(good.unwrap().identities.len(), 2);
    for (kind, writes) in [("edge-3", false), ("write-3", true)] {
        for (keys, others, name, pair) in [
            (
                vec![one.clone(), entry(kind, "a", writes)],
                vec![other.clone()],
                "app",
                format!("{kind:?} has that of \"edge-1\""),
            ),
            (
                vec![one.clone()],
                vec![other.clone(), entry(kind, "a", writes)],
                "more",
                format!("{kind:?} has that of \"edge-1\""),
            ),
            (
                vec![one.clone(), entry(kind, "b", writes)],
                vec![other.clone()],
                "more",
                format!("\"edge-2\" has that of {kind:?}"),
            ),
        ] {
            let expected = format!(
                "relay.toml: identity {name:?}: keys: expected a secret of its own for each key, \
                 and {pair}"
            );
            assert_eq!(with(&keys, &others).unwrap_err(), expected);
        }
    }
    let writers = [entry("write-1", "d", true), entry("write-2", "d", true)];
    let refused = with(&[&[one][..], &writers].concat(), &[other]).unwrap_err();
    assert!(
        refused.ends_with("\"write-2\" has that of \"write-1\""),
        "{refused}"
    );
}

#[test]
fn an_emptied_variable_allows_nothing() {
    let text = MINIMAL.replace(
        "[[identity]]",
        "[writes]\nname = 'relay.example.com'\nallow = ['lock']\n\
         hooks = ['https://kerbside.example/hooks/v1/']\n[[identity]]",
    );
    for empty in ["", " "] {
        let variables = ["RELAY_WRITES_ALLOW", "RELAY_WRITES_HOOKS"];
        let environment = variables.map(|name| (name, empty)).into();
        let writes = load_with(&text, &environment).unwrap().writes.unwrap();
        assert_eq!((writes.allow, writes.hooks), (Vec::new(), Vec::new()));
    }
}

#[test]
fn the_environment_can_switch_writes_on() {
    let environment = HashMap::from([
        ("RELAY_WRITES_NAME", "relay.example.com"),
        ("RELAY_WRITES_ALLOW", "lock, unlock"),
        ("RELAY_WRITES_HOOKS", "https://kerbside.example/hooks/v1/"),
    ]);
    let writes = load_with(MINIMAL, &environment).unwrap().writes.unwrap();
    assert_eq!(writes.allow, [Action::Lock, Action::Unlock]);
}

#[test]
fn a_setting_of_writes_that_cannot_be_used_is_named() {
    let named = "name = 'relay.example.com'\n";
    let mut cases = vec![
        (
            "allow = ['lock']".to_owned(),
            "writes.name (or RELAY_WRITES_NAME): missing",
        ),
        (
            "name = 'other.example.com'".to_owned(),
            "writes.name (or RELAY_WRITES_NAME): expected one of public_names",
        ),
        (
            format!("{named}allow = ['door']"),
            "writes.allow (or RELAY_WRITES_ALLOW): expected of the words lock, unlock, horn, ",
        ),
        (
            format!("{named}allow = ['lock', 'Lock']"),
            "navigation, rules, and not Lock",
        ),
        (
            format!("{named}allow = ['MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=']"),
            "navigation, rules",
        ),
        (format!("{named}allow = 'lock'"), "writes.allow"),
        (format!("{named}allowed = []"), "unknown field `allowed`"),
    ];
    for hook in [
        "https://kerbside.example",
        "https://kerbside.example/hooks",
        "https://kerbside.example/hooks//",
        "https://kerbside.example/../",
        "https://kerbside.example/?a/",
        "https://kerbside.example/#a/",
        "https://a@kerbside.example/",
        "HTTPS://kerbside.example/",
        "http://kerbside.example/",
        "http://127.0.0.1.example/",
        "ftp://kerbside.example/",
        "/hooks/",
        "",
    ] {
        cases.push((
            format!("{named}hooks = [{hook:?}]"),
            "writes.hooks (or RELAY_WRITES_HOOKS): expected addresses like",
        ));
    }
    for (section, expected) in cases {
        let complaint = with(&section).unwrap_err();
        assert!(complaint.contains(expected), "{section}: {complaint}");
        assert!(!complaint.contains("MDEy"), "{complaint}");
    }
}

#[test]
fn a_key_is_for_reads_unless_it_says_otherwise_and_some_key_is() {
    let entry = |id: &str, writes: bool| {
        let secret = STANDARD.encode(format!("{id:>32}"));
        format!("{{ id = \"{id}\", secret = \"{secret}\", writes = {writes} }}")
    };
    let with = |reads: usize, writes: usize| {
        let reads = (0..reads).map(|n| entry(&format!("edge-{n}"), false));
        let writes = (0..writes).map(|n| entry(&format!("write-{n}"), true));
        let keys: Vec<_> = reads.chain(writes).collect();
        load(&MINIMAL.replace(KEY, &format!("keys = [{}]", keys.join(", "))))
    };
    let keys = with(1, 1).unwrap().identities.remove(0).keys;
    let kinds: Vec<_> = keys
        .iter()
        .map(|entry| (entry.key.id(), entry.writes))
        .collect();
    assert_eq!(kinds, [("edge-0", false), ("write-0", true)]);
    assert!(with(3, 3).is_ok());
    for (reads, writes) in [(0, 1), (4, 0), (1, 4)] {
        let complaint = with(reads, writes).unwrap_err();
        assert!(
            complaint.contains("up to 3 more with writes = true"),
            "{complaint}"
        );
    }
}

#[test]
fn what_may_be_changed_is_printed_with_where_it_is_from() {
    let writes = "[writes]\nname = 'relay.example.com'\nallow = ['lock']\n[[identity]]";
    let keys = KEY.replace(" }]", ", writes = true }, { id = \"edge-2\", secret = \"ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=\" }]");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    let text = MINIMAL.replace("[[identity]]", writes).replace(KEY, &keys);
    std::fs::write(&file, text).unwrap();
    let environment = |name: &str| (name == "RELAY_WRITES_ALLOW").then(|| "unlock,horn".into());
    let printed = Config::print(&file, environment).unwrap();
    for lines in [
        "[writes]\nallow = [\"unlock\", \"horn\"] # RELAY_WRITES_ALLOW\nhooks = [] # default\nname = \"relay.example.com\"\n",
        "secret = \"REDACTED\"\nwrites = true\n",
    ] {
        assert!(printed.contains(lines), "{printed}");
    }
    assert_eq!(printed.matches("writes = ").count(), 1, "{printed}");
}
