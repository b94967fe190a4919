//! A driver in a browser without scripts: logs in over plain HTTP, step by step, and calls the
//! API as the page does.

use std::fs;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use openapi::description::Description;
use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, ORIGIN};
use reqwest::{Client, Method, RequestBuilder, Url, redirect};
use serde_json::Value;

use crate::project::root;
use crate::sandbox::Account;

/// The longest anything here may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What a page's calls carry.
const CALL: (&str, &str) = ("x-kerbside", "1");

/// Why a step of a driver's fails.
#[derive(Debug, thiserror::Error)]
pub enum DriverError {
    /// A request gets no answer.
    #[error("no answer")]
    Request(#[from] reqwest::Error),
    /// An answer does not lead on.
    #[error("{step} was answered with {status} and leads nowhere: {body}")]
    NoWay {
        /// The step.
        step: &'static str,
        /// What it was answered with.
        status: u16,
        /// And its text.
        body: String,
    },
    /// An answer leads to what is no address.
    #[error("{0:?} is no address")]
    Address(String),
    /// An answer of the edge's is none that docs/openapi.json allows.
    #[error("docs/openapi.json does not allow this: {0}")]
    NotDescribed(String),
    /// The login comes back without an account.
    #[error("the login came back to {0}")]
    NotLoggedIn(String),
}

/// A driver, and the cookies of their browser.
#[derive(Debug, Clone)]
pub struct Driver {
    http: Client,
    edge: Url,
    cookies: Arc<Jar>,
}

/// What a request was answered with.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The cookies it sets or takes away.
    pub fn cookies(&self) -> Vec<&str> {
        let set = self.headers.get_all("set-cookie").iter();
        set.filter_map(|value| value.to_str().ok()).collect()
    }

    /// Where it leads.
    fn way(&self, step: &'static str, from: &Url) -> Result<Url, DriverError> {
        let location = self
            .header(LOCATION.as_str())
            .ok_or_else(|| DriverError::NoWay {
                step,
                status: self.status,
                body: self.body.clone(),
            })?;
        from.join(location)
            .map_err(|_| DriverError::Address(location.to_owned()))
    }
}

/// Whether an answer is one that docs/openapi.json allows.
fn described(method: &Method, url: &Url, answer: &Answer) -> Result<(), String> {
    static DESCRIPTION: OnceLock<Result<Description, String>> = OnceLock::new();
    let read = || {
        let file = root().join("docs/openapi.json");
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        Description::read(&text).map_err(|error| error.to_string())
    };
    let description = DESCRIPTION
        .get_or_init(read)
        .as_ref()
        .map_err(String::clone)?;
    description.check(&openapi::description::Answer {
        method: method.as_str(),
        path: url.path(),
        status: answer.status,
        media_type: answer.header(CONTENT_TYPE.as_str()),
        body: answer.body.as_bytes(),
    })
}

impl Driver {
    /// A driver at an edge, whose browser has no cookies.
    pub fn new(edge: &str) -> Result<Self, DriverError> {
        let cookies = Arc::new(Jar::default());
        let http = Client::builder()
            .no_proxy()
            .timeout(TIMEOUT)
            .redirect(redirect::Policy::none())
            // An edge that was restarted is no longer at the other end of an old connection.
            .pool_max_idle_per_host(0)
            .cookie_provider(Arc::clone(&cookies))
            .build()?;
        let edge = Url::parse(edge).map_err(|_| DriverError::Address(edge.to_owned()))?;
        Ok(Self {
            http,
            edge,
            cookies,
        })
    }

    /// Logs in: asks the edge, fills in the form, comes back.
    pub async fn log_in(&self, account: &Account) -> Result<(), DriverError> {
        let form = self.begin(&account.brand).await?;
        let callback = self.fill_in(&form, account).await?;
        let landed = self.follow(&callback).await?;
        let page = landed.way("the callback", &self.edge)?;
        match page.query() {
            None => Ok(()),
            Some(_) => Err(DriverError::NotLoggedIn(page.into())),
        }
    }

    /// Chooses a brand, and is sent to its login form.
    pub async fn begin(&self, brand: &str) -> Result<Url, DriverError> {
        let sent = self.get(&format!("/auth/login?brand={brand}")).await?;
        sent.way("the login", &self.edge)
    }

    /// Fills the form in, and is sent to the edge's callback.
    pub async fn fill_in(&self, form: &Url, account: &Account) -> Result<Url, DriverError> {
        let fields = [
            ("username", account.username.as_str()),
            ("password", &account.password),
            ("action", "login"),
        ];
        self.press(form, &fields).await
    }

    /// Presses the form's other button, and is sent to the edge's callback.
    pub async fn cancel(&self, form: &Url) -> Result<Url, DriverError> {
        self.press(form, &[("action", "cancel")]).await
    }

    async fn press(&self, form: &Url, fields: &[(&str, &str)]) -> Result<Url, DriverError> {
        let request = self.http.post(form.clone()).form(fields);
        self.send(request).await?.way("the form", form)
    }

    /// Goes to an address.
    pub async fn follow(&self, url: &Url) -> Result<Answer, DriverError> {
        self.send(self.http.get(url.clone())).await
    }

    /// Goes to a path of the edge's, as a document.
    pub async fn get(&self, path: &str) -> Result<Answer, DriverError> {
        self.send(self.request(Method::GET, path)).await
    }

    /// Calls as the page's script does.
    pub async fn call(&self, path: &str) -> Result<Answer, DriverError> {
        self.send(self.request(Method::GET, path).header(CALL.0, CALL.1))
            .await
    }

    /// Sends a command as the page's script does, under an idempotency key.
    pub async fn command(
        &self,
        path: &str,
        key: &str,
        command: &Value,
    ) -> Result<Answer, DriverError> {
        let request = self.request(Method::POST, path).header(CALL.0, CALL.1);
        // As a browser does with every POST.
        let request = request.header(ORIGIN, self.edge.origin().ascii_serialization());
        self.send(request.header("idempotency-key", key).json(command))
            .await
    }

    /// Logs out as the page's script does.
    pub async fn log_out(&self) -> Result<Answer, DriverError> {
        let request = self.request(Method::POST, "/auth/logout");
        self.send(request.header(CALL.0, CALL.1)).await
    }

    /// A request to the edge with this browser's cookies, to be made different.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let origin = self.edge.origin().ascii_serialization();
        self.http.request(method, format!("{origin}{path}"))
    }

    /// Sends one. What the edge answers must be what docs/openapi.json allows.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, DriverError> {
        let request = request.build()?;
        let (method, url) = (request.method().clone(), request.url().clone());
        let response = self.http.execute(request).await?;
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.text().await?,
        };
        if url.origin() == self.edge.origin() {
            described(&method, &url, &answer).map_err(DriverError::NotDescribed)?;
        }
        Ok(answer)
    }

    /// The cookies of this browser for the edge, names and values.
    pub fn cookies(&self) -> Vec<(String, String)> {
        let header = self.cookies.cookies(&self.edge);
        let text = header.as_ref().and_then(|header| header.to_str().ok());
        text.unwrap_or_default()
            .split("; ")
            .filter_map(|cookie| cookie.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// Puts a cookie into this browser, in place of one of the same name.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let cookie = format!("{name}={value}; Path=/");
        self.cookies.add_cookie_str(&cookie, &self.edge);
    }
}
