//! How many descriptors the process may have, and what that means for connections.

use tracing::warn;

use crate::config::Limits;

/// Part of all descriptors that connections to the admin address may take up.
const ADMIN_SHARE: usize = 8;

/// The limits of both listeners.
#[derive(Debug)]
pub(crate) struct Shares {
    pub(crate) edges: Limits,
    pub(crate) admin: Limits,
}

/// Raises the limit as far as the system allows, and fits the numbers of connections to it: a
/// call may take two descriptors, the caller's and the upstream's. Without the fit, strangers
/// could take up the descriptors that calls upstream need.
pub(crate) fn share(limits: &Limits) -> Shares {
    let available = match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(available) => usize::try_from(available).unwrap_or(usize::MAX),
        Err(error) => {
            warn!(%error, "cannot tell how many descriptors there may be");
            usize::MAX
        }
    };
    let shares = fit(limits, available);
    if shares.edges.connections < limits.connections {
        warn!(
            available,
            connections = shares.edges.connections,
            "too few descriptors for limits.connections"
        );
    }
    shares
}

fn fit(limits: &Limits, available: usize) -> Shares {
    let with = |most: usize| Limits {
        connections: limits.connections.min(most.max(1)),
        ..limits.clone()
    };
    Shares {
        edges: with(available / 2),
        admin: with(available / ADMIN_SHARE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_for_the_upstream() {
        let limits = Limits::default();
        let connections = |available| {
            let shares = fit(&limits, available);
            (shares.edges.connections, shares.admin.connections)
        };
        assert_eq!(connections(1 << 20), (1024, 1024));
        assert_eq!(connections(1024), (512, 128));
        assert_eq!(connections(1), (1, 1));
    }
}
