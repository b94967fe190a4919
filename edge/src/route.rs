//! Which of the edge's doors a path leads to.

mod resource;

use crate::caller::cookies::is_slot;

pub use resource::{Resource, Target};

/// A door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `GET /auth/login`
    Login,
    /// `GET /auth/callback`
    Callback,
    /// `GET /auth/authorize`
    Authorize,
    /// `POST /auth/token`
    Token,
    /// `POST /auth/revoke`
    Revoke,
    /// `GET /.well-known/oauth-authorization-server`
    Metadata,
    /// `POST /auth/password`
    Password,
    /// `POST /auth/logout`
    Logout,
    /// `GET /auth/session`
    Session,
    /// `GET /api/v1/brands`
    Brands,
    /// `GET /api/v1/…`
    Api(Account, Target),
    /// `GET /health`
    Health,
    /// `GET /problems/{slug}`
    Problem(String),
    /// `GET` of anything else that is not under `/auth/` or `/api/`: the web app's files.
    Asset,
}

/// Whose data is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// The one account that is logged in.
    Only,
    /// The account of this slot: `/api/v1/accounts/{slot}/…`
    Slot(String),
}

/// Why there is no door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoute {
    /// Nothing is at this path.
    NotFound,
    /// Something is, for another method.
    MethodNotAllowed {
        /// The methods it takes, as the `Allow` header wants them.
        allow: &'static str,
    },
}

const GET: &str = "GET, HEAD";

impl Route {
    /// The door of a method and raw path.
    pub fn find(method: &str, path: &str) -> Result<Self, NoRoute> {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let (route, allow) = match segments.as_slice() {
            ["auth", "login"] => (Self::Login, GET),
            ["auth", "callback"] => (Self::Callback, GET),
            ["auth", "session"] => (Self::Session, GET),
            ["auth", "password"] => (Self::Password, "POST"),
            ["auth", "logout"] => (Self::Logout, "POST"),
            ["auth", "authorize"] => (Self::Authorize, GET),
            ["auth", "token"] => (Self::Token, "POST"),
            ["auth", "revoke"] => (Self::Revoke, "POST"),
            [".well-known", "oauth-authorization-server"] => (Self::Metadata, GET),
            ["health"] => (Self::Health, GET),
            ["problems", slug] => (Self::Problem((*slug).to_owned()), GET),
            ["api", "v1", "brands"] => (Self::Brands, GET),
            ["api", "v1", ..] => (api(path).ok_or(NoRoute::NotFound)?, GET),
            ["auth" | "api", ..] => return Err(NoRoute::NotFound),
            _ => (Self::Asset, GET),
        };
        if allow.split(", ").any(|allowed| allowed == method) {
            Ok(route)
        } else {
            Err(NoRoute::MethodNotAllowed { allow })
        }
    }

    /// Whether a body is read. Elsewhere nobody waits for one.
    pub fn takes_body(&self) -> bool {
        matches!(self, Self::Password | Self::Token | Self::Revoke)
    }

    /// The route's template, for logs: no identifier of anything is in it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Login => "/auth/login",
            Self::Callback => "/auth/callback",
            Self::Password => "/auth/password",
            Self::Logout => "/auth/logout",
            Self::Authorize => "/auth/authorize",
            Self::Token => "/auth/token",
            Self::Revoke => "/auth/revoke",
            Self::Metadata => "/.well-known/oauth-authorization-server",
            Self::Session => "/auth/session",
            Self::Brands => "/api/v1/brands",
            Self::Api(_, target) => target.resource.template(),
            Self::Health => "/health",
            Self::Problem(_) => "/problems/{slug}",
            Self::Asset => "/{asset}",
        }
    }
}

fn api(path: &str) -> Option<Route> {
    let path = path.strip_prefix("/api/v1")?;
    let (account, path) = match path.strip_prefix("/accounts/") {
        Some(named) => {
            let (slot, path) = named.split_at(named.find('/')?);
            (Account::Slot(slot.to_owned()), path)
        }
        None => (Account::Only, path),
    };
    if let Account::Slot(slot) = &account
        && !is_slot(slot)
    {
        return None;
    }
    Some(Route::Api(account, Target::find(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_door_opens_for_its_method_only() {
        let api = |account, path| Route::Api(account, Target::find(path).unwrap());
        let slot = || Account::Slot("abcd2345".to_owned());
        for (method, path, route) in [
            ("GET", "/auth/login", Route::Login),
            ("GET", "/auth/callback", Route::Callback),
            ("POST", "/auth/password", Route::Password),
            ("POST", "/auth/logout", Route::Logout),
            ("GET", "/auth/session", Route::Session),
            ("GET", "/auth/authorize", Route::Authorize),
            ("POST", "/auth/token", Route::Token),
            ("POST", "/auth/revoke", Route::Revoke),
            (
                "GET",
                "/.well-known/oauth-authorization-server",
                Route::Metadata,
            ),
            ("GET", "/health", Route::Health),
            ("HEAD", "/", Route::Asset),
            ("GET", "/app.js", Route::Asset),
            (
                "GET",
                "/problems/not-found",
                Route::Problem("not-found".to_owned()),
            ),
            ("GET", "/api/v1/brands", Route::Brands),
            ("GET", "/api/v1/user", api(Account::Only, "/user")),
            (
                "GET",
                "/api/v1/vehicles/0a-_",
                api(Account::Only, "/vehicles/0a-_"),
            ),
            (
                "HEAD",
                "/api/v1/accounts/abcd2345/vehicles",
                api(slot(), "/vehicles"),
            ),
            (
                "GET",
                "/api/v1/accounts/abcd2345/raw/user/vehicles/0a/lastPosition",
                api(slot(), "/raw/user/vehicles/0a/lastPosition"),
            ),
        ] {
            assert_eq!(Route::find(method, path), Ok(route), "{path}");
            let other = Route::find("DELETE", path);
            assert!(
                matches!(other, Err(NoRoute::MethodNotAllowed { .. })),
                "{path}"
            );
        }
    }

    #[test]
    fn nothing_under_auth_or_api_falls_through_to_the_web_app() {
        let long = format!("/api/v1/vehicles/{}", "a".repeat(300));
        for path in [
            "/auth",
            "/auth/",
            "/auth/other",
            "/auth/login/",
            "/api/v1",
            "/api/v2/user",
            "/api/v1/vehicles/",
            "/api/v1/vehicles/%2e%2e",
            "/api/v1/vehicles/a/b",
            "/api/v1/vehicles/a%2Fb",
            "/api/v1/vehicles/a/status/",
            "/api/v1/vehicles/%2e%2e/status",
            "/api/v1/vehicles//status",
            "/api/v1/vehicles/a/lastPosition",
            "/api/v1/accounts/short/user",
            "/api/v1/accounts/ABCD2345/user",
            "/api/v1/accounts/abcd2345",
            "/api/v1/accounts/abcd2345/",
            "/api/v1/accounts/abcd2345/brands",
            "/api/v1/raw/user/vehicles/a%2Fb",
            "/api/v1/raw/user/vehicles/../user",
            &long,
        ] {
            assert_eq!(Route::find("GET", path), Err(NoRoute::NotFound), "{path}");
        }
    }
}
