//! How many descriptors the process may have, and who gets how many of them.
//!
//! What the relay itself needs comes off first, and with it what name look-ups need. The rest is
//! shared out between callers, the admin address and the upstream, so that the shares are never
//! more than there are: strangers cannot take up what calls upstream need.

use tracing::warn;

use crate::config::{Config, Limits};

/// What the relay itself needs: the standard streams, the runtime's own, signals, the listeners and
/// their copies in the last call, the files of a renewal with the connection that tries it, the
/// service manager's socket, and the two name look-ups that there are at a time.
const OWN: usize = 24;
/// Part of what is left that connections to the admin address may take up.
const ADMIN_PART: usize = 8;
/// Part of what is left that connections upstream get before callers do.
const UPSTREAM_PART: usize = 2;

/// The shares, in descriptors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Descriptors {
    edges: usize,
    admin: usize,
    upstream: usize,
}

impl Descriptors {
    /// Raises the limit as far as the system allows, and shares out what there is.
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
        let connections = shares.pool(config);
        if connections < config.upstream.connections {
            warn!(
                available,
                connections, "too few descriptors for upstream.connections"
            );
        }
        shares
    }

    /// The shares of `available` where so many connections of edges and upstream are wanted. Each
    /// has one at least. What nobody wants is the upstream's: a renewal may want more.
    fn of(available: usize, edges: usize, upstream: usize) -> Self {
        let left = available.saturating_sub(OWN);
        let admin = edges.min(left / ADMIN_PART).max(1);
        let upstream = upstream.min(left / UPSTREAM_PART).max(1);
        let most = left.saturating_sub(admin).saturating_sub(upstream);
        let edges = edges.min(most).max(1);
        Self {
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

    /// Settings that want no more connections upstream than there are descriptors for.
    pub(crate) fn fit(&self, mut config: Config) -> Config {
        config.upstream.connections = self.pool(&config);
        config
    }

    /// Connections upstream that each identity can have.
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
