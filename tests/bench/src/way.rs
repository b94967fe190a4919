//! The ways of asking for a car's status, each over a connection that it keeps.

use std::fs;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::chain::Chain;
use e2e::relay::KEY_ID;
use reqwest::header::{ACCEPT, AUTHORIZATION, COOKIE};
use reqwest::{Certificate, Client, ClientBuilder, Identity, Request, RequestBuilder};
use shared::hop::{REALM, SIGNATURE, SIGNATURE_INPUT};
use shared::operation::BASE_PATH;
use shared::secret::Secret;
use shared::signature::{Key, Message, Nonce, sign};

use crate::car::{Car, Token};
use crate::failure::Failure;

const TIMEOUT: Duration = Duration::from_secs(30);

/// A way of asking.
#[derive(Debug)]
pub(crate) struct Way {
    /// Who is asked.
    pub(crate) name: &'static str,
    http: Client,
    /// The request, but for what is new in each.
    request: RequestBuilder,
    signer: Option<Signer>,
}

/// What a request to a relay is signed with.
#[derive(Debug)]
struct Signer {
    key: Key,
    authority: String,
    path: String,
    token: Token,
}

impl Way {
    /// The upstream itself, over mutual TLS, as the relay asks it.
    pub(crate) fn upstream(chain: &Chain, car: &Car) -> Result<Self, Failure> {
        let sandbox = chain.sandbox().description();
        let files = &sandbox.files;
        let mut identity = fs::read(&files.client_certificate)?;
        identity.extend(fs::read(&files.client_key)?);
        let http = client()
            .tls_certs_only([Certificate::from_pem(&fs::read(&files.ca)?)?])
            .identity(Identity::from_pem(&identity)?)
            .build()?;
        Ok(Self::as_the_relay(
            "sandbox",
            http,
            &sandbox.api.url,
            chain,
            car,
        ))
    }

    fn as_the_relay(
        name: &'static str,
        http: Client,
        base: &str,
        chain: &Chain,
        car: &Car,
    ) -> Self {
        let path = car.call.path().trim_start_matches(BASE_PATH);
        let client_id = &chain.sandbox().description().client.id;
        let request = http
            .get(format!("{base}{path}?client_id={client_id}"))
            .header(ACCEPT, car.call.operation().accept.as_str())
            .header(AUTHORIZATION, &car.token.authorization)
            .header(REALM, &car.token.realm);
        Self {
            name,
            http,
            request,
            signer: None,
        }
    }

    /// The relay at this port of 127.0.0.1, as the edge asks it.
    pub(crate) fn relay(chain: &Chain, port: u16, car: &Car) -> Result<Self, Failure> {
        let (call, token) = (&car.call, car.token.clone());
        let http = client().build()?;
        let authority = format!("127.0.0.1:{port}");
        let request = http
            .get(format!("http://{authority}{}", call.path()))
            .header(AUTHORIZATION, &token.authorization)
            .header(REALM, &token.realm);
        let secret = Secret::new(STANDARD.decode(&chain.keys().relay)?);
        let signer = Signer {
            key: Key::new(KEY_ID, secret)?,
            authority,
            path: call.path().to_owned(),
            token,
        };
        Ok(Self {
            name: "relay",
            http,
            request,
            signer: Some(signer),
        })
    }

    /// The edge, as the driver's page asks it.
    pub(crate) fn edge(chain: &Chain, car: &Car) -> Result<Self, Failure> {
        let http = client().build()?;
        let cookies = car.driver.cookies().into_iter();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = http
            .get(format!(
                "{}/api/v1/vehicles/{}/status",
                chain.origin(),
                car.id
            ))
            .header(COOKIE, cookies.join("; "))
            .header("x-kerbside", "1");
        Ok(Self {
            name: "edge",
            http,
            request,
            signer: None,
        })
    }

    /// The time from the request's first byte to the last of a good answer.
    pub(crate) async fn ask(&self) -> Result<Duration, Failure> {
        let request = self.fresh()?;
        let start = Instant::now();
        let answer = self.http.execute(request).await?;
        let status = answer.status();
        answer.bytes().await?;
        let time = start.elapsed();
        match status.is_success() {
            true => Ok(time),
            false => Err(Failure::Answer {
                way: self.name,
                status: status.as_u16(),
            }),
        }
    }

    /// The request, with a signature of its own where there has to be one.
    fn fresh(&self) -> Result<Request, Failure> {
        let copy = self.request.try_clone();
        let request = copy.ok_or(Failure::Missing("copy of the request"))?;
        let request = match &self.signer {
            Some(signer) => signer.sign(request)?,
            None => request,
        };
        Ok(request.build()?)
    }
}

impl Signer {
    fn sign(&self, request: RequestBuilder) -> Result<RequestBuilder, Failure> {
        let message = Message {
            method: "GET",
            authority: &self.authority,
            path: &self.path,
            query: None,
            authorization: &self.token.authorization,
            realm: &self.token.realm,
            content_digest: None,
        };
        let mut nonce = Nonce::default();
        getrandom::fill(&mut nonce)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let signed = sign(&message, &self.key, now, &nonce)?;
        Ok(request
            .header(SIGNATURE_INPUT, signed.signature_input)
            .header(SIGNATURE, signed.signature))
    }
}

fn client() -> ClientBuilder {
    Client::builder().no_proxy().timeout(TIMEOUT)
}
