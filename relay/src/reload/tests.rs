use std::net::TcpListener;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use tempfile::TempDir;
use tokio::signal::unix::{SignalKind, signal};

use super::*;
use crate::admin::Probe;
use crate::identity_set::Identity;
use crate::log::RequestLog;
use crate::tests::{folder, identity};
use crate::tls::provider;
use untried::MINUTE;

type Load = Box<dyn Fn() -> Result<Config, config::Error> + Send + Sync>;

/// A reload of what `load` finds, and the registry that its metrics are in.
fn reload(load: Load) -> (Reload<Load>, ReloadState, Registry) {
    let config = load().unwrap();
    let mut registry = Registry::default();
    let reload = Reload {
        service: Arc::new(
            Service::new(
                &config,
                &provider(),
                unix_now(),
                RequestLog::untaken(&mut Registry::default()),
                &mut Registry::default(),
            )
            .unwrap(),
        ),
        load: Arc::new(load),
        descriptors: Descriptors::of(usize::MAX, 1024, 32),
        own: None,
        readiness: Arc::default(),
        metrics: ReloadMetrics::register(&mut registry),
        provider: provider(),
    };
    (reload, ReloadState::new(FileSet::of(&config)), registry)
}

fn load(folder: &TempDir) -> Load {
    let file = folder.path().join("relay.toml");
    Box::new(move || Config::load(&file, |_| None))
}

#[tokio::test(start_paused = true)]
async fn a_refusal_counts_once_a_change_and_each_time_it_is_asked_for() {
    let folder = folder();
    let (mut reload, mut state, registry) = reload(load(&folder));
    let counted = |outcome: &str, count: u64| {
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        let line = format!("reloads_total{{outcome=\"{outcome}\"}} {count}\n");
        assert!(text.contains(&line), "{line} is not in {text}");
    };

    let (certificate, key) = identity();
    std::fs::write(folder.path().join("client.pem"), &certificate).unwrap();
    for (told, refused) in [(false, 1), (false, 1), (true, 2)] {
        reload.look(&mut state, told).await;
        counted("refused", refused);
    }
    assert!(
        state
            .refusal
            .as_ref()
            .unwrap()
            .contains("is not the key of")
    );
    std::fs::write(folder.path().join("client.pem"), "").unwrap();
    reload.look(&mut state, false).await;
    counted("refused", 3);

    std::fs::write(folder.path().join("client.pem"), certificate).unwrap();
    std::fs::write(folder.path().join("client.key"), key).unwrap();
    for renewed in [1, 1] {
        reload.look(&mut state, false).await;
        counted("renewed", renewed);
    }
    assert_eq!(state.refusal, None);
}

#[tokio::test]
async fn an_upstream_that_cannot_be_asked_holds_back_no_certificate_but_all_else() {
    for (what, file, change) in [
        (
            "address",
            "relay.toml",
            Some(("127.0.0.1:1/", "127.0.0.2:1/")),
        ),
        (
            "pin",
            "relay.toml",
            Some((
                "ca = \"ca.pem\"",
                "ca = \"ca.pem\", pin = \"sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"",
            )),
        ),
        ("authority", "ca.pem", None),
    ] {
        let folder = folder();
        let (mut reload, mut state, _) = reload(load(&folder));
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let text = match change {
            Some((from, to)) => text.replacen(from, to, 1),
            None => identity().0,
        };
        std::fs::write(path, text).unwrap();
        reload.look(&mut state, true).await;
        let lines: Vec<_> = state.lines().collect();
        assert_eq!(lines.len(), 1, "{what}: {lines:?}");
        assert!(
            lines[0].starts_with(
                "the set on disk is refused: identity \"app\": no handshake with the upstream: "
            ),
            "{what}: {lines:?}"
        );
    }

    let folder = folder();
    let (mut reload, mut state, _) = reload(load(&folder));
    let (certificate, key) = identity();
    std::fs::write(folder.path().join("client.pem"), certificate).unwrap();
    std::fs::write(folder.path().join("client.key"), key).unwrap();
    reload.look(&mut state, true).await;
    let lines: Vec<_> = state.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("identity \"app\" is untried: "),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_trial_trusts_the_authorities_in_use_whatever_the_file_has_become() {
    let folder = folder();
    let (reload, ..) = reload(load(&folder));
    std::fs::write(folder.path().join("ca.pem"), "half of a").unwrap();
    let identities = reload.service.identities();
    let identity = identities.iter().next().unwrap();
    let verdict = trial::shake_hands(identity, &provider()).await;
    assert!(matches!(verdict, Verdict::Unknown(_)), "{verdict:?}");
}

#[tokio::test(start_paused = true)]
async fn a_poll_does_not_take_what_is_still_being_written_and_an_operator_is_obeyed() {
    let folder = folder();
    let file = folder.path().join("relay.toml");
    let whole = std::fs::read_to_string(&file).unwrap();
    let (_, app) = whole.split_once("[[identity]]").unwrap();
    let more = app
        .replace("\"app\"", "\"more\"")
        .replace("edge-1", "edge-2")
        .replace("MDEy", "MDEz");
    std::fs::write(&file, format!("{whole}[[identity]]{more}")).unwrap();
    let complete = Config::load(&file, |_| None).unwrap();
    std::fs::write(&file, whole).unwrap();
    let half = Config::load(&file, |_| None).unwrap();

    // What the disk has, one look after the other: first at the start, then for a poll that comes
    // in the middle of a change, for one that comes after it, and for an operator.
    let looks = [&complete, &half, &complete, &half, &half, &complete];
    let looks = Mutex::new(Vec::from(looks.map(Clone::clone)).into_iter());
    let (mut reload, mut state, _) =
        reload(Box::new(move || Ok(looks.lock().unwrap().next().unwrap())));
    for (told, names) in [(false, "app, more"), (false, "app"), (true, "app, more")] {
        reload.look(&mut state, told).await;
        let identities = reload.service.identities();
        let serving: Vec<_> = identities.iter().map(Identity::name).collect();
        assert_eq!(serving.join(", "), names);
    }
}

#[tokio::test(start_paused = true)]
async fn however_seldom_files_are_read_certificates_are_looked_at_each_hour() {
    let folder = folder();
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("reload_interval = 36000\n{settings}")).unwrap();
    let read = load(&folder);
    let reads = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&reads);
    let (reload, state, _) = reload(Box::new(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        read()
    }));
    let readiness = Arc::clone(&reload.readiness);
    let hangup = signal(SignalKind::hangup()).unwrap();
    let running = tokio::spawn(reload.run(state.in_use, hangup));
    tokio::time::sleep(HOUR / 2).await;
    let once = reads.load(Ordering::SeqCst);
    for (hours, more) in [(1, 0), (9, 1)] {
        readiness.note(vec!["of an earlier hour".to_owned()]);
        tokio::time::sleep(hours * HOUR).await;
        assert_eq!(readiness.probe("/ready"), Probe::Ready(Vec::new()));
        assert_eq!(reads.load(Ordering::SeqCst), once + more);
    }
    running.abort();
}

/// An upstream that takes connections and says nothing. The settings name it, and this interval.
fn silent_upstream(folder: &TempDir, interval: u32) -> TcpListener {
    let upstream = TcpListener::bind("127.0.0.1:0").unwrap();
    upstream.set_nonblocking(true).unwrap();
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let base = format!("https://{}/", upstream.local_addr().unwrap());
    let settings = settings.replace("https://127.0.0.1:1/", &base);
    std::fs::write(&file, format!("reload_interval = {interval}\n{settings}")).unwrap();
    upstream
}

/// The connections that have come to it since.
fn trials(upstream: &TcpListener) -> usize {
    upstream.incoming().map_while(Result::ok).count()
}

fn renew_certificate(folder: &TempDir) {
    let (certificate, key) = identity();
    std::fs::write(folder.path().join("client.pem"), certificate).unwrap();
    std::fs::write(folder.path().join("client.key"), key).unwrap();
}

#[tokio::test(start_paused = true)]
async fn however_seldom_or_often_files_are_read_an_untried_identity_is_tried_each_minute() {
    for interval in [36_000, 1] {
        let folder = folder();
        let upstream = silent_upstream(&folder, interval);
        let (reload, state, _) = reload(load(&folder));
        let readiness = Arc::clone(&reload.readiness);
        let hangup = signal(SignalKind::hangup()).unwrap();
        renew_certificate(&folder);
        let running = tokio::spawn(reload.run(state.in_use, hangup));
        // The first look is taken at once.
        tokio::time::sleep(MINUTE).await;
        let Probe::Ready(lines) = readiness.probe("/ready") else {
            panic!("it is not ready")
        };
        assert!(lines[0].contains(" is untried: "), "{lines:?}");
        assert_eq!(trials(&upstream), 1);
        tokio::time::sleep(10 * MINUTE).await;
        // A trial takes some seconds itself.
        let again = trials(&upstream);
        assert!((5..=10).contains(&again), "{interval}: {again}");
        running.abort();
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_does_not_wait_for_the_trials_under_way() {
    let folder = folder();
    let upstream = silent_upstream(&folder, 1);
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let (_, app) = settings.split_once("[[identity]]").unwrap();
    let more = app
        .replace("\"app\"", "\"more\"")
        .replace("edge-1", "edge-2")
        .replace("MDEy", "MDEz");
    let settings = format!("{settings}[[identity]]{more}");
    std::fs::write(&file, &settings).unwrap();
    let (reload, state, _) = reload(load(&folder));
    let service = Arc::clone(&reload.service);
    let hangup = signal(SignalKind::hangup()).unwrap();
    renew_certificate(&folder);
    let running = tokio::spawn(reload.run(state.in_use, hangup));
    tokio::time::sleep(MINUTE / 2).await;
    // Those of the renewal.
    assert!(trials(&upstream) > 0);
    while trials(&upstream) == 0 {
        tokio::time::sleep(SETTLING).await;
    }
    // A trial takes longer than a poll and the time in which it settles.
    std::fs::write(&file, settings.replace("edge-1", "edge-3")).unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(service.identities().of_key("edge-3").is_some());
    running.abort();
}

#[tokio::test(start_paused = true)]
async fn a_trial_that_an_operator_asks_for_is_made_although_something_else_is_renewed() {
    let folder = folder();
    let upstream = silent_upstream(&folder, 0);
    let (mut reload, mut state, _) = reload(load(&folder));
    renew_certificate(&folder);
    reload.look(&mut state, true).await;
    assert!(state.untried.is_any());
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, settings.replace("edge-1", "edge-3")).unwrap();
    state.untried.hurry();
    reload.look(&mut state, true).await;
    let identities = reload.service.identities();
    assert!(identities.of_key("edge-3").is_some());
    // Those before.
    trials(&upstream);
    let asking = state.untried.ask_again(&identities, &reload.provider);
    tokio::time::timeout(MINUTE / 2, asking).await.unwrap();
    assert_eq!(trials(&upstream), 1);
}

#[test]
fn a_refusal_is_explained_by_a_certificate_in_use_and_at_a_new_address_by_one_that_has_ended() {
    let folder = folder();
    let settings = load(&folder)().unwrap();
    let mut moved = settings.clone();
    moved.upstream.base = settings.upstream.base.replace(":1/", ":2/");
    let (now, registry) = (unix_now(), &mut Registry::default());
    let in_use = IdentitySet::open(&settings, &provider(), now, registry).unwrap();
    let explains = |settings: &Config, is_over: bool| {
        let next = in_use.renewed(settings, &provider(), now).unwrap();
        let identity = next.iter().next().unwrap();
        let end = u64::try_from(identity.credential().not_after()).unwrap();
        in_use.explains_refusal(identity, if is_over { end + 1 } else { now })
    };
    assert!(explains(&settings, false));
    assert!(!explains(&moved, false));
    assert!(explains(&moved, true));
    renew_certificate(&folder);
    assert!(!explains(&settings, true));
}

#[test]
fn a_connection_that_is_denied_is_laid_to_landlock_only_where_that_bars_the_port() {
    let folder = folder();
    let settings = load(&folder)().unwrap();
    let mut state = ReloadState::new(FileSet::of(&settings));
    let mut moved = settings.clone();
    moved.upstream.base = settings.upstream.base.replace(":1/", ":2/");
    for (landlock, now, bars) in [
        (true, &moved, true),
        (true, &settings, false),
        (false, &moved, false),
    ] {
        state.first.as_mut().unwrap().landlock = landlock;
        assert_eq!(state.bars(now), bars);
        let denied = Verdict::Denied("denied".to_owned());
        let refused = judge(denied, "app", true, bars).unwrap_err();
        let is_barred = matches!(refused, ReloadError::Barred { .. });
        assert_eq!(is_barred, bars, "{refused}");
    }
}
