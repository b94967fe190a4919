//! What every door of the edge has at hand while it answers one request.

use shared::problem::Problem;

use crate::cookies::Cookies;
use crate::ports::{Clock, Event, Http, Log, Random};
use crate::request::Request;
use crate::session::Sessions;
use crate::settings::Settings;

/// Everything from outside that the edge needs.
pub trait Ports: Clock + Random + Http + Log + Sessions {}

impl<P: Clock + Random + Http + Log + Sessions> Ports for P {}

/// One request, the settings it is answered by, and the world outside.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a, P> {
    /// The deployment's settings.
    pub settings: &'a Settings,
    /// The world outside.
    pub ports: &'a P,
    /// The request.
    pub request: &'a Request,
    /// Its name in the logs.
    pub request_id: &'a str,
}

impl<P: Log> Context<'_, P> {
    /// The names and attributes of this deployment's cookies.
    pub fn cookies(&self) -> Cookies {
        Cookies::new(self.settings.public_origin.is_https())
    }

    /// Writes down what an owner may want to know and a caller is not told.
    pub fn log(&self, event: &str, detail: &str) {
        self.ports.line(&Event {
            event,
            request_id: self.request_id,
            detail: Some(detail),
            ..Event::default()
        });
    }

    /// Writes the reason of a problem down and answers the problem.
    pub fn fail(&self, problem: impl Into<Problem>, reason: &str) -> Problem {
        let problem = problem.into();
        self.log(problem.code().slug(), reason);
        problem
    }
}
