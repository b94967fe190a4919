//! The operations of the upstream, and how a path is recognised as one of them.
//!
//! [`table`] has the rows. The edge cannot request, and the relay does not forward, what is not a
//! row there, but for [`ELIGIBILITY`].

mod call;
mod eligibility;
mod id;
mod lookup;
mod parse;
mod query;
mod row;
mod table;
mod template;
mod value;

pub use call::{Call, InvalidCall, MAX_QUERY_LENGTH};
pub use eligibility::{ELIGIBILITY, is_vin};
pub use id::{MAX_ID_LENGTH, is_id};
pub use parse::ParseError;
pub use query::InvalidQuery;
pub use row::{Accept, BASE_PATH, Method, Operation};
pub use table::*;
pub use template::ids_in;
pub use value::{MAX_VALUE_LENGTH, is_query_value};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_own_path_and_by_no_other_rows() {
        for row in ALL {
            let path = row
                .path
                .split('/')
                .map(|s| if s.starts_with('{') { "0a1b-_9" } else { s })
                .collect::<Vec<_>>()
                .join("/");
            assert_eq!(
                Operation::find(row.method.as_str(), &path).map(|found| found.name),
                Some(row.name)
            );
            let matching = ALL
                .iter()
                .filter(|other| other.method == row.method && ids_in(other.path, &path).is_some());
            assert_eq!(matching.count(), 1, "{path}");
        }
    }

    #[test]
    fn no_two_rows_share_a_name() {
        for (n, row) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(n + 1).all(|other| other.name != row.name));
        }
    }

    #[test]
    fn a_path_outside_the_table_is_no_operation() {
        let long = format!("/user/vehicles/{}", "a".repeat(MAX_ID_LENGTH + 1));
        for path in [
            "",
            "/",
            "/user/",
            "//user",
            "/User",
            "/user/vehicles/",
            "/user/vehicles/..",
            "/user/vehicles/.",
            "/user/vehicles/%2e%2e",
            "/user/vehicles/a%00b",
            "/user/vehicles/a\0b",
            "/user/vehicles/a b",
            "/user/vehicles/é",
            "/user/vehicles/a/../b",
            "/user/vehicles//status",
            "/user/vehicles/a/status/",
            "/user/trips",
            &long,
        ] {
            assert_eq!(Operation::find("GET", path), None, "{path}");
        }
        assert_eq!(Operation::find("POST", "/user"), None);
        assert_eq!(Operation::find("get", "/user"), None);
        assert_eq!(Operation::find("HEAD", "/user"), None);
    }
}
