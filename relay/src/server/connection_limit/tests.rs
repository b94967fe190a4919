use futures_util::FutureExt as _;

use super::*;

impl Peer {
    /// The other end of the only connection, which has sent nothing yet.
    pub(crate) fn unauthenticated() -> Self {
        Self(Arc::new(PeerState {
            number: 0,
            is_authenticated: AtomicBool::default(),
            settings: AtomicU64::default(),
            evicted: Arc::default(),
            limit: ConnectionLimit::new(1),
        }))
    }
}

fn only() -> IdentityShare<'static> {
    IdentityShare {
        identity: "a",
        one_of_several: false,
    }
}

fn is_evicted(slot: &ConnectionSlot) -> bool {
    slot.evicted().now_or_never().is_some()
}

#[tokio::test(start_paused = true)]
async fn the_oldest_unauthenticated_connection_is_evicted_and_an_edge_never_is() {
    let limit = ConnectionLimit::new(3);
    let edge = limit.acquire().await.unwrap();
    let first = limit.acquire().await.unwrap();
    let second = limit.acquire().await.unwrap();
    edge.peer().authenticate(only(), 0);

    let came = Instant::now();
    let leaves = async {
        first.evicted().await;
        assert_eq!(came.elapsed().as_millis(), GRACE.as_millis());
        drop(first);
    };
    let (next, ()) = tokio::join!(limit.acquire(), leaves);
    let next = next.unwrap();
    for slot in [&next, &second, &edge] {
        assert!(!is_evicted(slot));
    }
}

#[tokio::test(start_paused = true)]
async fn unauthenticated_connections_past_their_grace_are_evicted_at_once() {
    let limit = ConnectionLimit::new(2);
    let crowd = [
        limit.acquire().await.unwrap(),
        limit.acquire().await.unwrap(),
    ];
    tokio::time::advance(GRACE).await;
    let (came, mut edges) = (Instant::now(), Vec::new());
    for slot in crowd {
        let leaves = async {
            slot.evicted().await;
            drop(slot);
        };
        let (next, ()) = tokio::join!(limit.acquire(), leaves);
        edges.push(next.unwrap());
    }
    assert!(came.elapsed() < GRACE);
}

#[tokio::test(start_paused = true)]
async fn many_new_connections_displace_unauthenticated_ones_within_one_grace() {
    // As long as it takes until a task of a busy crowd has its turn.
    const TURN: Duration = Duration::from_millis(100);
    let limit = ConnectionLimit::new(64);
    for _ in 0..64 {
        let slot = limit.acquire().await.unwrap();
        tokio::spawn(async move {
            slot.evicted().await;
            tokio::time::sleep(TURN).await;
        });
    }
    tokio::time::advance(GRACE).await;
    let (came, mut edges) = (Instant::now(), Vec::new());
    for _ in 0..32 {
        edges.push(limit.acquire().await.unwrap());
    }
    assert!(came.elapsed() <= GRACE, "{:?}", came.elapsed());
    assert!(limit.open().unauthenticated.len() >= 64 - 8);
    assert!(!edges.iter().any(is_evicted));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_evicted_while_evicted_connections_are_still_closing() {
    let limit = ConnectionLimit::new(16);
    let mut crowd = Vec::new();
    for _ in 0..16 {
        crowd.push(limit.acquire().await.unwrap());
    }
    tokio::time::advance(GRACE).await;
    assert!(limit.evict() && limit.evict());
    assert_eq!(limit.open().unauthenticated.len(), 14);
    // One of the two turns out to be an edge.
    crowd[0].peer().authenticate(only(), 0);
    assert!(limit.evict());
    assert_eq!(limit.open().unauthenticated.len(), 14);
    drop(crowd.remove(1));
    assert!(limit.evict());
    assert_eq!(limit.open().unauthenticated.len(), 12);
    drop(crowd);
    assert!(limit.open().evicting.is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_next_connection_waits_while_edges_hold_all_slots() {
    let limit = ConnectionLimit::new(1);
    let edge = limit.acquire().await.unwrap();
    edge.peer().authenticate(only(), 0);
    let next = tokio::time::timeout(GRACE * 10, limit.acquire()).await;
    assert!(next.is_err());
    assert!(!is_evicted(&edge));
    drop(edge);
    assert!(limit.acquire().await.is_ok());
}

#[tokio::test]
async fn the_oldest_connection_of_an_identity_beyond_its_share_is_evicted() {
    let limit = ConnectionLimit::new(4);
    let of = |identity| IdentityShare {
        identity,
        one_of_several: true,
    };
    let mut slots = Vec::new();
    for identity in ["a", "a", "b", "a"] {
        let slot = limit.acquire().await.unwrap();
        slot.peer().authenticate(of(identity), 0);
        slots.push(slot);
    }
    assert!(!slots.iter().any(is_evicted));
    drop(slots.remove(2));
    let next = limit.acquire().await.unwrap();
    next.peer().authenticate(of("a"), 0);
    slots.push(next);
    let evicted: Vec<_> = slots.iter().map(is_evicted).collect();
    assert_eq!(evicted, [true, false, false, false]);
}

#[tokio::test(start_paused = true)]
async fn an_identity_that_had_all_slots_gives_some_up_once_there_is_another() {
    let limit = ConnectionLimit::new(4);
    let mut edges = Vec::new();
    for _ in 0..4 {
        let edge = limit.acquire().await.unwrap();
        edge.peer().authenticate(only(), 0);
        edges.push(edge);
    }
    assert!(!limit.evict());
    let one_of_several = IdentityShare {
        one_of_several: true,
        ..only()
    };
    edges[3].peer().authenticate(one_of_several, 0);
    let first = edges.remove(0);
    let leaves = async {
        first.evicted().await;
        drop(first);
    };
    let both = async { tokio::join!(limit.acquire(), leaves) };
    let (next, ()) = tokio::time::timeout(GRACE * 10, both).await.unwrap();
    assert!(next.is_ok() && !limit.evict());
    assert!(!edges.iter().any(is_evicted));
}

#[tokio::test]
async fn the_calls_of_an_edge_are_not_cut_as_unauthenticated_ones_are() {
    let limit = ConnectionLimit::new(1);
    let slot = limit.acquire().await.unwrap();
    let is_cut = || slot.if_unauthenticated(async {}).now_or_never().is_some();
    assert!(is_cut());
    slot.peer().authenticate(only(), 0);
    assert!(!is_cut());
}

#[tokio::test]
async fn an_edge_that_shows_no_key_of_new_settings_makes_way_and_one_that_has_shown_one_does_not() {
    let limit = ConnectionLimit::new(2);
    let edges = [
        limit.acquire().await.unwrap(),
        limit.acquire().await.unwrap(),
    ];
    let are_unauthenticated = || {
        let is_unauthenticated = |edge: &ConnectionSlot| edge.peer().is_unauthenticated();
        edges.each_ref().map(is_unauthenticated)
    };
    for edge in &edges {
        edge.peer().authenticate(only(), 0);
        // A stranger's request on the same tunnel.
        edge.peer().expire(0);
    }
    assert_eq!(are_unauthenticated(), [false, false]);
    edges[0].peer().authenticate(only(), 1);
    for edge in &edges {
        // Of two requests at a time the one of the older settings may be over last.
        edge.peer().expire(1);
        edge.peer().expire(0);
    }
    assert_eq!(are_unauthenticated(), [false, true]);
    assert!(limit.evict());
    assert_eq!(edges.each_ref().map(is_evicted), [false, true]);
    // It turns out to be an edge after all, whose calls are answered before it is closed.
    edges[1].peer().authenticate(only(), 1);
    assert_eq!(are_unauthenticated(), [false, false]);
    drop(edges);
    assert!(limit.open().authenticated.is_empty());
}

#[tokio::test]
async fn a_closed_connection_is_forgotten() {
    let limit = ConnectionLimit::new(2);
    drop(limit.acquire().await.unwrap());
    let edge = limit.acquire().await.unwrap();
    edge.peer().authenticate(only(), 0);
    drop(edge);
    assert!(limit.open().unauthenticated.is_empty());
    assert!(limit.open().authenticated.is_empty());
}
