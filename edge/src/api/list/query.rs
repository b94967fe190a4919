//! What a call asks of a list: its first page, narrowed, or the place that a cursor names.

use shared::operation::{Call, Operation};
use shared::problem::Problem;

use super::cursor::{CURSOR, Cursor, MAX_ITEM, Place, not_ours};
use crate::api::parameter::Filter;
use crate::api::parameter::query::{Parameters, invalid};
use crate::api::upstream;
use crate::request::Request;

const LIMIT: &str = "limit";
const OFFSET: &str = "offset";

/// Digits of a number, with room for some noughts before it.
const MAX_DIGITS: usize = 20;

/// The upstream's parameters for a part of a list.
const PAGE_SIZE: &str = "pageSize";
const PAGE_TOKEN: &str = "pageToken";
const INDEX_RANGE: &str = "indexRange";

/// Most items that the upstream puts on a page of nearly every list.
pub const PAGE: u16 = 60;

/// What a list takes.
#[derive(Debug)]
pub struct Takes {
    /// The upstream's operation.
    pub operation: &'static Operation,
    /// What narrows it.
    pub filters: &'static [Filter],
    /// Most items that the upstream puts on a page.
    pub page: u16,
    /// Whether one may begin in the middle. Not where we turn the order round.
    pub offset: bool,
}

impl Takes {
    /// The parameters that go with a first page.
    fn names(&self) -> Vec<&'static str> {
        let filters = self.filters.iter().flat_map(Filter::names).copied();
        let limit = self.operation.allows_query(PAGE_SIZE).then_some(LIMIT);
        let offset = self.offset.then_some(OFFSET);
        filters.chain(limit).chain(offset).collect()
    }
}

/// What is asked of a list.
#[derive(Debug)]
pub struct Asked<'a> {
    takes: &'static Takes,
    ids: &'a [&'a str],
    parameters: Parameters,
    pairs: Vec<(&'static str, String)>,
    /// How many items at its beginning are left out.
    pub offset: u64,
    /// Most items that are wanted at once.
    pub limit: Option<u16>,
    /// Where to go on; none for the first page.
    pub place: Option<Place>,
    /// Which items are wanted, by a member that is true or false; all, if it does not say.
    pub flag: Option<(&'static str, bool)>,
}

impl<'a> Asked<'a> {
    /// Reads the query of a request. Nothing goes upstream that was not checked here; a cursor's
    /// part of it is checked again.
    pub fn read(
        request: &Request,
        ids: &'a [&'a str],
        takes: &'static Takes,
    ) -> Result<Self, Problem> {
        let mut names = takes.names();
        names.push(CURSOR);
        let given = Parameters::read(&request.query, &names)?;
        let Some(text) = given.get(CURSOR) else {
            return Self::new(given, None, ids, takes);
        };
        if let Some(other) = given.beside(CURSOR) {
            let detail = format!("{other} goes with the first page only; a cursor keeps it");
            return Err(invalid(other, detail));
        }
        let cursor = Cursor::parse(text, takes.operation, ids)?;
        Parameters::read(&cursor.query, &takes.names())
            .and_then(|kept| Self::new(kept, Some(cursor.place), ids, takes))
            .map_err(|_| not_ours())
    }

    fn new(
        parameters: Parameters,
        place: Option<Place>,
        ids: &'a [&'a str],
        takes: &'static Takes,
    ) -> Result<Self, Problem> {
        let mut pairs = Vec::new();
        let mut flag = None;
        for filter in takes.filters {
            pairs.extend(filter.pairs(&parameters)?);
            flag = flag.or(filter.flag(&parameters)?);
        }
        let limit = number(&parameters, LIMIT, 1..=u64::from(takes.page))?;
        Ok(Self {
            offset: number(&parameters, OFFSET, 0..=MAX_ITEM)?.unwrap_or(0),
            limit: limit.and_then(|limit| u16::try_from(limit).ok()),
            takes,
            ids,
            parameters,
            pairs,
            place,
            flag,
        })
    }

    /// A parameter of the list.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }

    /// Whether the upstream takes the tokens that its links have.
    pub fn takes_token(&self) -> bool {
        self.takes.operation.allows_query(PAGE_TOKEN)
    }

    /// How many items the upstream is asked for at once; none, as many as it likes. Where it has
    /// some that are not wanted, the limit is no measure of that.
    pub fn page_size(&self) -> Option<u16> {
        self.limit.filter(|_| self.flag.is_none())
    }

    /// The call for the first page.
    pub fn first(&self) -> Result<Call, Problem> {
        let mut call = built(Call::new(self.takes.operation, self.ids))?;
        for (name, value) in &self.pairs {
            call = built(call.with(name, value))?;
        }
        match self.page_size() {
            Some(size) => built(call.with(PAGE_SIZE, &size.to_string())),
            None => Ok(call),
        }
    }

    /// The call for a page that the upstream names. The token has all the rest in it.
    pub fn page(&self, token: &str) -> Result<Call, Problem> {
        let call = Call::new(self.takes.operation, self.ids);
        built(call.and_then(|call| call.with(PAGE_TOKEN, token)))
    }

    /// The call for a range of items, as the upstream writes it: `0-9` are ten, `10-` the rest.
    pub fn range(&self, range: &str) -> Result<Call, Problem> {
        built(self.first()?.with(INDEX_RANGE, range))
    }

    /// The cursor of a place in this list.
    pub fn cursor(&self, place: Place) -> String {
        Cursor {
            query: self.parameters.to_query(),
            place,
        }
        .to_text(self.takes.operation, self.ids)
    }
}

/// Whether a call asks for a page by its token.
pub fn is_by_token(call: &Call) -> bool {
    let query = call.query().unwrap_or_default();
    query.split('=').next() == Some(PAGE_TOKEN)
}

fn built(call: Result<Call, shared::operation::InvalidCall>) -> Result<Call, Problem> {
    call.map_err(|error| upstream::invalid(&error))
}

fn number(
    parameters: &Parameters,
    name: &str,
    allowed: std::ops::RangeInclusive<u64>,
) -> Result<Option<u64>, Problem> {
    let Some(text) = parameters.get(name) else {
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
    use shared::operation::VEHICLE_ALERTS;

    use super::*;
    use crate::testing::refused;

    static ALERTS: Takes = Takes {
        operation: &VEHICLE_ALERTS,
        filters: &[Filter::Time],
        page: PAGE,
        offset: true,
    };

    fn asked(query: &str) -> Result<Asked<'static>, Problem> {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        Asked::read(&request, &["0a"], &ALERTS)
    }

    fn query(call: Result<Call, Problem>) -> String {
        call.unwrap().query().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_limit_and_a_range_become_the_upstreams_own_parameters() {
        assert_eq!(query(asked("").unwrap().first()), "");
        assert_eq!(query(asked("limit=20").unwrap().first()), "pageSize=20");
        assert_eq!(
            query(asked("limit=5").unwrap().range("7-")),
            "pageSize=5&indexRange=7-"
        );
        assert_eq!(
            query(asked("limit=5&from=2026-03-01T08:00:00Z").unwrap().first()),
            "timestamps=2026-03-01T08%3A00%3A00Z%2F&pageSize=5"
        );
    }

    #[test]
    fn a_cursor_keeps_what_the_first_page_was_asked_with() {
        let first = asked("limit=5&offset=10&to=2026-03-01T08:00:00Z").unwrap();
        for place in [
            Place::From(15),
            Place::Page {
                token: "0a+".to_owned(),
                left: None,
            },
        ] {
            let again = asked(&format!("cursor={}", first.cursor(place.clone()))).unwrap();
            assert_eq!(again.place, Some(place));
            assert_eq!((again.limit, again.offset), (Some(5), 10));
            assert_eq!(query(again.first()), query(first.first()));
        }
    }

    #[test]
    fn a_token_goes_alone_and_is_known_again() {
        let call = asked("limit=5&to=2026-03-01T08:00:00Z")
            .unwrap()
            .page("0a+")
            .unwrap();
        assert_eq!(call.query(), Some("pageToken=0a%2B"));
        assert!(is_by_token(&call));
        assert!(!is_by_token(&asked("limit=5").unwrap().first().unwrap()));
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
            assert_eq!(refused(asked(query)), name, "{query}");
        }
    }

    #[test]
    fn the_longest_parameters_fit_into_a_call_and_a_cursor() {
        let time = format!("2026-03-01T08:15:30.{:014}+00:00", 9);
        let length = format!("PT{:037}S", 9);
        let interval = format!("R9999/{time}/{length}/{length}").replace('+', "%2B");
        let interval = vec![interval; 10].join(",");
        let query = format!(
            "limit={:020}&offset={:020}&interval={interval}",
            60, 1_000_000
        );
        let asked = asked(&query).unwrap();
        for call in [asked.first(), asked.range("1000000-")] {
            assert!(call.is_ok());
        }
        let place = Place::Page {
            token: "\"".repeat(2048),
            left: Some(usize::MAX),
        };
        let cursor = asked.cursor(place.clone());
        let again = self::asked(&format!("cursor={cursor}")).unwrap();
        assert_eq!(again.place, Some(place));
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
            assert_eq!(refused(asked(&query)), name);
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
            match asked(&pairs.join("&")) {
                Ok(asked) => prop_assert!(asked.first().is_ok() && asked.range("7-").is_ok()),
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
                place: Place::From(3),
            };
            let query = format!("cursor={}", cursor.to_text(&VEHICLE_ALERTS, &["0a"]));
            assert_eq!(refused(asked(&query)), "cursor", "{query}");
        }
    }
}
