//! How the API refuses: in the gateway's shape before a resource is reached, in the backend's after.

use hyper::StatusCode;
use hyper::header::WWW_AUTHENTICATE;
use serde_json::json;

use crate::api::hal::HAL;
use crate::faults::carry_out::Dialect;
use crate::faults::order::ErrorText;
use crate::serve::answer::{Answer, add_header, answer, json};

/// Why a request is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    /// The client_id is missing, repeated or unknown.
    #[error("Invalid client id or secret.")]
    UnknownClient,
    /// The client_id is not that of the certificate.
    #[error("Not registered to plan")]
    NotRegistered,
    /// The bearer is missing, unknown, dead, or of another client or realm.
    #[error(
        "Cannot pass the security checks that are required by the target API or operation, \
         Enable debug headers for more details."
    )]
    InvalidToken,
    /// The driver granted the app less than the operation needs (RFC 6750, 3.1). The wording is the
    /// sandbox's: no capture has it.
    #[error("Forbidden: The token has no scope for this operation.")]
    NotGranted,
    /// The path is not of this API.
    #[error("No resources match requested URI")]
    NoSuchPath,
    /// The path is, the method isn't.
    #[error("The method is not allowed for the requested URL")]
    MethodNotAllowed,
    /// A query parameter that the resource doesn't have, or a value it can't have.
    #[error("Invalid parameter: {0}")]
    InvalidParameter(Parameter),
    /// A body that is not of the form that the operation has; the innermost member that is wrong is
    /// named.
    #[error("Bad Request: Invalid body: {0}")]
    InvalidBody(&'static str),
    /// A body that is no JSON by its media type.
    #[error("Unsupported Media Type")]
    MediaType,
    /// A body that is too long or was cut off.
    #[error("The request body can't be read")]
    UnreadableBody,
    /// A car is watched by five monitors at most.
    #[error("Bad Request: The vehicle has the maximum number of monitors.")]
    TooManyMonitors,
    /// A callback that is not told of what it is to be told of.
    #[error("Bad Request: The callback is of another type.")]
    OtherTopic,
    /// An identifier that can't be one.
    #[error("Bad Request: Invalid vehicle id.")]
    InvalidVehicleId,
    /// A vehicle of somebody else, or of nobody.
    #[error("Forbidden: The user has no access to this vehicle.")]
    NotYourVehicle,
    /// A vehicle for which no service is subscribed any more. The wording is the sandbox's: no
    /// capture has it.
    #[error("Forbidden: No service is subscribed for this vehicle.")]
    NotSubscribed,
    /// A vehicle whose owner shares nothing. The wording is the sandbox's: no capture has it.
    #[error("Not Found: The privacy mode of this vehicle is Full.")]
    Private,
    /// The API says so where others would answer with an empty list.
    #[error("No vehicle found")]
    NoVehicle,
    /// A car that has not reported, or for which nothing is subscribed.
    #[error("Not Found: We didn't find the status for this vehicle.")]
    NoStatus,
    /// No trip, or none in the window.
    #[error("Not Found: No trip was found.")]
    NoTrip,
    /// A car whose service has no maintenance data.
    #[error("Maintenance Not Found for Given Vehicle")]
    NoMaintenance,
    /// A resource for which there is no data.
    #[error("Not Found")]
    NoData,
    /// A car whose telematics box was replaced, as its owner saw it.
    #[error("CORVET Error")]
    BoxReplaced,
    /// The file laid over the path is there and can't be read.
    #[error("the sandbox can't read its file for this path")]
    OverlayUnreadable,
}

/// A parameter to be named in a refusal: one of ours, since an unknown name is the caller's and
/// is not repeated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Parameter {
    /// One that the resource has.
    Known(&'static str),
    /// Another one.
    Unknown,
}

impl std::fmt::Display for Parameter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Known(name) => name,
            Self::Unknown => "unknown name",
        })
    }
}

impl Refusal {
    /// A value that a parameter can't have.
    pub(crate) const fn value(name: &'static str) -> Self {
        Self::InvalidParameter(Parameter::Known(name))
    }

    /// The answer that says so. `uuid` names it for the manufacturer's support.
    pub(crate) fn answer(self, uuid: &str) -> Answer {
        let message = self.to_string();
        match self {
            Self::UnknownClient | Self::NotRegistered => {
                gateway(StatusCode::UNAUTHORIZED, &message)
            }
            Self::InvalidToken => invalid_token(),
            Self::NotGranted => {
                let mut answer = backend(StatusCode::FORBIDDEN, uuid, &message);
                let challenge = "Bearer error='insufficient_scope'";
                add_header(&mut answer, WWW_AUTHENTICATE, challenge);
                answer
            }
            Self::NoSuchPath => gateway(StatusCode::NOT_FOUND, &message),
            Self::MethodNotAllowed => gateway(StatusCode::METHOD_NOT_ALLOWED, &message),
            Self::InvalidParameter(_)
            | Self::InvalidBody(_)
            | Self::TooManyMonitors
            | Self::OtherTopic
            | Self::InvalidVehicleId => backend(StatusCode::BAD_REQUEST, uuid, &message),
            Self::MediaType => backend(StatusCode::UNSUPPORTED_MEDIA_TYPE, uuid, &message),
            Self::UnreadableBody => gateway(StatusCode::PAYLOAD_TOO_LARGE, &message),
            Self::NotYourVehicle | Self::NotSubscribed => {
                backend(StatusCode::FORBIDDEN, uuid, &message)
            }
            Self::Private
            | Self::NoVehicle
            | Self::NoStatus
            | Self::NoTrip
            | Self::NoMaintenance
            | Self::NoData => backend(StatusCode::NOT_FOUND, uuid, &message),
            Self::BoxReplaced => backend(StatusCode::INTERNAL_SERVER_ERROR, uuid, &message),
            Self::OverlayUnreadable => gateway(StatusCode::INTERNAL_SERVER_ERROR, &message),
        }
    }
}

/// The wording of faults.
pub(crate) const DIALECT: Dialect = Dialect {
    error: |status, wording| match wording {
        None => gateway(status, "Internal Error"),
        Some(ErrorText { code: None, text }) => gateway(status, text),
        // Not every error of the backend has a name.
        Some(ErrorText { code, text }) => {
            let body = json!({ "code": code, "message": text });
            answer(status, HAL, body.to_string())
        }
    },
    rate_limit: || gateway(StatusCode::TOO_MANY_REQUESTS, "Rate Limit exceeded"),
    invalid_token,
};

fn invalid_token() -> Answer {
    let message = Refusal::InvalidToken.to_string();
    let mut answer = gateway(StatusCode::UNAUTHORIZED, &message);
    add_header(
        &mut answer,
        WWW_AUTHENTICATE,
        "Bearer error='invalid_token'",
    );
    answer
}

fn gateway(status: StatusCode, message: &str) -> Answer {
    let body = json!({
        "httpCode": status.as_str(),
        "httpMessage": status.canonical_reason().unwrap_or("Error"),
        "moreInformation": message,
    });
    json(status, &body)
}

/// The code is the status and two digits: a number when nothing is found, else a string, since
/// both are met in the wild.
fn backend(status: StatusCode, uuid: &str, message: &str) -> Answer {
    let code = u32::from(status.as_u16()) * 100;
    let code = match status {
        StatusCode::NOT_FOUND => json!(code),
        _ => json!(code.to_string()),
    };
    let body = json!({ "code": code, "uuid": uuid, "message": message });
    answer(status, HAL, body.to_string())
}
