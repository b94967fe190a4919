//! A sandbox that is running, and what a client of it needs.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use reqwest::{
    Certificate, Client, ClientBuilder, Identity, Method, RequestBuilder, Response, redirect,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

pub(crate) const REDIRECT_URI: &str = "https://edge.test/auth/callback";
/// RFC 7636, appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const REALM: &str = "clientsB2CPeugeot";

/// The longest anything here may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running sandbox. Dropping it ends the process.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) json: Value,
    /// Everything printed on standard output.
    pub(crate) printed: Vec<String>,
    pub(crate) http: Client,
    dir: TempDir,
}

/// The program with its flags for free ports, not started yet.
pub(crate) fn command(dir: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.arg("serve").arg("--dir").arg(dir);
    for listener in ["--idp", "--idp-tls", "--api", "--control"] {
        if !flags.contains(&listener) {
            command.args([listener, "127.0.0.1:0"]);
        }
    }
    command
        .args(["--redirect-uri", REDIRECT_URI])
        .args(flags)
        .kill_on_drop(true);
    command
}

impl Running {
    /// Starts a sandbox in a folder of its own.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), flags).await
    }

    /// Starts a sandbox in a folder that may hold another one's material.
    pub(crate) async fn start_in(dir: TempDir, flags: &[&str]) -> Self {
        let log = File::create(dir.path().join("log")).unwrap();
        let mut child = command(dir.path(), flags)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        while printed.last().map(String::as_str) != Some("sandbox: ready") {
            let line = timeout(TIMEOUT, lines.next_line()).await.unwrap().unwrap();
            printed.push(line.expect("the sandbox ended before it was ready"));
        }
        let json = fs::read_to_string(dir.path().join("sandbox.json")).unwrap();
        Self {
            child,
            json: serde_json::from_str(&json).unwrap(),
            printed,
            http: builder().build().unwrap(),
            dir,
        }
    }

    /// Ends the process and gives its folder back.
    pub(crate) async fn stop(mut self) -> TempDir {
        self.child.kill().await.unwrap();
        self.dir
    }

    /// The log so far.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.dir.path().join("log")).unwrap()
    }

    /// A value of sandbox.json.
    pub(crate) fn text(&self, pointer: &str) -> &str {
        self.json.pointer(pointer).unwrap().as_str().unwrap()
    }

    /// The file that sandbox.json names.
    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        fs::read(self.text(&format!("/files/{name}"))).unwrap()
    }

    /// A client that trusts the sandbox's authority and shows a certificate, if one is named.
    pub(crate) fn client(&self, identity: Option<&str>) -> Client {
        self.client_with(identity, |builder| builder)
    }

    /// The same, set up further.
    pub(crate) fn client_with(
        &self,
        identity: Option<&str>,
        set_up: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Client {
        let ca = Certificate::from_pem(&self.file("ca")).unwrap();
        let mut builder = builder().tls_certs_only([ca]);
        if let Some(name) = identity {
            let mut pem = self.file(&format!("{name}Certificate"));
            pem.extend(self.file(&format!("{name}Key")));
            builder = builder.identity(Identity::from_pem(&pem).unwrap());
        }
        set_up(builder).build().unwrap()
    }

    /// The driver whose user name begins so.
    pub(crate) fn driver(&self, name: &str) -> Driver<'_> {
        let drivers = self.json["drivers"].as_array().unwrap();
        let driver = drivers
            .iter()
            .find(|driver| driver["username"].as_str().unwrap().starts_with(name))
            .unwrap();
        let brand = self.json["brands"]
            .as_array()
            .unwrap()
            .iter()
            .find(|brand| brand["brand"] == driver["brand"])
            .unwrap();
        Driver {
            username: driver["username"].as_str().unwrap(),
            password: driver["password"].as_str().unwrap(),
            tld: brand["tld"].as_str().unwrap(),
            realm: brand["realm"].as_str().unwrap(),
        }
    }

    /// An endpoint of a brand's identity provider.
    pub(crate) fn idp(&self, tld: &str, endpoint: &str) -> String {
        format!("{}/{tld}/am/oauth2/{endpoint}", self.text("/idp/url"))
    }

    /// The query of a good authorization request, with PKCE.
    pub(crate) fn authorization(&self) -> Vec<(&'static str, String)> {
        [
            ("client_id", self.text("/client/id")),
            ("redirect_uri", REDIRECT_URI),
            ("response_type", "code"),
            ("scope", "openid profile"),
            ("state", "a state & more"),
            ("nonce", "n-0S6_WzA2Mj"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
    }

    /// Logs a driver in and gives the code.
    pub(crate) async fn code(&self, driver: &Driver<'_>) -> String {
        self.code_for(driver, &self.authorization()).await
    }

    /// The same by an authorization request of one's own.
    pub(crate) async fn code_for(
        &self,
        driver: &Driver<'_>,
        authorization: &[(&str, String)],
    ) -> String {
        let answer = self
            .http
            .post(self.idp(driver.tld, "authorize"))
            .query(authorization)
            .form(&[
                ("username", driver.username),
                ("password", driver.password),
                ("action", "login"),
            ])
            .send()
            .await
            .unwrap();
        sent_back(&answer, "code").expect("a code")
    }

    /// Calls an endpoint for clients with the app's credentials.
    pub(crate) fn as_app(
        &self,
        tld: &str,
        endpoint: &str,
        form: &[(&str, &str)],
    ) -> RequestBuilder {
        self.http
            .post(self.idp(tld, endpoint))
            .basic_auth(self.text("/client/id"), Some(self.text("/client/secret")))
            .form(form)
    }

    /// Redeems a code.
    pub(crate) async fn redeem(&self, tld: &str, code: &str, verifier: &str) -> Response {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("code_verifier", verifier),
        ];
        self.as_app(tld, "access_token", &form)
            .send()
            .await
            .unwrap()
    }

    /// Refreshes.
    pub(crate) async fn refresh(&self, tld: &str, token: &str) -> Response {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.as_app(tld, "access_token", &form)
            .send()
            .await
            .unwrap()
    }

    /// Logs a driver in and gives the token endpoint's answer.
    pub(crate) async fn log_in(&self, driver: &Driver<'_>) -> Value {
        let code = self.code(driver).await;
        json(self.redeem(driver.tld, &code, VERIFIER).await).await
    }

    /// A call of the API with everything it takes.
    pub(crate) fn call(
        &self,
        client: &Client,
        path: &str,
        token: &Value,
        realm: &str,
    ) -> RequestBuilder {
        self.request(Method::GET, client, path, token, realm)
    }

    /// The same with any method.
    pub(crate) fn request(
        &self,
        method: Method,
        client: &Client,
        path: &str,
        token: &Value,
        realm: &str,
    ) -> RequestBuilder {
        client
            .request(method, format!("{}{path}", self.text("/api/url")))
            .query(&[("client_id", self.text("/client/id"))])
            .bearer_auth(token["access_token"].as_str().unwrap())
            .header("x-introspect-realm", realm)
    }

    /// Gives the control port an order.
    pub(crate) async fn order(&self, path: &str, order: Value) {
        let url = format!("{}{path}", self.text("/control"));
        let answer = self.http.post(url).json(&order).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{order}");
    }

    /// What the control port says.
    pub(crate) async fn control(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.text("/control"));
        json(self.http.get(url).send().await.unwrap()).await
    }

    /// What was called so far.
    pub(crate) async fn calls(&self) -> Value {
        self.control("/calls").await
    }
}

/// A driver who can log in.
pub(crate) struct Driver<'a> {
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
    pub(crate) tld: &'a str,
    pub(crate) realm: &'a str,
}

/// A client that is never waited for too long and follows no redirect.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder()
        .no_proxy()
        .timeout(TIMEOUT)
        .redirect(redirect::Policy::none())
}

/// The body of an answer.
pub(crate) async fn json(answer: Response) -> Value {
    answer.json().await.unwrap()
}

/// A parameter of the redirect back to the app.
pub(crate) fn sent_back(answer: &Response, name: &str) -> Option<String> {
    let location = answer.headers().get("location")?.to_str().unwrap();
    let location = reqwest::Url::parse(location).unwrap();
    assert!(location.as_str().starts_with(REDIRECT_URI), "{location}");
    location
        .query_pairs()
        .find(|(found, _)| found == name)
        .map(|(_, value)| value.into_owned())
}

/// Everything an error says, down to its cause.
pub(crate) fn whole(error: &reqwest::Error) -> String {
    format!("{error:?}")
}
