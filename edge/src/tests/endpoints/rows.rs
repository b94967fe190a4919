//! What must hold at each endpoint, a row each, and where no endpoint is.

use crate::ports::RateLimit;

const GET: &str = "GET, HEAD";
const POST: &str = "POST";
const GET_AND_POST: &str = "GET, HEAD, POST";
const GET_PUT_AND_DELETE: &str = "GET, HEAD, PUT, DELETE";
const GET_AND_PUT: &str = "GET, HEAD, PUT";
const PUT: &str = "PUT";

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Anyone,
    /// A page, by the header of its calls and a listed origin, or an app, by a bearer.
    PageOrApp,
}

/// By what a request is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Place(RateLimit),
    /// The session, where one is open.
    Session(RateLimit),
    Nothing,
}

/// The form of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Errors {
    Problem,
    OAuth,
    PageOrProblem,
}

/// What is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    Endpoint,
    File,
    Nothing,
}

pub(super) struct Row {
    pub(super) path: &'static str,
    pub(super) there: There,
    pub(super) allow: &'static str,
    pub(super) who: Who,
    pub(super) is_shared: bool,
    pub(super) counted: By,
    pub(super) errors: Errors,
    pub(super) takes_body: bool,
    pub(super) takes_many_cookies: bool,
    /// Whether a POST of whatever size is taken.
    pub(super) takes_all: bool,
    pub(super) template: &'static str,
}

/// An endpoint that anyone may call, without a rate limit.
const fn open(path: &'static str, template: &'static str) -> Row {
    Row {
        path,
        there: There::Endpoint,
        allow: GET,
        who: Who::Anyone,
        is_shared: false,
        counted: By::Nothing,
        errors: Errors::Problem,
        takes_body: false,
        takes_many_cookies: false,
        takes_all: false,
        template,
    }
}

/// An endpoint that a browser navigates to.
const fn navigated(path: &'static str, limit: RateLimit) -> Row {
    Row {
        counted: By::Place(limit),
        errors: Errors::PageOrProblem,
        ..open(path, path)
    }
}

const fn oauth(path: &'static str, is_shared: bool) -> Row {
    Row {
        allow: POST,
        is_shared,
        counted: By::Place(RateLimit::HandOff),
        errors: Errors::OAuth,
        takes_body: true,
        ..open(path, path)
    }
}

const fn guarded(path: &'static str, template: &'static str) -> Row {
    Row {
        who: Who::PageOrApp,
        is_shared: true,
        counted: By::Session(RateLimit::Api),
        ..open(path, template)
    }
}

const fn nothing(path: &'static str, is_shared: bool) -> Row {
    Row {
        there: There::Nothing,
        is_shared,
        ..open(path, "-")
    }
}

const fn nothing_for_a_browser(path: &'static str) -> Row {
    Row {
        errors: Errors::PageOrProblem,
        ..nothing(path, false)
    }
}

const fn file(path: &'static str) -> Row {
    Row {
        there: There::File,
        errors: Errors::PageOrProblem,
        ..open(path, "-")
    }
}

pub(super) const ROWS: &[Row] = &[
    navigated("/auth/login", RateLimit::Login),
    navigated("/auth/callback", RateLimit::Callback),
    navigated("/auth/authorize", RateLimit::Login),
    oauth("/auth/token", true),
    oauth("/auth/revoke", false),
    Row {
        is_shared: true,
        ..open(
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server",
        )
    },
    Row {
        allow: POST,
        counted: By::Place(RateLimit::PasswordFrom),
        takes_body: true,
        ..guarded("/auth/password", "/auth/password")
    },
    Row {
        allow: POST,
        counted: By::Nothing,
        takes_many_cookies: true,
        ..guarded("/auth/logout", "/auth/logout")
    },
    Row {
        takes_many_cookies: true,
        ..guarded("/auth/session", "/auth/session")
    },
    guarded("/api/v1/brands", "/api/v1/brands"),
    guarded("/api/v1/app", "/api/v1/app"),
    Row {
        allow: POST,
        counted: By::Place(RateLimit::EligibilityFrom),
        takes_body: true,
        ..guarded("/api/v1/eligibility", "/api/v1/eligibility")
    },
    guarded("/api/v1/user", "/api/v1/user"),
    guarded("/api/v1/vehicles/0a/status", "/api/v1/vehicles/{id}/status"),
    guarded("/api/v1/accounts/abcd2345/vehicles", "/api/v1/vehicles"),
    guarded("/api/v1/raw/user", "/api/v1/raw/{path}"),
    guarded(
        "/api/v1/vehicles/0a/actions",
        "/api/v1/vehicles/{id}/actions",
    ),
    Row {
        allow: GET_AND_POST,
        takes_body: true,
        ..guarded(
            "/api/v1/vehicles/0a/commands",
            "/api/v1/vehicles/{id}/commands",
        )
    },
    guarded(
        "/api/v1/accounts/abcd2345/vehicles/0a/commands/0b",
        "/api/v1/vehicles/{id}/commands/{cmid}",
    ),
    guarded("/api/v1/events", "/api/v1/events"),
    Row {
        allow: POST,
        ..guarded(
            "/api/v1/accounts/abcd2345/events/tickets",
            "/api/v1/events/tickets",
        )
    },
    Row {
        allow: GET_AND_PUT,
        takes_body: true,
        ..guarded("/api/v1/events/forwarding", "/api/v1/events/forwarding")
    },
    Row {
        allow: GET_AND_POST,
        takes_body: true,
        ..guarded("/api/v1/vehicles/0a/rules", "/api/v1/vehicles/{id}/rules")
    },
    Row {
        allow: GET_PUT_AND_DELETE,
        takes_body: true,
        ..guarded(
            "/api/v1/accounts/abcd2345/vehicles/0a/rules/0b",
            "/api/v1/vehicles/{id}/rules/{ruid}",
        )
    },
    Row {
        allow: PUT,
        takes_body: true,
        ..guarded(
            "/api/v1/vehicles/0a/rules/0b/status",
            "/api/v1/vehicles/{id}/rules/{ruid}/status",
        )
    },
    Row {
        allow: POST,
        takes_all: true,
        ..open("/hooks/v1/0a/0b", "/hooks/v1/{object}/{secret}")
    },
    open("/health", "/health"),
    open("/problems/not-found", "/problems/{slug}"),
    file("/"),
    file("/app.js"),
    file("/nothing/here"),
    file("/problems/a/b"),
    file("/hooks/v1"),
    nothing_for_a_browser("/auth"),
    nothing_for_a_browser("/auth/"),
    nothing_for_a_browser("/auth/nothing"),
    nothing_for_a_browser("/auth/login/"),
    nothing_for_a_browser("/api"),
    nothing("/api/", true),
    nothing("/api/v2/user", true),
    nothing("/api/v1/nothing", true),
    nothing("/api/v1/accounts/short/user", true),
    nothing("/api/v1/accounts/abcd2345/brands", true),
    nothing("/api/v1/accounts/abcd2345/app", true),
    nothing("/api/v1/accounts/abcd2345/eligibility", true),
];

impl Row {
    pub(super) fn method(&self) -> &'static str {
        match self.allow {
            POST | GET_AND_POST => "POST",
            PUT | GET_AND_PUT | GET_PUT_AND_DELETE => "PUT",
            _ => "GET",
        }
    }

    /// A method that it does not take.
    pub(super) fn other_method(&self) -> &'static str {
        match self.allow.contains("DELETE") {
            true => "PATCH",
            false => "DELETE",
        }
    }

    /// The rows of what answers by itself.
    pub(super) fn endpoints() -> impl Iterator<Item = &'static Self> {
        ROWS.iter().filter(|row| row.there == There::Endpoint)
    }
}
