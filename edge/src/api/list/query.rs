//! The query of a list: its first page, narrowed, or the position that a cursor names.

use shared::operation::Call;
use shared::problem::Problem;

use super::cursor::{CURSOR, Cursor, ListPosition, MAX_ITEM, invalid_cursor};
use crate::api::call;
use crate::api::parameter::query::{Query, invalid};
use crate::api::resource::Resource;
use crate::api::resource::definition::{LIMIT, OFFSET, UPSTREAM_PAGE_SIZE};
use crate::request::Request;

/// Most digits of a number, with room for some zeros before it.
const MAX_DIGITS: usize = 20;

/// The upstream's parameter for the token of a page.
const PAGE_TOKEN: &str = "pageToken";
/// The upstream's parameter for a range of items.
const INDEX_RANGE: &str = "indexRange";

/// What a request asks of a list. Nothing goes upstream that was not checked here.
#[derive(Debug)]
pub struct ListQuery<'a> {
    /// The resource that is asked for.
    pub resource: &'static Resource,
    ids: &'a [&'a str],
    query: Query,
    upstream_pairs: Vec<(&'static str, String)>,
    /// How many items at the beginning of the list are left out.
    pub offset: u64,
    /// Most items that are wanted at once.
    pub limit: Option<u16>,
    /// Where to go on; none for the first page.
    pub position: Option<ListPosition>,
    /// The member and the value of the items that are wanted; none where all are.
    pub flag: Option<(&'static str, bool)>,
}

impl<'a> ListQuery<'a> {
    /// Reads the query of a request. What a cursor keeps of one is checked again. Fails with
    /// `invalid-parameter`, which names the parameter.
    pub fn read(
        request: &Request,
        ids: &'a [&'a str],
        resource: &'static Resource,
    ) -> Result<Self, Problem> {
        let mut names = resource.parameter_names();
        names.push(CURSOR);
        let query = Query::read(&request.query, &names)?;
        names.pop();
        let Some(text) = query.get(CURSOR) else {
            return Self::new(query, None, ids, resource);
        };
        if let Some(other) = query.beside(CURSOR) {
            let detail = format!("{other} goes with the first page only; a cursor keeps it");
            return Err(invalid(other, detail));
        }
        let cursor = Cursor::parse(text, resource.operation, ids)?;
        Query::read(&cursor.query, &names)
            .and_then(|query| Self::new(query, Some(cursor.position), ids, resource))
            .map_err(|_| invalid_cursor())
    }

    fn new(
        query: Query,
        position: Option<ListPosition>,
        ids: &'a [&'a str],
        resource: &'static Resource,
    ) -> Result<Self, Problem> {
        let mut upstream_pairs = Vec::new();
        let mut flag = None;
        for parameter in resource.parameters {
            upstream_pairs.extend(parameter.upstream_pairs(&query)?);
            flag = flag.or(parameter.flag(&query)?);
        }
        let limit = number(&query, LIMIT, 1..=u64::from(resource.page_size))?;
        Ok(Self {
            offset: number(&query, OFFSET, 0..=MAX_ITEM)?.unwrap_or(0),
            limit: limit.and_then(|limit| u16::try_from(limit).ok()),
            resource,
            ids,
            query,
            upstream_pairs,
            position,
            flag,
        })
    }

    /// A parameter, as the first page was asked with it.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.get(name)
    }

    /// Whether the upstream takes the tokens that its links have.
    pub fn upstream_takes_tokens(&self) -> bool {
        self.resource.operation.allows_query(PAGE_TOKEN)
    }

    /// How many items the upstream is asked for at once; none, as many as it likes. Where only some
    /// of its items are wanted, the limit is no measure of that.
    pub fn upstream_page_size(&self) -> Option<u16> {
        self.limit.filter(|_| self.flag.is_none())
    }

    /// The call for the first page.
    pub fn first_call(&self) -> Result<Call, Problem> {
        let call = self.narrowed(None)?;
        match self.upstream_page_size() {
            Some(size) => call::checked(call.with(UPSTREAM_PAGE_SIZE, &size.to_string())),
            None => Ok(call),
        }
    }

    /// The call for the page of a token of the upstream's. The token has the page, its size and the
    /// range in it, but not what the list is narrowed by.
    pub fn page_call(&self, token: &str) -> Result<Call, Problem> {
        self.narrowed(Some(token))
    }

    /// Whether a call is the one for the page whose token the cursor has.
    pub fn is_call_of_cursor(&self, call: &Call) -> bool {
        match &self.position {
            Some(ListPosition::Page { token, .. }) => self.page_call(token).as_ref() == Ok(call),
            _ => false,
        }
    }

    fn narrowed(&self, token: Option<&str>) -> Result<Call, Problem> {
        let mut call = call::build(self.resource.operation, self.ids)?;
        if let Some(token) = token {
            call = call::checked(call.with(PAGE_TOKEN, token))?;
        }
        for (name, value) in &self.upstream_pairs {
            call = call::checked(call.with(name, value))?;
        }
        Ok(call)
    }

    /// The call for a range of items, as the upstream writes it: `0-9` are ten, `10-` the rest.
    pub fn range_call(&self, range: &str) -> Result<Call, Problem> {
        call::checked(self.first_call()?.with(INDEX_RANGE, range))
    }

    /// The cursor of a position in this list.
    pub fn cursor(&self, position: ListPosition) -> String {
        Cursor {
            query: self.query.to_query(),
            position,
        }
        .to_text(self.resource.operation, self.ids)
    }
}

fn number(
    query: &Query,
    name: &str,
    allowed: std::ops::RangeInclusive<u64>,
) -> Result<Option<u64>, Problem> {
    let Some(text) = query.get(name) else {
        return Ok(None);
    };
    let is_digits = text.len() <= MAX_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_digits);
    number
        .filter(|number| allowed.contains(number))
        .map(Some)
        .ok_or_else(|| {
            let (least, most) = (allowed.start(), allowed.end());
            invalid(name, format!("{name} is a number from {least} to {most}"))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::model::Alert;
    use shared::operation::{MAX_ID_LENGTH, VEHICLE_ALERTS};

    use super::*;
    use crate::api::parameter::Parameter;
    use crate::size_limits;
    use crate::testing::refused;

    static ALERTS: Resource =
        Resource::list::<Alert>("/alerts", &VEHICLE_ALERTS, &[Parameter::Time]);

    fn list_query(query: &str) -> Result<ListQuery<'static>, Problem> {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        ListQuery::read(&request, &["0a"], &ALERTS)
    }

    fn sent_query(call: Result<Call, Problem>) -> String {
        call.unwrap().query().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_limit_and_a_range_become_the_upstreams_own_parameters() {
        assert_eq!(sent_query(list_query("").unwrap().first_call()), "");
        assert_eq!(
            sent_query(list_query("limit=20").unwrap().first_call()),
            "pageSize=20"
        );
        assert_eq!(
            sent_query(list_query("limit=5").unwrap().range_call("7-")),
            "pageSize=5&indexRange=7-"
        );
        assert_eq!(
            sent_query(
                list_query("limit=5&from=2026-03-01T08:00:00Z")
                    .unwrap()
                    .first_call()
            ),
            "timestamps=2026-03-01T08%3A00%3A00Z%2F&pageSize=5"
        );
    }

    #[test]
    fn a_cursor_keeps_what_the_first_page_was_asked_with() {
        let first = list_query("limit=5&offset=10&to=2026-03-01T08:00:00Z").unwrap();
        for position in [
            ListPosition::From(15),
            ListPosition::Page {
                token: "0a+".to_owned(),
                left: None,
            },
        ] {
            let again = list_query(&format!("cursor={}", first.cursor(position.clone()))).unwrap();
            assert_eq!(again.position, Some(position));
            assert_eq!((again.limit, again.offset), (Some(5), 10));
            assert_eq!(
                sent_query(again.first_call()),
                sent_query(first.first_call())
            );
        }
    }

    #[test]
    fn a_token_goes_first_with_what_narrows_the_list_and_that_of_the_cursor_is_known_again() {
        let first = list_query("limit=5&to=2026-03-01T08:00:00Z").unwrap();
        let call = first.page_call("0a+").unwrap();
        let narrowed = "pageToken=0a%2B&timestamps=%2F2026-03-01T08%3A00%3A00Z";
        assert_eq!(call.query(), Some(narrowed));
        assert!(!first.is_call_of_cursor(&call));
        let token = "0a+".to_owned();
        let cursor = first.cursor(ListPosition::Page { token, left: None });
        let next = list_query(&format!("cursor={cursor}")).unwrap();
        assert!(next.is_call_of_cursor(&call));
        assert!(!next.is_call_of_cursor(&next.page_call("0b").unwrap()));
    }

    #[test]
    fn a_bad_parameter_is_named_before_any_call() {
        for (query, name) in [
            ("limit=0", "limit"),
            ("limit=61", "limit"),
            ("limit=many", "limit"),
            ("limit=%2B3", "limit"),
            ("offset=-1", "offset"),
            ("offset=1000001", "offset"),
            ("cursor=x", "cursor"),
            ("cursor=x&limit=3", "limit"),
            ("pageSize=3", "pageSize"),
            ("from=today", "from"),
        ] {
            assert_eq!(refused(list_query(query)), name, "{query}");
        }
    }

    #[test]
    fn the_longest_parameters_fit_into_a_call_and_a_cursor_and_that_into_an_address() {
        let time = format!("2026-03-01T08:15:30.{:014}+00:00", 9);
        let length = format!("PT{:037}S", 9);
        let interval = format!("R9999/{time}/{length}/{length}").replace('+', "%2B");
        let interval = vec![interval; 10].join(",");
        let query = format!(
            "limit={:020}&offset={:020}&interval={interval}",
            60, 1_000_000
        );
        let list_query = list_query(&query).unwrap();
        let token = "\"".repeat(2048);
        for call in [
            list_query.first_call(),
            list_query.range_call("1000000-"),
            list_query.page_call(&token),
        ] {
            assert!(call.is_ok());
        }
        let position = ListPosition::Page {
            token,
            left: Some(usize::MAX),
        };
        let cursor = list_query.cursor(position.clone());
        let again = self::list_query(&format!("cursor={cursor}")).unwrap();
        assert_eq!(again.position, Some(position));
        let car = "a".repeat(MAX_ID_LENGTH);
        let sent = Request {
            path: format!("/api/v1/accounts/abcd2345/vehicles/{car}/alerts"),
            query: format!("cursor={cursor}"),
            ..Request::default()
        };
        assert_eq!(size_limits::check(&sent, false), Ok(()), "{}", cursor.len());
    }

    #[test]
    fn a_parameter_longer_than_a_call_has_room_for_is_named() {
        let noughts = "0".repeat(3000);
        let time = "2026-03-01T08:00:00Z";
        for (query, name) in [
            (format!("limit={noughts}5"), "limit"),
            (format!("offset={noughts}5"), "offset"),
            (format!("from=2026-03-01T08:00:00.{noughts}Z"), "from"),
            (format!("interval={time}/PT{noughts}5S"), "interval"),
        ] {
            assert_eq!(refused(list_query(&query)), name);
        }
    }

    proptest! {
        #[test]
        fn whatever_query_is_taken_can_be_sent(
            pairs in prop::collection::vec((
                prop::sample::select(vec!["limit", "offset", "from", "to", "interval", "cursor"]),
                "(2026-03-01T08:00:00|Z|[+]00:00|[.]|[0-9]{1,60}|/|R|PT?|[DHMS]|,|\\PC|%[0-9a-f]{2}){0,12}",
            ), 0..4),
        ) {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            match list_query(&pairs.join("&")) {
                Ok(list_query) => prop_assert!(list_query.first_call().is_ok() && list_query.range_call("7-").is_ok()),
                Err(problem) => prop_assert_eq!(problem.code().slug(), "invalid-parameter"),
            }
        }
    }

    #[test]
    fn what_a_cursor_keeps_is_checked_again() {
        for query in [
            "limit=61",
            "from=today",
            "pageSize=3",
            "cursor=x",
            "limit=3&limit=3",
        ] {
            let cursor = Cursor {
                query: query.to_owned(),
                position: ListPosition::From(3),
            };
            let query = format!("cursor={}", cursor.to_text(&VEHICLE_ALERTS, &["0a"]));
            assert_eq!(refused(list_query(&query)), "cursor", "{query}");
        }
    }
}
