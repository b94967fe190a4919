//! One connection to the upstream as one identity, a phase at a time, so that an error names the
//! phase that failed.

mod call;
mod client_auth;
mod diagnosis;

use std::io;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls_pki_types::ServerName;
use serde::Serialize;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::certificate_info::CertificateInfo;
use super::error::CheckError;
use super::server_chain;
use crate::config;
use crate::service::unix_now;
use crate::upstream::{await_objection, chain};
use call::AnswerSummary;
pub(super) use call::ahead_or_behind;
use client_auth::ClientAuthObserver;

/// What a probe does after the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TestCall {
    /// Listens for a refusal.
    None,
    /// Makes one call without a driver's token.
    WithoutToken,
}

/// What came from the upstream, as far as it went.
#[derive(Debug, Default)]
pub(super) struct Observations {
    /// Who answered.
    pub(super) server: Option<ServerInfo>,
    /// What the answer was.
    pub(super) answer: Option<AnswerSummary>,
}

/// A server that was connected to.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServerInfo {
    /// Its address and port.
    pub(super) address: String,
    /// The version of TLS.
    pub(super) protocol: String,
    /// What it shows.
    pub(super) certificate: Option<CertificateInfo>,
}

/// Probes the upstream for one identity.
#[derive(Debug)]
pub(super) struct Prober<'a> {
    settings: &'a config::UpstreamSettings,
    client_id: &'a str,
    provider: Arc<CryptoProvider>,
    tls: Arc<ClientConfig>,
    client_auth: Arc<ClientAuthObserver>,
    test_call: TestCall,
}

/// The server's name, in the forms that connecting takes.
struct Host {
    text: String,
    port: u16,
    name: ServerName<'static>,
}

impl<'a> Prober<'a> {
    /// For an app's `client_id`, whose certificate is in `tls`.
    pub(super) fn new(
        settings: &'a config::UpstreamSettings,
        client_id: &'a str,
        mut tls: ClientConfig,
        test_call: TestCall,
    ) -> Self {
        // The one call is written as HTTP/1.1.
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        // A session that is taken up again asks for no certificate.
        tls.resumption = Resumption::disabled();
        let client_auth = ClientAuthObserver::watch(&mut tls);
        Self {
            settings,
            client_id,
            provider: Arc::clone(tls.crypto_provider()),
            tls: Arc::new(tls),
            client_auth,
            test_call,
        }
    }

    /// Connects, shakes hands and asks; `seen` keeps what was learned up to the first error.
    pub(super) async fn probe(&self, seen: &mut Observations) -> Result<(), CheckError> {
        let host = self.host()?;
        let tcp = self.connect(&host).await?;
        let at = address(&tcp);
        let tls = self.shake_hands(&host, tcp, &at).await?;
        let (_, connection) = tls.get_ref();
        seen.server = Some(ServerInfo {
            address: at.clone(),
            protocol: connection
                .protocol_version()
                .and_then(|version| version.as_str())
                .unwrap_or("TLS")
                .replace("TLSv1_", "TLS 1."),
            certificate: connection
                .peer_certificates()
                .and_then(|chain| CertificateInfo::of(chain.first()?, unix_now())),
        });
        if !self.client_auth.was_requested() {
            return Err(CheckError::NotAsked { at });
        }
        match self.test_call {
            TestCall::None => listen(tls, &at).await,
            TestCall::WithoutToken => {
                let (answer, verdict) =
                    call::without_token(tls, self.settings, self.client_id, &at).await?;
                seen.answer = Some(answer);
                verdict
            }
        }
    }

    fn host(&self) -> Result<Host, CheckError> {
        let unusable =
            || CheckError::of_setting("upstream.base has no host to connect to".to_owned());
        let (text, port) = self.settings.host_and_port();
        Ok(Host {
            name: ServerName::try_from(text.clone()).map_err(|_| unusable())?,
            text,
            port,
        })
    }

    async fn connect(&self, host: &Host) -> Result<TcpStream, CheckError> {
        let limit = self.settings.connect_timeout;
        let nameless = |reason: String| CheckError::Name {
            host: host.text.clone(),
            reason,
        };
        let addresses: Vec<_> = timeout(
            limit,
            tokio::net::lookup_host((host.text.as_str(), host.port)),
        )
        .await
        .map_err(|_| nameless(format!("no answer within {} s", limit.as_secs())))?
        .map_err(|error| nameless(error.to_string()))?
        .collect();
        let mut last = nameless("none was found".to_owned());
        for address in addresses {
            let at = address.to_string();
            last = match timeout(limit, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => CheckError::Unreachable {
                    at,
                    reason: error.to_string(),
                },
                Err(_) => CheckError::Blocked {
                    at,
                    seconds: limit.as_secs(),
                },
            };
        }
        Err(last)
    }

    async fn shake_hands(
        &self,
        host: &Host,
        tcp: TcpStream,
        at: &str,
    ) -> Result<TlsStream<TcpStream>, CheckError> {
        let limit = self.settings.connect_timeout;
        let peer = tcp.peer_addr();
        let shaking = TlsConnector::from(Arc::clone(&self.tls)).connect(host.name.clone(), tcp);
        let error = match timeout(limit, shaking).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => error,
            Err(_) => {
                return Err(CheckError::Handshake {
                    at: at.to_owned(),
                    reason: format!("silence for {} s", limit.as_secs()),
                });
            }
        };
        let again = async { TcpStream::connect(peer?).await };
        let shown = timeout(limit, async {
            Ok::<_, io::Error>(
                server_chain::fetch(again.await?, host.name.clone(), &self.provider).await,
            )
        })
        .await
        .ok()
        .and_then(Result::ok)
        .unwrap_or_default();
        Err(diagnosis::of_handshake(&error, &host.text, at, &shown))
    }
}

/// Waits for the refusal that TLS 1.3 sends after its handshake.
async fn listen(mut tls: TlsStream<TcpStream>, at: &str) -> Result<(), CheckError> {
    await_objection(&mut tls).await.map_err(|error| {
        diagnosis::refusal(&error).unwrap_or_else(|| CheckError::Handshake {
            at: at.to_owned(),
            reason: chain(&error),
        })
    })
}

fn address(stream: &TcpStream) -> String {
    stream
        .peer_addr()
        .map_or_else(|error| error.to_string(), |address| address.to_string())
}
