//! Which of the edge's doors a path leads to.

use shared::operation::is_id;

use crate::cookies::is_slot;

/// A door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `GET /auth/login`
    Login,
    /// `GET /auth/callback`
    Callback,
    /// `POST /auth/logout`
    Logout,
    /// `GET /auth/session`
    Session,
    /// `GET /api/v1/…`
    Api(Account, Resource),
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

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// `user`
    User,
    /// `vehicles`
    Vehicles,
    /// `vehicles/{id}`
    Vehicle(String),
    /// `vehicles/{id}/status`
    Status(String),
    /// `vehicles/{id}/position`
    Position(String),
    /// `vehicles/{id}/maintenance`
    Maintenance(String),
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
            ["auth", "logout"] => (Self::Logout, "POST"),
            ["health"] => (Self::Health, GET),
            ["problems", slug] => (Self::Problem((*slug).to_owned()), GET),
            ["api", "v1", "accounts", slot, rest @ ..] if is_slot(slot) => {
                let account = Account::Slot((*slot).to_owned());
                (Self::Api(account, resource(rest)?), GET)
            }
            ["api", "v1", rest @ ..] => (Self::Api(Account::Only, resource(rest)?), GET),
            ["auth" | "api", ..] => return Err(NoRoute::NotFound),
            _ => (Self::Asset, GET),
        };
        if allow.split(", ").any(|allowed| allowed == method) {
            Ok(route)
        } else {
            Err(NoRoute::MethodNotAllowed { allow })
        }
    }

    /// The route's template, for logs: no identifier of anything is in it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Login => "/auth/login",
            Self::Callback => "/auth/callback",
            Self::Logout => "/auth/logout",
            Self::Session => "/auth/session",
            Self::Api(_, Resource::User) => "/api/v1/user",
            Self::Api(_, Resource::Vehicles) => "/api/v1/vehicles",
            Self::Api(_, Resource::Vehicle(_)) => "/api/v1/vehicles/{id}",
            Self::Api(_, Resource::Status(_)) => "/api/v1/vehicles/{id}/status",
            Self::Api(_, Resource::Position(_)) => "/api/v1/vehicles/{id}/position",
            Self::Api(_, Resource::Maintenance(_)) => "/api/v1/vehicles/{id}/maintenance",
            Self::Health => "/health",
            Self::Problem(_) => "/problems/{slug}",
            Self::Asset => "/{asset}",
        }
    }
}

fn resource(segments: &[&str]) -> Result<Resource, NoRoute> {
    match segments {
        ["user"] => Ok(Resource::User),
        ["vehicles"] => Ok(Resource::Vehicles),
        ["vehicles", id, rest @ ..] if is_id(id) => {
            let id = (*id).to_owned();
            match rest {
                [] => Ok(Resource::Vehicle(id)),
                ["status"] => Ok(Resource::Status(id)),
                ["position"] => Ok(Resource::Position(id)),
                ["maintenance"] => Ok(Resource::Maintenance(id)),
                _ => Err(NoRoute::NotFound),
            }
        }
        _ => Err(NoRoute::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_door_opens_for_its_method_only() {
        let slot = || Account::Slot("abcd2345".to_owned());
        for (method, path, route) in [
            ("GET", "/auth/login", Route::Login),
            ("GET", "/auth/callback", Route::Callback),
            ("POST", "/auth/logout", Route::Logout),
            ("GET", "/auth/session", Route::Session),
            ("GET", "/health", Route::Health),
            ("HEAD", "/", Route::Asset),
            ("GET", "/app.js", Route::Asset),
            (
                "GET",
                "/problems/not-found",
                Route::Problem("not-found".to_owned()),
            ),
            (
                "GET",
                "/api/v1/user",
                Route::Api(Account::Only, Resource::User),
            ),
            (
                "GET",
                "/api/v1/vehicles/0a-_",
                Route::Api(Account::Only, Resource::Vehicle("0a-_".to_owned())),
            ),
            (
                "GET",
                "/api/v1/accounts/abcd2345/vehicles",
                Route::Api(slot(), Resource::Vehicles),
            ),
            (
                "GET",
                "/api/v1/vehicles/0a/status",
                Route::Api(Account::Only, Resource::Status("0a".to_owned())),
            ),
            (
                "GET",
                "/api/v1/accounts/abcd2345/vehicles/0a/position",
                Route::Api(slot(), Resource::Position("0a".to_owned())),
            ),
            (
                "GET",
                "/api/v1/vehicles/0a/maintenance",
                Route::Api(Account::Only, Resource::Maintenance("0a".to_owned())),
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
            &long,
        ] {
            assert_eq!(Route::find("GET", path), Err(NoRoute::NotFound), "{path}");
        }
    }
}
