//! Chromium without a window, driven over WebDriver.

mod devtools;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::process::{Process, ProcessError, command};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use x509_parser::pem::parse_x509_pem;

use devtools::Devtools;

const TIMEOUT: Duration = Duration::from_secs(60);
/// How often a driver is started before that is a failure.
const STARTS: usize = 4;

/// A browser. Ending the driver ends Chromium, too.
pub(crate) struct Browser {
    pub(crate) page: Client,
    _driver: Process,
    _profile: TempDir,
}

/// A driver and its port. It binds one port for IPv4 and IPv6; where another program has the port
/// for the second of them it exits, and is started again.
fn start_driver() -> (Process, u16) {
    let program = std::env::var_os("CHROMEDRIVER").map(PathBuf::from);
    let program = program.unwrap_or_else(|| PathBuf::from("/usr/bin/chromedriver"));
    let start = || {
        let mut driver = command(&program);
        driver.arg("--port=0");
        let driver = Process::start("chromedriver", driver)?;
        let port = driver.says(driver.stdout(), "its port", TIMEOUT, |line| {
            let port = line.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse().ok()
        })?;
        Ok::<_, ProcessError>((driver, port))
    };
    let mut first = (1..STARTS).map(|_| start());
    first.find(Result::is_ok).unwrap_or_else(start).unwrap()
}

impl Browser {
    /// A browser that finds every `.test` host on this machine, and takes one key that no public
    /// authority vouches for.
    pub(crate) async fn open(certificate: &Path) -> Self {
        Self::start(certificate, "MAP *.test 127.0.0.1").await
    }

    /// The same, but that one of them, with its port, is found behind another port of this machine.
    pub(crate) async fn open_behind(certificate: &Path, authority: &str, port: u16) -> Self {
        let rules = format!("MAP {authority} 127.0.0.1:{port}, MAP *.test 127.0.0.1");
        Self::start(certificate, &rules).await
    }

    async fn start(certificate: &Path, hosts: &str) -> Self {
        let (driver, port) = start_driver();
        let profile = tempfile::tempdir().unwrap();
        let options = json!({
            "binary": "/usr/bin/chromium",
            // As many browsers do by default: of another site no cookie that is not partitioned.
            "prefs": { "profile.cookie_controls_mode": 1 },
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--window-size=900,900",
                format!("--host-resolver-rules={hosts}"),
                format!("--ignore-certificate-errors-spki-list={}", key_hash(certificate)),
                format!("--user-data-dir={}", profile.path().display()),
            ],
        });
        let capabilities = [("goog:chromeOptions".to_owned(), options)];
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.into_iter().collect())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self {
            page,
            _driver: driver,
            _profile: profile,
        }
    }

    /// What a script of the page finds.
    pub(crate) async fn script(&self, expression: &str) -> Value {
        let script = format!("return {expression};");
        self.page.execute(&script, Vec::new()).await.unwrap()
    }

    /// Has the page be shown at a size in CSS pixels, in a colour scheme: `light` or `dark`.
    /// A narrow one is a phone's, whose bars to scroll by take no room.
    pub(crate) async fn show(&self, (width, height): (u32, u32), scheme: &str) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        let media = json!({
            "features": [{ "name": "prefers-color-scheme", "value": scheme }],
        });
        for (command, parameters) in [
            ("Emulation.setDeviceMetricsOverride", size),
            ("Emulation.setEmulatedMedia", media),
        ] {
            self.devtools(command, parameters).await;
        }
    }

    /// Has a script run at the very beginning of each page from now on.
    pub(crate) async fn begin_with(&self, script: &str) {
        let source = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    async fn devtools(&self, command: &'static str, parameters: Value) {
        let command = Devtools {
            command,
            parameters,
        };
        self.page.issue_cmd(command).await.unwrap();
    }

    /// Keeps a picture of the page, for people to look at.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let picture = self.page.screenshot().await.unwrap();
        fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }
}

/// SHA-256 of a certificate's public key, as Chromium wants it.
fn key_hash(certificate: &Path) -> String {
    let pem = fs::read(certificate).unwrap();
    let (_, pem) = parse_x509_pem(&pem).unwrap();
    let certificate = pem.parse_x509().unwrap();
    STANDARD.encode(Sha256::digest(certificate.public_key().raw))
}
