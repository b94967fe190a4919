//! What stands in for the drivers' objects where the edge's own answers are what is tried: a
//! function, and the record of what it was asked.

use std::cell::RefCell;

use super::{Inside, Outside};
use crate::driver::connect::Connect;
use crate::driver::hook::{Delivery, Receipt};
use crate::driver::message::{Envelope, Message, Reply};
use crate::driver::{AsksDriver, DriverName, Drivers};
use crate::objects::{ReadJson as _, Unreachable};

type Answer = Box<dyn Fn(&Envelope) -> Result<Reply, Unreachable>>;

/// What stands in for them. Unless told otherwise no object answers.
#[derive(Default)]
pub(crate) struct Stand {
    answer: RefCell<Option<Answer>>,
    /// What becomes of notifications; none reach an object unless this says otherwise.
    pub(crate) outcome: RefCell<Option<Receipt>>,
    /// The notifications that were handed over, and to which object.
    pub(crate) notified: RefCell<Vec<(String, Delivery)>>,
    /// What was asked, and of whose object: but for the sessions that it was only to know of.
    pub(crate) asked: RefCell<Vec<(DriverName, Envelope)>>,
    /// The sessions that it was to know of when they began.
    pub(crate) introduced: RefCell<Vec<(DriverName, Envelope)>>,
    /// What nothing waited for.
    pub(crate) told: RefCell<Vec<(DriverName, Envelope)>>,
    /// Who connected, and to which object.
    pub(crate) connected: RefCell<Vec<(String, Connect)>>,
    /// What is answered to who connects.
    pub(crate) to_connecting: RefCell<Option<Reply>>,
}

impl Stand {
    /// Has the objects answer so.
    pub(crate) fn answer(
        &self,
        answer: impl Fn(&Envelope) -> Result<Reply, Unreachable> + 'static,
    ) {
        *self.answer.borrow_mut() = Some(Box::new(answer));
    }
}

/// The access token that a message brings.
pub(crate) fn token_of(envelope: &Envelope) -> Option<String> {
    let access = envelope.act.access.as_ref();
    access.map(|access| access.0.expose_str().into_owned())
}

impl AsksDriver for Outside {
    async fn ask_driver(
        &self,
        driver: &DriverName,
        envelope: &Envelope,
    ) -> Result<Reply, Unreachable> {
        let stand = &self.0.drivers;
        // As the platform does, through text.
        let envelope = Envelope::read(envelope.to_json().to_string().as_bytes()).unwrap();
        let reply = match stand.answer.borrow().as_ref() {
            Some(answer) => answer(&envelope),
            None => Err(Unreachable("no driver's object".to_owned())),
        };
        let is_introduction = envelope.act.access.is_none()
            && envelope.message == Message::Forwarding { on: None, to: None };
        let record = match is_introduction {
            true => &stand.introduced,
            false => &stand.asked,
        };
        record.borrow_mut().push((driver.clone(), envelope));
        Ok(Reply::read(reply?.to_json().to_string().as_bytes()).unwrap())
    }
}

impl AsksDriver for Inside {
    async fn ask_driver(
        &self,
        driver: &DriverName,
        envelope: &Envelope,
    ) -> Result<Reply, Unreachable> {
        self.world.ask_driver(driver, envelope).await
    }
}

impl Drivers for Outside {
    fn tell_driver(&self, driver: &DriverName, envelope: &Envelope) {
        let envelope = Envelope::read(envelope.to_json().to_string().as_bytes()).unwrap();
        let mut told = self.0.drivers.told.borrow_mut();
        told.push((driver.clone(), envelope));
    }

    async fn connect(&self, object: &str, connect: &Connect) -> Result<Reply, Unreachable> {
        let stand = &self.0.drivers;
        let connect = Connect::read(connect.to_json().to_string().as_bytes()).unwrap();
        let mut connected = stand.connected.borrow_mut();
        connected.push((object.to_owned(), connect));
        let reply = stand.to_connecting.borrow().clone();
        reply.ok_or_else(|| Unreachable("no driver's object".to_owned()))
    }

    async fn notify(&self, object: &str, received: &Delivery) -> Result<Receipt, Unreachable> {
        let stand = &self.0.drivers;
        let received = Delivery::from_text(&received.to_text()).unwrap();
        let mut notified = stand.notified.borrow_mut();
        notified.push((object.to_owned(), received));
        let outcome = *stand.outcome.borrow();
        outcome.ok_or_else(|| Unreachable("no driver's object".to_owned()))
    }
}

#[test]
fn what_stands_in_for_an_object_answers_and_is_recorded() {
    use crate::driver::message::ActingSession;
    use crate::objects::Opaque;
    use crate::testing::{World, all_is_well, soon};

    let world = World::new(all_is_well);
    let name = DriverName::new("realm", "sub");
    let envelope = Envelope {
        request_id: String::new(),
        act: ActingSession {
            session: String::new(),
            ends_at: 0,
            access: Some(Opaque("at".into())),
            realm: "realm".to_owned(),
            auth_time: None,
        },
        message: Message::Leave,
    };
    let outside = Outside(std::rc::Rc::clone(&world));
    assert!(soon(outside.ask_driver(&name, &envelope)).is_err());
    world.drivers.answer(|_| Ok(Reply::Done));
    assert_eq!(soon(outside.ask_driver(&name, &envelope)), Ok(Reply::Done));
    assert_eq!(world.drivers.asked.borrow()[1].0, name);
}
