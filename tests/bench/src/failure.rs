//! Why there is nothing to print.

use std::io;

use e2e::chain::ChainError;
use e2e::driver::DriverError;
use e2e::process::ProcessError;
use e2e::sandbox::SandboxError;
use e2e::workerd::WorkerdError;
use shared::operation::InvalidCall;
use shared::signature::{InvalidKey, Unsignable};
use tokio::time::error::Elapsed;
use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::pem;

use crate::nginx::NginxError;
use crate::origin::OriginError;

/// Why nothing is measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The chain.
    #[error("the chain does not start")]
    Chain(#[from] ChainError),
    /// A Worker.
    #[error(transparent)]
    Worker(#[from] WorkerdError),
    /// A process that is measured beside it.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// The origin.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// A program that does not do what it is run for.
    #[error("{program} fails: {said}")]
    Program {
        /// Its name.
        program: &'static str,
        /// What it wrote on standard error.
        said: String,
    },
    /// An nginx.
    #[error(transparent)]
    Nginx(#[from] NginxError),
    /// The login.
    #[error("the driver cannot log in")]
    Driver(#[from] DriverError),
    /// The sandbox, asked for what it knows.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// Something that the chain should have.
    #[error("there is no {0}")]
    Missing(&'static str),
    /// What is measured and what loads it would take time from each other.
    #[error(
        "a comparison needs two cores, one of them for what is measured, and there is one here"
    )]
    OneCore,
    /// A call that gets no answer.
    #[error("no answer")]
    Request(#[from] reqwest::Error),
    /// A call that gets another answer than a status.
    #[error("the {way} answered with {status}")]
    Answer {
        /// Who was asked.
        way: &'static str,
        /// What it answered with.
        status: u16,
    },
    /// Two answers that should be the same, or an answer that should be another.
    #[error("not the answer that was expected:\n{0}")]
    Different(String),
    /// Something between answered in the sandbox's place, so its time is in none of the figures.
    #[error("{reached} of {asked} calls reached the sandbox")]
    Unreached {
        /// Calls that it recorded.
        reached: usize,
        /// Calls that were made.
        asked: usize,
    },
    /// A file, a port, or the terminal.
    #[error("cannot talk to the system")]
    System(#[from] io::Error),
    /// No nonce.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
    /// The chain's key is no base64.
    #[error(transparent)]
    Encoding(#[from] base64::DecodeError),
    /// The chain's key is no key.
    #[error(transparent)]
    Key(#[from] InvalidKey),
    /// The call can't be signed.
    #[error(transparent)]
    Unsignable(#[from] Unsignable),
    /// The car's identifier is none.
    #[error(transparent)]
    Call(#[from] InvalidCall),
    /// A proxy that does not answer.
    #[error("{proxy} does not answer; what it wrote:\n{log}")]
    Deaf {
        /// Which.
        proxy: &'static str,
        /// What it wrote.
        log: String,
    },
    /// A call that gets another answer than the origin's.
    #[error("an answer is not the origin's: {status} with {bytes} bytes")]
    Unlike {
        /// Its status.
        status: u16,
        /// Bytes of its body.
        bytes: usize,
    },
    /// Answers came from elsewhere, or calls were repeated, so the figures are not of the calls.
    #[error("{reached} calls reached the origin of {made} that {proxy} answered")]
    Uncounted {
        /// Who was asked.
        proxy: &'static str,
        /// Calls that the origin counted.
        reached: u64,
        /// Calls that were made.
        made: usize,
    },
    /// A relay that does not check signatures is not the one to measure.
    #[error("{proxy} answers another key's signature with {status}")]
    Unrefused {
        /// Which relay.
        proxy: &'static str,
        /// What it answered with.
        status: u16,
    },
    /// A call without an answer.
    #[error("some calls are not answered")]
    Unanswered(#[from] Elapsed),
    /// A document.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A certificate or key.
    #[error(transparent)]
    Pem(#[from] pem::Error),
    /// A TLS client.
    #[error(transparent)]
    Tls(#[from] rustls::Error),
}
