//! A driver is asked before an app logs them in that any program of the device could pass for.

use super::*;
use crate::testing::{acting, all_is_well, link};

#[test]
fn an_app_that_any_program_could_pass_for_gets_on_by_a_click_of_the_driver_only() {
    let mut phone = Client::phone(&World::new(all_is_well));
    for redirect_uri in [PHONE, "http://127.0.0.1:51004/callback"] {
        let response = phone
            .browser
            .visit(&phone.address(&[("redirect_uri", redirect_uri)]));
        assert_eq!(response.status(), 200);
        assert!(!response.headers().contains_key("location"));
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(link(&response).starts_with("https://idpcvs.opel.com/am/oauth2/authorize?"));
        let page = String::from_utf8(response.into_body()).unwrap();
        assert!(page.contains("Phone asks to see your car"), "{page}");
        let cancel = format!("{redirect_uri}?error=access_denied&amp;error_description=denied");
        assert!(page.contains(&cancel), "{page}");
    }
}

#[test]
fn a_driver_is_told_what_an_app_may_do_with_a_car_whether_or_not_it_is_switched_on() {
    for (actions, told, commands) in [
        (
            r#"["lock", "unlock"]"#,
            &["lock the doors", "unlock the doors"][..],
            true,
        ),
        (
            r#"["rules"]"#,
            &["watch what the car does, and where it is, by rules"],
            false,
        ),
        ("[]", &[], false),
    ] {
        let world = acting(&[("ACTIONS", "horn")]);
        let apps = format!(
            r#"[{{"id":"phone","name":"Phone","kind":"app","redirectUris":["{PHONE}"],"actions":{actions}}}]"#
        );
        world.deploy(crate::settings::tests::read(&[("APPS", &apps), ("ACTIONS", "")]).unwrap());
        let mut phone = Client::phone(&world);
        let response = phone.browser.visit(&phone.address(&[]));
        let page = String::from_utf8(response.into_body()).unwrap();
        let items = page.lines().filter_map(|line| line.strip_prefix("<li>"));
        let told: Vec<_> = told.iter().map(|act| format!("{act}</li>")).collect();
        assert_eq!(items.collect::<Vec<_>>(), told, "{page}");
        let title = page.contains("Phone asks to see and to command your car");
        assert_eq!(title, commands, "{page}");
    }
}

#[test]
fn what_a_program_reads_from_the_page_is_of_no_use_in_the_drivers_browser() {
    let world = World::new(all_is_well);
    let mut program = Client::phone(&world);
    let state = program.browser.begin(&program.address(&[]));
    let mut driver = Browser::new(&world);
    let response = driver.visit(&format!("/auth/callback?state={state}&code=code-1"));
    assert_eq!(location(&response), "/?login_error=expired");
}

#[test]
fn a_page_on_loopback_whose_origin_any_program_can_send_is_asked_about() {
    for origin in [
        "http://localhost:5173",
        "http://127.0.0.1:5173",
        "http://[::1]:5173",
        "https://localhost:5173",
        "https://page.localhost",
        "https://127.0.0.1:8443",
        "https://[::1]:8443",
    ] {
        let redirect_uri = format!("{origin}/callback");
        let world = World::new(all_is_well);
        let apps = serde_json::json!([{
            "id": "local", "name": "Local", "kind": "page",
            "origin": origin, "redirectUris": [redirect_uri],
        }]);
        world.deploy(crate::settings::tests::read(&[("APPS", &apps.to_string())]).unwrap());
        let mut page = Client {
            id: "local",
            ..Client::page(&world)
        };
        let address = page.address(&[("redirect_uri", &redirect_uri)]);
        let response = page.browser.visit(&address);
        assert_eq!(response.status(), 200, "{origin}");
        let page = String::from_utf8(response.into_body()).unwrap();
        assert!(page.contains("Local asks to see your car"), "{page}");
    }
}

#[test]
fn a_client_that_nobody_can_pass_for_is_not_asked_about() {
    let world = World::new(all_is_well);
    let tablet = Client {
        id: "tablet",
        redirect_uri: "https://tablet.test/callback?x=1",
        ..Client::phone(&world)
    };
    for mut client in [tablet, Client::page(&world)] {
        let address = client.address(&[]);
        let response = client.browser.visit(&address);
        assert_eq!(response.status(), 303);
        assert!(location(&response).starts_with("https://idpcvs.opel.com/"));
    }
}

#[test]
fn no_text_of_a_request_ends_the_markup_of_the_page() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let state = "\"><script>alert(1)</script>&amp;";
    let response = phone.browser.visit(&phone.address(&[("state", state)]));
    let page = String::from_utf8(response.into_body()).unwrap();
    assert!(!page.contains("<script"), "{page}");
    let (_, rest) = page.split_once("state=%22").unwrap();
    assert!(rest.starts_with("%3E%3Cscript%3E"), "{rest}");
}
