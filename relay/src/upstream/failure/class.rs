//! The kinds of failure there are.

/// Kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The upstream's name has no address.
    Unresolved,
    /// No connection.
    Unreachable,
    /// No connection within its time.
    ConnectTimeout,
    /// No connection, since this process or machine has no descriptor left for one.
    NoDescriptors,
    /// More calls wait for a connection than may.
    QueueFull,
    /// No connection came free before the call's end.
    QueueTimeout,
    /// The upstream has asked to wait, and the time is not over.
    RateLimited,
    /// No head of an answer within its time.
    HeadTimeout,
    /// A body began, and stalled.
    BodyTimeout,
    /// No whole answer within the deadline.
    Timeout,
    /// The connection was reset.
    Reset,
    /// The connection ended before the answer began.
    Broken,
    /// The connection ended within the answer's body.
    Truncated,
    /// The upstream was leaving the connection, and has not looked at the request.
    GoneAway,
    /// The upstream has refused the request, and has not looked at it.
    RefusedStream,
    /// Interim answers without an end.
    InterimStorm,
    /// The answer is not of the API: an error page, a redirect, no HTTP.
    Unreadable,
    /// The answer is over the cap.
    TooLarge,
    /// There is no memory for the answer: too many are not taken yet.
    NoRoom,
    /// The upstream does not take the client certificate.
    CertificateRefused,
    /// The server's certificate is of another authority or for another name.
    NotTrusted,
    /// The server's certificate is out of date.
    ServerCertificateExpired,
}

impl Class {
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
            Self::GoneAway => "gone-away",
            Self::RefusedStream => "refused-stream",
            Self::InterimStorm => "interim-storm",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::NoRoom => "no-room",
            Self::CertificateRefused => "certificate-refused",
            Self::NotTrusted => "not-trusted",
            Self::ServerCertificateExpired => "server-certificate-expired",
        }
    }
}
