//! The relay under Callgrind, between callers that sign as an edge does and an upstream that
//! always answers the same status.

mod scenario;
mod server;

use std::path::Path;
use std::time::{Duration, Instant};

use e2e::ports;

use super::callgrind;
use super::counted::Counted;
use crate::client::Inbound;
use crate::client::connection::{Connection, Target, tls};
use crate::client::request::{Form, RequestMaker};
use crate::failure::Failure;
use crate::origin::{Origin, STATUS_BYTES, status};
pub(super) use scenario::Scenario;

/// Calls that are counted.
const CALLS: u32 = 1_000;
/// Calls before, at least: connections are made, and every table has its size.
const WARM_UP: u32 = 200;
/// Longer than answers are held as the relay is shipped: from then on as many are forgotten as
/// come.
const SETTLED: Duration = Duration::from_secs(6);

/// Counts what a call costs a relay, and keeps the profile in the folder.
pub(super) async fn count(
    program: &Path,
    scenario: Scenario,
    folder: &Path,
) -> Result<Counted, Failure> {
    let origin = Origin::start(&status(STATUS_BYTES)?, None)?;
    let port = ports::free()?;
    let out = folder.join(scenario.file());
    let relay = server::start(program, scenario, &origin, port, &out)?;
    let tls = match scenario.inbound {
        Inbound::Plain => None,
        Inbound::Tls => Some(tls(&origin.files)?),
    };
    let target = Target { port, tls };
    let mut callers = Vec::new();
    for _ in 0..scenario.callers {
        callers.push(Caller::connect(&target).await?);
    }

    let settled = Instant::now() + SETTLED;
    let (mut callers, mut made) = run(callers, WARM_UP).await?;
    while scenario.hold != Some(0) && Instant::now() < settled {
        let more;
        (callers, more) = run(callers, WARM_UP).await?;
        made += more;
    }
    callgrind::forget(&relay.process)?;
    let (_callers, counted) = run(callers, CALLS).await?;
    let profile = callgrind::dump(&relay.process, &out)?;
    made += counted;

    let had = origin.requests()?;
    if had != u64::from(made) {
        return Err(Failure::Uncounted {
            proxy: "the relay",
            reached: had,
            made: usize::try_from(made).unwrap_or(usize::MAX),
        });
    }
    Ok(Counted::of(&profile, counted, out))
}

/// One of those who call, one call after the other.
struct Caller {
    connection: Connection,
    requests: RequestMaker,
}

impl Caller {
    async fn connect(target: &Target) -> Result<Self, Failure> {
        Ok(Self {
            connection: Connection::open(target).await?,
            requests: RequestMaker::new(Form::Signed, target.port)?,
        })
    }

    async fn call(&mut self) -> Result<(), Failure> {
        let request = self.requests.make(1)?;
        let request = request.get(0).unwrap_or_default();
        let answer = self.connection.call(request).await?;
        match answer.status == 200 && answer.body.len() == STATUS_BYTES {
            true => Ok(()),
            false => Err(Failure::Unlike {
                status: answer.status,
                bytes: answer.body.len(),
            }),
        }
    }
}

/// Has the callers make so many calls together or a few more, and says how many.
async fn run(callers: Vec<Caller>, calls: u32) -> Result<(Vec<Caller>, u32), Failure> {
    let each = calls.div_ceil(u32::try_from(callers.len()).unwrap_or(u32::MAX));
    let mut tasks = Vec::new();
    for mut caller in callers {
        tasks.push(tokio::spawn(async move {
            for _ in 0..each {
                caller.call().await?;
            }
            Ok::<_, Failure>(caller)
        }));
    }
    let mut callers = Vec::new();
    let mut made = 0_u32;
    for task in tasks {
        callers.push(task.await.map_err(std::io::Error::other)??);
        made = made.saturating_add(each);
    }
    Ok((callers, made))
}
