//! How drivers use their sessions.

use super::chance::Chance;

pub(super) const MINUTE: u64 = 60;
pub(super) const DAY: u64 = 24 * 3600;

/// How a driver uses a session.
#[derive(Clone, Copy)]
pub(super) enum Habit {
    /// A page that is always open.
    Open,
    /// Two visits a day, of twenty minutes.
    Commuter,
    /// A call now and then, before the idle end.
    Rare,
    /// Never again.
    Gone,
    /// Not even once: a client that does not come for its authorization code.
    Unclaimed,
}

impl Habit {
    pub(super) const fn of(session: usize) -> Self {
        match session % 30 {
            0 => Self::Open,
            1..14 => Self::Commuter,
            14..22 => Self::Rare,
            22..28 => Self::Gone,
            _ => Self::Unclaimed,
        }
    }

    /// Seconds until the next call.
    pub(super) fn pause(self, chance: &Chance, idle: u64, now: u64) -> Option<u64> {
        match self {
            Self::Open => Some(5 * MINUTE),
            Self::Commuter if now % (DAY / 2) < 20 * MINUTE => Some(MINUTE),
            Self::Commuter => Some(DAY / 2 - now % (DAY / 2) + chance.below(10 * MINUTE)),
            Self::Rare => Some(chance.below(idle)),
            Self::Gone | Self::Unclaimed => None,
        }
    }
}
