//! The tables of what drivers cost, as they stand in docs/operations.md.

use std::fmt::Write as _;

/// Days of a month.
const MONTH: u64 = 30;
/// How many drivers there are, with a car each.
const DRIVERS: [u64; 3] = [1, 100, 10_000];

/// What the platform counts of a day: requests of the Worker, of objects with the alarms that rang,
/// rows read and rows written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Day(pub(super) [u64; 4]);

/// What a plan says of one of these.
struct Quota {
    name: &'static str,
    /// Of the free plan, a day.
    free: u64,
    /// Of the paid plan, a month.
    paid: u64,
    /// Thousandths of a dollar for each million beyond.
    price: u64,
}

/// The platform's plans: docs/operations.md says when they were looked up, and where.
const QUOTAS: [Quota; 4] = [
    Quota {
        name: "requests of the Worker",
        free: 100_000,
        paid: 10_000_000,
        price: 300,
    },
    Quota {
        name: "requests of objects",
        free: 100_000,
        paid: 1_000_000,
        price: 150,
    },
    Quota {
        name: "rows read",
        free: 5_000_000,
        paid: 25_000_000_000,
        price: 1,
    },
    Quota {
        name: "rows written",
        free: 100_000,
        paid: 50_000_000,
        price: 1000,
    },
];

impl Day {
    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        let mut sum = self.0;
        for (here, there) in sum.iter_mut().zip(other.0) {
            *here += there;
        }
        Self(sum)
    }

    /// What is more here.
    pub(super) fn less(self, other: Self) -> Self {
        let mut rest = self.0;
        for (here, there) in rest.iter_mut().zip(other.0) {
            *here -= there;
        }
        Self(rest)
    }

    /// So many times this.
    pub(super) fn times(self, times: u64) -> Self {
        Self(self.0.map(|number| number * times))
    }

    /// A row of the table of a day.
    pub(super) fn row(self, name: &str) -> String {
        let cells = self.0.map(|number| number.to_string()).join(" | ");
        format!("| {name} | {cells} |")
    }

    /// The day in a row of that table.
    pub(super) fn read(text: &str, name: &str) -> Self {
        let start = format!("| {name} | ");
        let row = text.lines().find_map(|line| line.strip_prefix(&start));
        let cells = row.unwrap().trim_end_matches(" |").split(" | ");
        let mut day = Self::default();
        for (number, cell) in day.0.iter_mut().zip(cells) {
            *number = cell.parse().unwrap();
        }
        day
    }

    /// How many drivers the free plan is enough for.
    pub(super) fn free_drivers(self) -> u64 {
        let drivers = QUOTAS.iter().zip(self.0).map(|(quota, of)| quota.free / of);
        drivers.min().unwrap()
    }

    /// The table of a month, against the plans.
    pub(super) fn month(self) -> String {
        let mut table = String::from("| a month |");
        for drivers in DRIVERS {
            let _ = write!(table, " {} |", plural(drivers));
        }
        table.push_str(" free plan | paid plan |\n| --- | --- | --- | --- | --- | --- |\n");
        let mut beyond = DRIVERS.map(|_| 0);
        for (quota, of) in QUOTAS.iter().zip(self.0) {
            let _ = write!(table, "| {} |", quota.name);
            for (drivers, beyond) in DRIVERS.iter().zip(&mut beyond) {
                let number = of * MONTH * drivers;
                *beyond += number.saturating_sub(quota.paid) * quota.price / 1_000_000;
                let _ = write!(table, " {} |", grouped(number));
            }
            let (free, paid) = (grouped(quota.free), grouped(quota.paid));
            let _ = writeln!(
                table,
                " {free} a day | {paid}, then ${} a million |",
                dollars(quota.price)
            );
        }
        table.push_str("| beyond the paid plan's $5 |");
        for beyond in beyond {
            let _ = write!(table, " ${:.2} |", beyond as f64 / 1000.0);
        }
        table.push_str(" | |\n");
        table
    }
}

fn plural(drivers: u64) -> String {
    match drivers {
        1 => "1 driver".to_owned(),
        many => format!("{} drivers", grouped(many)),
    }
}

/// Thousandths of a dollar.
fn dollars(thousandths: u64) -> String {
    let text = format!("{:.3}", thousandths as f64 / 1000.0);
    text.strip_suffix('0').unwrap_or(&text).to_owned()
}

/// A number with a comma before each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn what_is_beyond_a_plan_is_paid_for() {
    assert_eq!(
        [7, 1234, 1_000_000].map(grouped),
        ["7", "1,234", "1,000,000"]
    );
    assert_eq!([300, 1, 1000].map(dollars), ["0.30", "0.001", "1.00"]);
    let day = Day([10, 20, 30, 5]);
    let table = day.month();
    assert!(table.contains("| requests of objects | 600 | 60,000 | 6,000,000 | 100,000 a day |"));
    // Five millions of requests.
    assert!(table.contains("| $0.00 | $0.00 | $0.75 |"), "{table}");
    assert_eq!(day.free_drivers(), 5000);
    assert_eq!(Day::read(&day.row("it"), "it"), day);
    assert_eq!(day.times(2).and(day), day.times(3));
    assert_eq!(day.times(3).less(day), day.times(2));
}
