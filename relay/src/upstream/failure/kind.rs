//! The kinds of failure, as logs and metrics name them.

/// A kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The upstream's name has no address.
    Unresolved,
    /// No connection could be opened.
    Unreachable,
    /// No connection was opened within its time.
    ConnectTimeout,
    /// No connection could be opened, since this process or machine has no descriptor left.
    NoDescriptors,
    /// As many calls wait for a connection as may.
    QueueFull,
    /// No connection came free within half of the time that the call had left.
    QueueTimeout,
    /// The upstream has asked to wait, and that time is not over.
    RateLimited,
    /// No head of an answer within its time.
    HeadTimeout,
    /// A body began and stalled.
    BodyTimeout,
    /// No whole answer within the deadline.
    Timeout,
    /// The connection was reset.
    Reset,
    /// The connection ended before the answer began.
    Broken,
    /// The connection ended within the answer's body.
    Truncated,
    /// The upstream closed the connection in order, and has not processed the request.
    GoAway,
    /// The upstream refused the stream, and has not processed the request.
    RefusedStream,
    /// Too many interim responses, and no answer.
    InterimStorm,
    /// The answer is not one of the API: an error page, a redirect, no HTTP.
    Unreadable,
    /// The answer is larger than allowed.
    TooLarge,
    /// There is no memory for the answer: too many others are held or not taken yet.
    NoMemory,
    /// The upstream does not accept the client certificate.
    CertificateRefused,
    /// The server's certificate is of another authority or for another name.
    NotTrusted,
    /// The server's certificate has expired, or is not valid yet.
    ServerCertificateExpired,
}

impl FailureKind {
    /// Its name in logs and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unresolved => "unresolved",
            Self::Unreachable => "unreachable",
            Self::ConnectTimeout => "connect-timeout",
            Self::NoDescriptors => "no-descriptors",
            Self::QueueFull => "queue-full",
            Self::QueueTimeout => "queue-timeout",
            Self::RateLimited => "rate-limited",
            Self::HeadTimeout => "head-timeout",
            Self::BodyTimeout => "body-timeout",
            Self::Timeout => "timeout",
            Self::Reset => "reset",
            Self::Broken => "broken",
            Self::Truncated => "truncated",
            Self::GoAway => "gone-away",
            Self::RefusedStream => "refused-stream",
            Self::InterimStorm => "interim-storm",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::NoMemory => "no-room",
            Self::CertificateRefused => "certificate-refused",
            Self::NotTrusted => "not-trusted",
            Self::ServerCertificateExpired => "server-certificate-expired",
        }
    }
}
