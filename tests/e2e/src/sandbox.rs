//! The sandbox, in a folder of its own, and what it can be ordered to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Client, Method};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::process::{Process, ProcessError, command};
use crate::{project, sandbox_keys};

const TIMEOUT: Duration = Duration::from_secs(60);

/// Why there is no sandbox, or it does not do as told.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// It does not start.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// What it says of itself can't be read.
    #[error("{} cannot be read", path.display())]
    Description {
        /// The file.
        path: PathBuf,
        /// What the system or the parser said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It does not follow an order.
    #[error("the sandbox does not follow {order}")]
    Order {
        /// The path at its control port.
        order: String,
        /// What went wrong.
        source: reqwest::Error,
    },
}

/// Where it listens; 0 is a free port.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ports {
    /// The identity provider.
    pub idp: u16,
    /// The identity provider over TLS, if wanted.
    pub idp_tls: Option<u16>,
    /// The connected-car API.
    pub api: u16,
    /// The control port.
    pub control: u16,
}

/// A running sandbox.
#[derive(Debug)]
pub struct Sandbox {
    process: Process,
    description: Description,
    http: Client,
}

/// sandbox.json.
#[derive(Debug, Clone, Deserialize)]
pub struct Description {
    /// The identity provider.
    pub idp: Idp,
    /// The connected-car API.
    pub api: Api,
    /// The control port's address.
    pub control: String,
    /// The app that is registered.
    pub client: App,
    /// Certificates and keys, by their names.
    pub files: Files,
    /// The brands.
    pub brands: Vec<Brand>,
    /// Who can log in.
    pub drivers: Vec<Account>,
}

/// The identity provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Idp {
    /// Its origin.
    pub url: String,
}

/// The connected-car API.
#[derive(Debug, Clone, Deserialize)]
pub struct Api {
    /// Its base.
    pub url: String,
    /// The operations that the manufacturer documents.
    pub documented: Vec<Documented>,
}

/// An operation, as the sandbox knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Documented {
    /// Its path, identifiers in braces.
    pub path: String,
    /// Its method.
    pub method: String,
    /// The names its query may have.
    pub query: Vec<String>,
    /// The media type it answers in.
    pub accept: String,
    /// The scopes it works with, those it demands with a star behind them.
    pub scopes: Vec<String>,
    /// Whether its end is announced.
    pub deprecated: bool,
}

/// An app's credentials.
#[derive(Debug, Clone, Deserialize)]
pub struct App {
    /// Its name.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

/// Certificates and keys, in PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Files {
    /// The authority.
    pub ca: PathBuf,
    /// The app's certificate.
    pub client_certificate: PathBuf,
    /// Its key.
    pub client_key: PathBuf,
    /// A server's certificate, for every name of this machine's tests.
    pub server_certificate: PathBuf,
    /// Its key.
    pub server_key: PathBuf,
}

/// A brand, as the sandbox knows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Brand {
    /// Its name in URLs.
    pub brand: String,
    /// Its domain.
    pub tld: String,
    /// Its realm.
    pub realm: String,
}

/// A driver who can log in.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    /// Where.
    pub brand: String,
    /// As whom.
    pub username: String,
    /// With what.
    pub password: String,
    /// What they have.
    pub about: String,
}

/// An order to a car that it took.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoteAction {
    /// Its identifier.
    pub id: String,
    /// The label that came with it.
    pub label: Option<String>,
    /// The car, by its identifier.
    pub vehicle: String,
    /// Whose car, by the name they log in with.
    pub driver: String,
    /// The callback by which it came.
    pub callback: String,
    /// What was to be done: `door`, for example.
    pub member: String,
    /// All that was sent.
    pub body: Value,
    /// How far it is.
    pub status: String,
    /// Why it failed.
    pub failure_cause: Option<String>,
    /// What was said of it, in order.
    pub history: Vec<RemoteStep>,
    /// Whether the car did it.
    pub effects: bool,
    /// When it came, by the world's clock.
    pub received_at: String,
}

/// Something that was said of an order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RemoteStep {
    /// What.
    pub status: String,
    /// When, by the world's clock.
    pub at: String,
}

/// A notification, and what became of it.
#[derive(Debug, Clone, Deserialize)]
pub struct HookDelivery {
    /// The callback that is told.
    pub callback: String,
    /// Where it is posted to.
    pub target: String,
    /// Why: `message`, `duplicate`, `foreign`, `bare` or `garbage`.
    pub origin: String,
    /// What it says, but for garbage.
    pub message: Value,
    /// Each try.
    pub attempts: Vec<HookAttempt>,
    /// Whether it was taken.
    pub taken: bool,
    /// How it ended, if it has.
    pub end: Option<String>,
}

/// A try to post a notification, or several that went alike.
#[derive(Debug, Clone, Deserialize)]
pub struct HookAttempt {
    /// When the first was, by the world's clock.
    pub at: String,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// How many messages went together, where it was a list.
    pub batch: Option<usize>,
    /// How many tries they were.
    #[serde(default = "once")]
    pub times: u64,
}

const fn once() -> u64 {
    1
}

/// What it posted so far.
#[derive(Debug, Deserialize)]
struct HookRecord {
    deliveries: Vec<HookDelivery>,
}

/// What it took so far.
#[derive(Debug, Deserialize)]
struct RemoteRecord {
    actions: Vec<RemoteAction>,
}

impl Sandbox {
    /// Starts one in `folder`, and waits until it serves. What is in `data` is laid over its world;
    /// `options` are more of its command line.
    pub fn start(
        folder: &Path,
        ports: Ports,
        data: Option<&Path>,
        redirect_uri: &str,
        options: &[String],
    ) -> Result<Self, SandboxError> {
        let program = project::program("sandbox");
        // Without them it takes longer to start, and says itself what is wrong with its folder.
        sandbox_keys::lend(&program, folder).ok();
        let mut sandbox = command(&program);
        sandbox.args(["serve", "--redirect-uri", redirect_uri]);
        sandbox.args(options);
        sandbox.arg("--dir").arg(folder);
        if let Some(data) = data {
            sandbox.arg("--data").arg(data);
        }
        let addresses = [
            ("--idp", Some(ports.idp)),
            ("--idp-tls", ports.idp_tls),
            ("--api", Some(ports.api)),
            ("--control", Some(ports.control)),
        ];
        for (flag, port) in addresses {
            if let Some(port) = port {
                sandbox.args([flag, &format!("127.0.0.1:{port}")]);
            }
        }
        let process = Process::start("sandbox", sandbox)?;
        process.says(process.stdout(), "that it is ready", TIMEOUT, |line| {
            (line == "sandbox: ready").then_some(())
        })?;
        sandbox_keys::keep(&program, folder).ok();
        let path = folder.join("sandbox.json");
        let description =
            describe(&path).map_err(|source| SandboxError::Description { path, source })?;
        let http = Client::builder().no_proxy().timeout(TIMEOUT).build();
        let http = http.map_err(|source| SandboxError::Order {
            order: "anything".to_owned(),
            source,
        })?;
        Ok(Self {
            process,
            description,
            http,
        })
    }

    /// What it says of itself.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// Its process.
    pub fn process(&mut self) -> &mut Process {
        &mut self.process
    }

    /// What it wrote down of requests.
    pub fn log(&self) -> Vec<String> {
        self.process.stderr().lines()
    }

    /// The driver of that name.
    pub fn driver(&self, username: &str) -> Option<&Account> {
        let mut drivers = self.description.drivers.iter();
        drivers.find(|driver| driver.username == username)
    }

    /// The drivers of the crowd that it was started with, if it was.
    pub fn crowd(&self) -> impl Iterator<Item = &Account> {
        let drivers = self.description.drivers.iter();
        drivers.filter(|driver| driver.username.starts_with("crowd-"))
    }

    /// Has requests go wrong until told otherwise.
    pub async fn fault(&self, fault: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/faults", fault).await
    }

    /// Has requests go well again.
    pub async fn heal(&self) -> Result<(), SandboxError> {
        self.order(Method::DELETE, "/faults", Value::Null).await?;
        self.tls(json!({})).await
    }

    /// Sets how the API does TLS.
    pub async fn tls(&self, order: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/tls", order).await
    }

    /// Ends every access token; refresh tokens stay good.
    pub async fn expire_tokens(&self) -> Result<(), SandboxError> {
        self.order(Method::POST, "/tokens/expire", json!({})).await
    }

    /// Ends every token.
    pub async fn revoke_tokens(&self) -> Result<(), SandboxError> {
        self.order(Method::POST, "/tokens/revoke", json!({})).await
    }

    /// Whether the identity provider remembers who logged in:
    /// `{"remember": true, "ageSeconds": 700, "ignoreMaxAge": true}`.
    pub async fn logins(&self, order: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/logins", order).await
    }

    /// Every code and token that it still knows.
    pub async fn tokens(&self) -> Result<Value, SandboxError> {
        self.ask(Method::GET, "/tokens", Value::Null).await
    }

    /// What it was asked so far.
    pub async fn calls(&self) -> Result<Value, SandboxError> {
        self.ask(Method::GET, "/calls", Value::Null).await
    }

    /// Forgets what it was asked so far.
    pub async fn forget_calls(&self) -> Result<(), SandboxError> {
        self.order(Method::DELETE, "/calls", Value::Null).await
    }

    /// Has orders to cars go in a certain way, or the back end do what the reference leaves open:
    /// `{"stepSeconds": 0.2}`, `{"car": "…", "outcome": "CidInside", "times": 1}`.
    pub async fn remotes(&self, order: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/remotes", order).await
    }

    /// Does something to a car as one who stands beside it:
    /// `{"car": "…", "locked": false, "open": ["Driver"]}`.
    pub async fn car(&self, order: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/cars", order).await
    }

    /// Every order to a car that it ever took, the first first.
    pub async fn actions(&self) -> Result<Vec<RemoteAction>, SandboxError> {
        let path = "/actions";
        let record: RemoteRecord = self.ask(Method::GET, path, Value::Null).await?;
        Ok(record.actions)
    }

    /// Disturbs notifications: `{"drop": 1}`, `{"batch": 4}`, `{"beforeAnswer": true}`.
    pub async fn hooks(&self, order: Value) -> Result<(), SandboxError> {
        self.order(Method::POST, "/hooks", order).await
    }

    /// Disturbs no notification any more.
    pub async fn forget_hooks(&self) -> Result<(), SandboxError> {
        self.order(Method::DELETE, "/hooks", Value::Null).await
    }

    /// What became of every notification, once all that was due was posted.
    pub async fn deliveries(&self) -> Result<Vec<HookDelivery>, SandboxError> {
        let path = "/deliveries";
        let record: HookRecord = self.ask(Method::GET, path, Value::Null).await?;
        Ok(record.deliveries)
    }

    /// Has its world be so much later.
    pub async fn advance(&self, time: Duration) -> Result<(), SandboxError> {
        let order = json!({ "advanceSeconds": time.as_secs() });
        self.order(Method::POST, "/clock", order).await
    }

    async fn order(&self, method: Method, path: &str, order: Value) -> Result<(), SandboxError> {
        let _: Value = self.ask(method, path, order).await?;
        Ok(())
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        order: Value,
    ) -> Result<T, SandboxError> {
        let url = format!("{}{path}", self.description.control);
        let mut request = self.http.request(method, url);
        if !order.is_null() {
            request = request.json(&order);
        }
        let answer = async { request.send().await?.error_for_status()?.json().await };
        answer.await.map_err(|source| SandboxError::Order {
            order: path.to_owned(),
            source,
        })
    }
}

fn describe(path: &Path) -> Result<Description, Box<dyn std::error::Error + Send + Sync>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}
