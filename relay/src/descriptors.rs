//! The limit of file descriptors, and how many of them each part of the process may use.
//!
//! What the relay itself and name look-ups need comes first. The rest is divided between edges,
//! the admin address and the upstream, and the shares never exceed the total. So connections of
//! others cannot use up what calls need upstream.

use tracing::warn;

use crate::config::{Config, Limits};

/// What the relay itself needs: the standard streams, the runtime, signals, the listeners and their
/// copies during a drain, the files and the trial connection of a reload, the service manager's
/// socket, and two concurrent name look-ups.
const OWN: usize = 24;
/// One part in 8 of the rest is for connections to the admin address.
const ADMIN_PART: usize = 8;
/// At most one part in 2 of the rest is for connections upstream, before callers get theirs.
const UPSTREAM_PART: usize = 2;

/// The shares, in descriptors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Descriptors {
    available: usize,
    edges: usize,
    admin: usize,
    upstream: usize,
}

impl Descriptors {
    /// Raises the limit as far as the system allows, and divides it.
    pub(crate) fn share_out(config: &Config) -> Self {
        let available = match rlimit::increase_nofile_limit(u64::MAX) {
            Ok(available) => usize::try_from(available).unwrap_or(usize::MAX),
            Err(error) => {
                warn!(%error, "cannot tell how many descriptors there may be");
                usize::MAX
            }
        };
        let upstream = config
            .upstream
            .connections
            .saturating_mul(config.identities.len());
        let shares = Self::of(available, config.limits.connections, upstream);
        let connections = shares.edges(&config.limits).connections;
        if connections < config.limits.connections {
            warn!(
                available,
                connections, "too few descriptors for limits.connections"
            );
        }
        shares.warn_of_pool(config);
        shares
    }

    /// The shares of `available`, by the connections of edges and upstream that the settings allow.
    /// Each is one at least. The upstream gets what is left over: a reload may allow more.
    pub(crate) fn of(available: usize, edges: usize, upstream: usize) -> Self {
        let left = available.saturating_sub(OWN);
        let admin = edges.min(left / ADMIN_PART).max(1);
        let upstream = upstream.min(left / UPSTREAM_PART).max(1);
        let most = left.saturating_sub(admin).saturating_sub(upstream);
        let edges = edges.min(most).max(1);
        Self {
            available,
            edges,
            admin,
            upstream: left.saturating_sub(admin).saturating_sub(edges).max(1),
        }
    }

    /// The limits of the edges' listener.
    pub(crate) fn edges(&self, limits: &Limits) -> Limits {
        with(limits, self.edges)
    }

    /// The limits of the admin listener.
    pub(crate) fn admin(&self, limits: &Limits) -> Limits {
        with(limits, self.admin)
    }

    /// Warns if there are fewer descriptors for connections upstream than the settings say.
    pub(crate) fn warn_of_pool(&self, config: &Config) {
        let (available, connections) = (self.available, self.pool(config));
        if connections < config.upstream.connections {
            warn!(
                available,
                connections, "too few descriptors for upstream.connections"
            );
        }
    }

    /// The settings, with no more connections upstream than there are descriptors for.
    pub(crate) fn fit(&self, mut config: Config) -> Config {
        config.upstream.connections = self.pool(&config);
        config
    }

    /// Connections upstream of each identity.
    fn pool(&self, config: &Config) -> usize {
        let each = self.upstream / config.identities.len().max(1);
        config.upstream.connections.min(each.max(1))
    }
}

fn with(limits: &Limits, most: usize) -> Limits {
    Limits {
        connections: limits.connections.min(most),
        ..limits.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_never_more_than_there_are() {
        for available in OWN + 3..10_000 {
            for (edges, upstream) in [(1024, 32), (1, 1), (4096, 96), (16, 4096)] {
                let shares = Descriptors::of(available, edges, upstream);
                let all = OWN + shares.edges + shares.admin + shares.upstream;
                assert!(all <= available, "{shares:?} of {available}");
            }
        }
    }

    #[test]
    fn with_many_all_get_what_they_want_and_with_few_each_gets_some() {
        let shares = |available| {
            let shares = Descriptors::of(available, 1024, 32);
            (shares.edges, shares.admin, shares.upstream.min(32))
        };
        assert_eq!(shares(usize::MAX), (1024, 1024, 32));
        assert_eq!(shares(8192), (1024, 1021, 32));
        assert_eq!(shares(1024), (843, 125, 32));
        assert_eq!(shares(64), (15, 5, 20));
        assert_eq!(shares(0), (1, 1, 1));
    }
}
