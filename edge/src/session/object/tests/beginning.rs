//! A driver's object knows of a session from its beginning.

use super::*;
use crate::driver::DriverName;
use crate::driver::message::Reply as FromDriver;
use crate::session::message::SessionDriver;

#[test]
fn an_object_takes_no_login_of_a_brand_that_is_not_on_offer() {
    let world = World::new(down);
    let object = SessionObject::new(Inside::new(&world), read(&[("BRANDS", "opel")]));
    let login = open(Some("refresh-0"), false);
    assert!(matches!(ask(&object, login), Reply::Trouble { .. }));
    assert!(object.ports.kept.borrow().is_none());
    assert!(object.ports.alarm.get().is_none());
}

#[test]
fn a_drivers_object_knows_of_a_session_once_somebody_has_it() {
    for awaits_code in [false, true] {
        let world = World::new(|_| served(200, &[], ""));
        world.drivers.answer(|_| Ok(FromDriver::Forwarding(false)));
        let mut login = open(Some("refresh-0"), awaits_code);
        if let Message::Open { driver, .. } = &mut login {
            let name = DriverName::new("realm", "sub");
            let auth_time = None;
            *driver = Some(SessionDriver { name, auth_time });
        }
        let object = opened(&world, login);
        let known = || world.drivers.introduced.borrow().len();
        assert_eq!(known(), usize::from(!awaits_code));
        if awaits_code {
            let secret = secret();
            assert!(matches!(
                ask(&object, Message::Redeem { secret }),
                Reply::Done
            ));
        }
        assert_eq!(known(), 1);
        let (_, envelope) = &world.drivers.introduced.borrow()[0];
        let record = object.ports.record().unwrap();
        assert_eq!(envelope.act.ends_at, record.ends_at);
        assert_eq!(envelope.act.session, record.leaving().unwrap().session);
        assert_eq!(world.log(), "");
    }
}
