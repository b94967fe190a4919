//! The table of endpoints: what holds at each is in its row, and decided nowhere else.

use crate::api;
use crate::api::account::AccountSelector;
use crate::api::resource::{AnyResource, Target};
use crate::hook;
use crate::ports::RateLimit;
use crate::request::{MAX_BODY, MAX_NOTIFICATIONS};

/// An endpoint.
#[derive(Debug)]
pub struct Endpoint {
    /// What answers.
    pub handler: Handler,
    /// The methods it takes.
    pub methods: Methods,
    /// The path, or its template, which is what the log names it by.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether listed and registered pages of other origins may call it and read the answer
    /// (CORS).
    pub cors: bool,
    /// The rate limit, if it has one.
    pub rate_limit: Option<RateLimit>,
    /// The form of its errors.
    pub errors: ErrorForm,
    /// Whether a body is read. Elsewhere none is waited for.
    pub takes_body: bool,
    /// Whether more cookies are accepted than elsewhere: these endpoints clear cookies.
    pub takes_many_cookies: bool,
}

/// What answers at an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handler {
    /// [`crate::login::begin`]
    Login,
    /// [`crate::login::callback`]
    Callback,
    /// [`crate::login::password`]
    Password,
    /// [`crate::login::logout`]
    Logout,
    /// [`crate::login::accounts`]
    Session,
    /// [`crate::oauth::authorize`]
    Authorize,
    /// [`crate::oauth::token`]
    Token,
    /// [`crate::oauth::revoke`]
    Revoke,
    /// [`crate::oauth::metadata`]
    Metadata,
    /// [`crate::api::brands`]
    Brands,
    /// [`crate::api::app`]
    App,
    /// [`crate::api::eligibility`]
    Eligibility,
    /// [`crate::api`]
    Resource,
    /// [`crate::hook`]
    Hook,
    /// [`crate::health`]
    Health,
    /// [`crate::pages`]
    ProblemPage,
    /// The web app's files, which the runtime serves.
    Asset,
    /// Nothing is there.
    Nothing,
}

/// The methods of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Methods {
    /// GET and HEAD.
    Get,
    /// POST.
    Post,
    /// GET, HEAD and POST.
    GetAndPost,
    /// GET, HEAD and PUT.
    GetAndPut,
    /// GET, HEAD, PUT and DELETE.
    GetPutAndDelete,
    /// PUT.
    Put,
}

/// Who may call an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone: it is a document navigation, or needs no driver's consent.
    Anyone,
    /// A page, by the header of its calls and its origin, or an app, by its bearer:
    /// [`crate::caller::guard`].
    PageOrApp,
    /// The same, and a page that connects, by its origin and the ticket that it names.
    Connecting,
}

/// The form of an endpoint's errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorForm {
    /// RFC 9457.
    Problem,
    /// RFC 6749 section 5.2.
    OAuth,
    /// A page where a browser asks for one, else RFC 9457.
    Page,
}

/// What a row has where it says nothing else.
const DEFAULT: Endpoint = Endpoint {
    handler: Handler::Nothing,
    methods: Methods::Get,
    path: "-",
    access: Access::Anyone,
    cors: false,
    rate_limit: None,
    errors: ErrorForm::Problem,
    takes_body: false,
    takes_many_cookies: false,
};

/// What a page or an app calls for a driver who is logged in.
const CALL: Endpoint = Endpoint {
    access: Access::PageOrApp,
    cors: true,
    rate_limit: Some(RateLimit::Api),
    ..DEFAULT
};

/// The endpoints with a path of their own.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        handler: Handler::Login,
        path: "/auth/login",
        rate_limit: Some(RateLimit::Login),
        errors: ErrorForm::Page,
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::Callback,
        path: "/auth/callback",
        rate_limit: Some(RateLimit::Callback),
        errors: ErrorForm::Page,
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::Password,
        methods: Methods::Post,
        path: "/auth/password",
        rate_limit: Some(RateLimit::PasswordFrom),
        takes_body: true,
        ..CALL
    },
    Endpoint {
        handler: Handler::Session,
        path: "/auth/session",
        takes_many_cookies: true,
        ..CALL
    },
    // No rate limit: logging out must always work.
    Endpoint {
        handler: Handler::Logout,
        methods: Methods::Post,
        path: "/auth/logout",
        rate_limit: None,
        takes_many_cookies: true,
        ..CALL
    },
    Endpoint {
        handler: Handler::Authorize,
        path: "/auth/authorize",
        rate_limit: Some(RateLimit::Login),
        errors: ErrorForm::Page,
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::Token,
        methods: Methods::Post,
        path: "/auth/token",
        cors: true,
        rate_limit: Some(RateLimit::HandOff),
        errors: ErrorForm::OAuth,
        takes_body: true,
        ..DEFAULT
    },
    // Only apps have something to revoke, and apps need no CORS.
    Endpoint {
        handler: Handler::Revoke,
        methods: Methods::Post,
        path: "/auth/revoke",
        rate_limit: Some(RateLimit::HandOff),
        errors: ErrorForm::OAuth,
        takes_body: true,
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::Metadata,
        path: "/.well-known/oauth-authorization-server",
        cors: true,
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::Brands,
        path: "/api/v1/brands",
        ..CALL
    },
    Endpoint {
        handler: Handler::App,
        path: "/api/v1/app",
        ..CALL
    },
    // It has limits of its own, by who may ask: the owner's key, or `RateLimit::EligibilityFrom`.
    Endpoint {
        handler: Handler::Eligibility,
        methods: Methods::Post,
        path: "/api/v1/eligibility",
        rate_limit: None,
        takes_body: true,
        ..CALL
    },
    // It has a limit of its own, `RateLimit::Hook`, by the object: the manufacturer comes from one
    // place for all.
    Endpoint {
        handler: Handler::Hook,
        methods: Methods::Post,
        path: "/hooks/v1/{object}/{secret}",
        takes_body: true,
        ..DEFAULT
    },
    // `?relay=1` has a limit of its own, `RateLimit::Owner`.
    Endpoint {
        handler: Handler::Health,
        path: "/health",
        ..DEFAULT
    },
    Endpoint {
        handler: Handler::ProblemPage,
        path: "/problems/{slug}",
        ..DEFAULT
    },
];

/// The endpoint of all resources of the API, which have a table of their own.
pub const RESOURCE: Endpoint = Endpoint {
    handler: Handler::Resource,
    path: "/api/v1/{resource}",
    ..CALL
};

/// The commands of a car, and sending one.
pub const COMMANDS: Endpoint = Endpoint {
    methods: Methods::GetAndPost,
    takes_body: true,
    path: AnyResource::Commands.template(),
    ..RESOURCE
};

/// The rules of a car, and making one.
pub const RULES: Endpoint = Endpoint {
    path: AnyResource::Rules.template(),
    ..COMMANDS
};

/// A rule, and changing it.
pub const RULE: Endpoint = Endpoint {
    methods: Methods::GetPutAndDelete,
    path: AnyResource::Rule.template(),
    ..COMMANDS
};

/// Whether a rule is watched for.
pub const RULE_STATUS: Endpoint = Endpoint {
    methods: Methods::Put,
    path: AnyResource::RuleStatus.template(),
    ..COMMANDS
};

/// What happens, and the live connection to that.
pub const EVENTS: Endpoint = Endpoint {
    access: Access::Connecting,
    path: AnyResource::Events.template(),
    ..RESOURCE
};

/// What a live connection is opened by.
pub const TICKETS: Endpoint = Endpoint {
    methods: Methods::Post,
    path: AnyResource::Tickets.template(),
    ..RESOURCE
};

/// Whether the owner's server has what happens, and the driver's consent to that.
pub const FORWARDING: Endpoint = Endpoint {
    methods: Methods::GetAndPut,
    takes_body: true,
    path: AnyResource::Forwarding.template(),
    ..RESOURCE
};

/// The web app's files: whatever is not below `/auth` or `/api`.
pub const ASSET: Endpoint = Endpoint {
    handler: Handler::Asset,
    path: "/{asset}",
    errors: ErrorForm::Page,
    ..DEFAULT
};

/// `/api` itself, and unknown paths below `/auth`.
const NOTHING: Endpoint = Endpoint {
    errors: ErrorForm::Page,
    ..DEFAULT
};

/// Unknown paths below `/api/`. CORS lets a page read the 404.
const NOTHING_IN_API: Endpoint = Endpoint {
    cors: true,
    ..DEFAULT
};

/// Where a path leads.
#[derive(Debug)]
pub struct Route {
    /// The endpoint.
    pub endpoint: &'static Endpoint,
    /// What of the API is asked for: there for [`Handler::Resource`] and no other.
    pub resource: Option<(AccountSelector, Target)>,
}

impl Route {
    /// Where a raw path leads. Nothing below `/auth` or `/api` leads to the web app.
    pub fn find(path: &str) -> Self {
        let resource = api::find(path);
        let is_below = |folder| {
            let rest = path.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let endpoint = match ENDPOINTS.iter().find(|row| row.is_at(path)) {
            Some(endpoint) => endpoint,
            None if resource.is_some() => match resource.as_ref().map(|(_, it)| &it.resource) {
                Some(AnyResource::Commands) => &COMMANDS,
                Some(AnyResource::Rules) => &RULES,
                Some(AnyResource::Rule) => &RULE,
                Some(AnyResource::RuleStatus) => &RULE_STATUS,
                Some(AnyResource::Events) => &EVENTS,
                Some(AnyResource::Tickets) => &TICKETS,
                Some(AnyResource::Forwarding) => &FORWARDING,
                _ => &RESOURCE,
            },
            None if path.starts_with("/api/") => &NOTHING_IN_API,
            None if is_below("/auth") || is_below("/api") => &NOTHING,
            None => &ASSET,
        };
        Self { endpoint, resource }
    }

    /// The template of the path, for logs: no identifier of anything is in it.
    pub fn template(&self) -> &'static str {
        match &self.resource {
            Some((_, target)) => target.resource.template(),
            None => self.endpoint.path,
        }
    }
}

impl Endpoint {
    /// Whether it takes a method. Unknown paths take every method, so that they answer 404 and not
    /// 405.
    pub fn takes(&self, method: &str) -> bool {
        let mut methods = self.methods.allow().split(", ");
        self.handler == Handler::Nothing || methods.any(|allowed| allowed == method)
    }

    /// Whether something is done there with a car: a page that may read is not always allowed that.
    pub fn acts(&self) -> bool {
        match self.methods {
            Methods::GetAndPost | Methods::GetPutAndDelete | Methods::Put => true,
            // A consent is withdrawn by whoever may read.
            Methods::Get | Methods::Post | Methods::GetAndPut => false,
        }
    }

    /// The methods of a page of another origin that may read, and act where something is done.
    pub fn page_methods(&self) -> &'static str {
        match self.methods {
            Methods::Get | Methods::Post => Methods::GetAndPost.allow(),
            methods => methods.allow(),
        }
    }

    /// The body limit in bytes, by method and path; `None` where no body is read.
    pub fn max_body(&self, method: &str, path: &str) -> Option<usize> {
        let reads = self.takes_body && matches!(method, "POST" | "PUT");
        match self.handler {
            // No body is read for a path that cannot be a notification address.
            Handler::Hook => hook::address(path).map(|_| MAX_NOTIFICATIONS),
            _ => Some(MAX_BODY),
        }
        .filter(|_| reads)
    }

    fn is_at(&self, path: &str) -> bool {
        let Some((before, _)) = self.path.split_once('{') else {
            return self.path == path;
        };
        let segments = |path: &str| path.split('/').count();
        // The path of a hook with segments missing or added fits as well: the hook drops it and logs why.
        let has_form = self.handler == Handler::Hook || segments(path) == segments(self.path);
        path.starts_with(before) && has_form
    }
}

impl Methods {
    /// The methods as the `Allow` header has them.
    pub const fn allow(self) -> &'static str {
        match self {
            Self::Get => "GET, HEAD",
            Self::Post => "POST",
            Self::GetAndPost => "GET, HEAD, POST",
            Self::GetAndPut => "GET, HEAD, PUT",
            Self::GetPutAndDelete => "GET, HEAD, PUT, DELETE",
            Self::Put => "PUT",
        }
    }
}

#[cfg(test)]
mod tests;
