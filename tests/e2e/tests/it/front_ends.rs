//! Front ends elsewhere, in a real browser: the examples of docs/front-ends.md work as they stand,
//! and a page that is neither listed nor registered sees nothing.

mod sibling;

use std::fs;
use std::path::Path;
use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::ports;
use e2e::process::{Process, command};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::Browser;
use crate::journey::{click, submit, texts, wait_for};
use crate::running::{CAMILLE, LUCAS, account};

const TIMEOUT: Duration = Duration::from_secs(20);
const DOCUMENT: &str = include_str!("../../../../docs/front-ends.md");
const README: &str = include_str!("../../../../README.md");
/// Of the same site as the edge, whose host is `edge.test`.
pub(crate) const SAME_SITE: &str = "app.edge.test";
pub(crate) const OTHER_SITE: &str = "front.test";
const NEITHER: &str = "evil.test";
/// Where the two examples offer a login.
const LOGIN: &str = "#who a[href*='brand=peugeot']";
const LOGIN_OF_CLIENT: &str = "#who button[data-brand=peugeot]";
/// The last of the cars of Lucas, of whom one page of a list does not have all.
const LAST: &str = "#cars li:nth-child(137)";
/// From now on each page's first call comes to nothing.
const FAIL: &str = "if (!window.kept) { window.kept = window.fetch; window.fetch = () => { \
    window.fetch = window.kept; return Promise.reject(new TypeError()); }; }";

/// A chain, three pages elsewhere, and a browser.
pub(crate) struct FrontEnds {
    pub(crate) chain: Chain,
    pub(crate) browser: Browser,
    port: u16,
    _pages: Process,
    _folder: TempDir,
}

/// The pages of docs/front-ends.md, of the same site and of another, with the edge's address.
fn documented(edge: &str) -> [String; 2] {
    let examples: Vec<_> = DOCUMENT
        .split("\n```html\n")
        .skip(1)
        .map(|rest| {
            let example = rest.split("\n```").next().unwrap();
            let page = example.replace("https://kerbside.example.com", edge);
            assert_ne!(page, example, "the edge's address is not in the example");
            page
        })
        .collect();
    let number = examples.len();
    let examples = examples.try_into();
    examples.unwrap_or_else(|_| panic!("{number} examples, and two are tried"))
}

/// A page with the script of the README's chapter on front ends, and the edge's address.
fn shortest(edge: &str) -> String {
    let (_, chapter) = README.split_once("\n## From a front end\n").unwrap();
    let (_, rest) = chapter.split_once("\n```js\n").unwrap();
    let (example, _) = rest.split_once("\n```").unwrap();
    let script = example.replace("https://kerbside.example", edge);
    assert_ne!(script, example, "the edge's address is not in the example");
    format!("<!doctype html><title>My cars</title><body><script type=\"module\">{script}</script>")
}

impl FrontEnds {
    async fn open() -> Self {
        Self::serving(documented).await
    }

    /// With the page of the same site and the one of another, which are told the edge's address.
    pub(crate) async fn serving(pages: impl FnOnce(&str) -> [String; 2]) -> Self {
        Self::start(Plan::default(), pages, &[]).await
    }

    /// The same where cars may be locked and unlocked: by the page of the same site, and by the
    /// other one's client as far as these words go.
    pub(crate) async fn acting(pages: impl FnOnce(&str) -> [String; 2], words: &[&str]) -> Self {
        let plan = Plan::default().acting(&["lock", "unlock"]);
        let plan = plan.limit("OWNER_LIMIT", Some(10_000));
        Self::start(plan, pages, words).await
    }

    async fn start(plan: Plan, pages: impl FnOnce(&str) -> [String; 2], words: &[&str]) -> Self {
        let port = ports::free().unwrap();
        let front = format!("https://{OTHER_SITE}:{port}");
        let apps = json!([{
            "id": "front",
            "name": "Front",
            "kind": "page",
            "origin": front,
            "redirectUris": [format!("{front}/callback")],
            "actions": words,
        }]);
        let same_site = format!("https://{SAME_SITE}:{port}");
        let chain = plan
            .https()
            .setting("ALLOWED_ORIGINS", &same_site)
            .setting("ACTION_ORIGINS", &same_site)
            .setting("APPS", &apps.to_string())
            .start()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (host, page) in [SAME_SITE, OTHER_SITE].iter().zip(pages(chain.origin())) {
            fs::write(folder.path().join(format!("{host}.html")), page).unwrap();
        }
        let empty = "<!doctype html><title>Neither</title>";
        fs::write(folder.path().join(format!("{NEITHER}.html")), empty).unwrap();

        let files = &chain.sandbox().description().files;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/front_ends/pages.mjs");
        let mut node = command(Path::new("node"));
        node.arg(script).arg(folder.path()).arg(port.to_string());
        node.args([&files.server_certificate, &files.server_key]);
        let pages = Process::start("pages", node).unwrap();
        pages
            .says(pages.stdout(), "that it is ready", TIMEOUT, |line| {
                (line == "pages: ready").then_some(())
            })
            .unwrap();
        let browser = Browser::open(&files.server_certificate).await;
        Self {
            chain,
            browser,
            port,
            _pages: pages,
            _folder: folder,
        }
    }

    pub(crate) async fn visit(&self, host: &str) {
        let url = format!("https://{host}:{}/", self.port);
        self.browser.page.goto(&url).await.unwrap();
    }

    /// Fills the manufacturer's form in, and is back at the front end with three cars.
    pub(crate) async fn log_in(&self, host: &str) {
        submit(&self.browser, &account(&self.chain, CAMILLE)).await;
        wait_for(&self.browser, "#cars li").await;
        assert_eq!(texts(&self.browser, "#cars li").await.len(), 3);
        let here = self.browser.page.current_url().await.unwrap();
        assert_eq!(here.as_str(), format!("https://{host}:{}/", self.port));
    }

    /// Calls from the page that is open, as a page of the edge's would; what comes of it.
    async fn call(&self, path: &str) -> Value {
        let options = json!({ "headers": { "X-Kerbside": "1" }, "credentials": "include" });
        self.fetch(path, &options).await
    }

    async fn fetch(&self, path: &str, options: &Value) -> Value {
        let url = format!("{}{path}", self.chain.origin());
        let call = format!(
            "fetch({url:?}, {options}).then(async (answer) => \
             [answer.type, answer.status, (await answer.text()).length > 0], error => error.name)"
        );
        self.browser.script(&call).await
    }

    /// The session ends behind the page's back, and the page is asked for the cars again.
    async fn is_logged_out_elsewhere(&self, login: &str) {
        let options = json!({
            "method": "POST",
            "headers": { "X-Kerbside": "1" },
            "credentials": "include",
        });
        let ended = self.fetch("/auth/logout", &options).await;
        assert_eq!(ended, json!(["cors", 204, false]));
        assert_eq!(texts(&self.browser, "#cars li").await.len(), 3);
        click(&self.browser, "#who button:first-child").await;
        wait_for(&self.browser, login).await;
        assert_eq!(texts(&self.browser, "#cars li").await.len(), 0);
    }

    /// Of a page whose first call comes to nothing: it says so, can be asked again, and is then well.
    pub(crate) async fn gets_over_trouble(&self, host: &str, shown: &str) {
        self.browser.begin_with(FAIL).await;
        self.visit(host).await;
        wait_for(&self.browser, "#trouble:not(:empty)").await;
        wait_for(&self.browser, "#who button:only-child").await;
        click(&self.browser, "#who button").await;
        wait_for(&self.browser, shown).await;
        wait_for(&self.browser, "#trouble:empty").await;
    }

    pub(crate) async fn close(self) {
        self.browser.page.clone().close().await.unwrap();
    }
}

#[tokio::test]
async fn a_listed_page_of_the_same_site_logs_in_calls_and_logs_out_by_the_strict_cookie() {
    let front_ends = FrontEnds::open().await;
    let browser = &front_ends.browser;
    front_ends.visit(SAME_SITE).await;
    wait_for(browser, LOGIN).await;
    click(browser, LOGIN).await;
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(SAME_SITE).await;

    // The same cookies in the same browser: nothing goes out from, or comes to, a page of another
    // site that is not known.
    front_ends.visit(NEITHER).await;
    assert_eq!(front_ends.call("/api/v1/vehicles").await, "TypeError");
    assert_eq!(front_ends.call("/auth/session").await, "TypeError");
    let blind = json!({ "mode": "no-cors", "credentials": "include" });
    let seen = front_ends.fetch("/api/v1/vehicles", &blind).await;
    assert!(
        seen == json!(["opaque", 0, false]) || seen == "TypeError",
        "{seen}"
    );

    front_ends.visit(SAME_SITE).await;
    wait_for(browser, "#cars li").await;
    click(browser, "#who button:last-child").await;
    wait_for(browser, LOGIN).await;

    click(browser, LOGIN).await;
    // The manufacturer remembers nobody here.
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(SAME_SITE).await;
    front_ends.is_logged_out_elsewhere(LOGIN).await;
    front_ends.close().await;
}

#[tokio::test]
async fn a_registered_page_of_another_site_logs_in_by_code_and_calls_by_a_partitioned_cookie() {
    let front_ends = FrontEnds::open().await;
    let browser = &front_ends.browser;
    front_ends.visit(OTHER_SITE).await;
    wait_for(browser, LOGIN_OF_CLIENT).await;
    click(browser, LOGIN_OF_CLIENT).await;
    wait_for(browser, "button[value=cancel]").await;
    click(browser, "button[value=cancel]").await;
    // Who changes their mind is where they were.
    wait_for(browser, LOGIN_OF_CLIENT).await;
    assert_eq!(texts(browser, "#trouble").await, ["denied"]);
    click(browser, LOGIN_OF_CLIENT).await;
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(OTHER_SITE).await;
    assert_eq!(browser.script("document.cookie").await, "");
    assert_eq!(browser.script("sessionStorage.length").await, 0);

    // The cookie lives where this page is on top, and nowhere else.
    for host in [SAME_SITE, NEITHER] {
        front_ends.visit(host).await;
        let seen = front_ends.call("/api/v1/vehicles").await;
        let expected = match host {
            SAME_SITE => json!(["cors", 401, true]),
            _ => json!("TypeError"),
        };
        assert_eq!(seen, expected, "{host}");
    }
    browser.page.goto(front_ends.chain.origin()).await.unwrap();
    assert_eq!(browser.page.get_all_cookies().await.unwrap().len(), 0);

    front_ends.visit(OTHER_SITE).await;
    wait_for(browser, "#cars li").await;
    click(browser, "#who button:last-child").await;
    wait_for(browser, LOGIN_OF_CLIENT).await;
    click(browser, LOGIN_OF_CLIENT).await;
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(OTHER_SITE).await;
    front_ends.is_logged_out_elsewhere(LOGIN_OF_CLIENT).await;
    front_ends.close().await;
}

#[tokio::test]
async fn the_documented_pages_show_all_of_many_cars_and_get_over_trouble() {
    let front_ends = FrontEnds::open().await;
    let browser = &front_ends.browser;
    for (host, login) in [(SAME_SITE, LOGIN), (OTHER_SITE, LOGIN_OF_CLIENT)] {
        front_ends.visit(host).await;
        wait_for(browser, login).await;
        click(browser, login).await;
        wait_for(browser, "input[name=password]").await;
        submit(browser, &account(&front_ends.chain, LUCAS)).await;
        wait_for(browser, LAST).await;
    }
    for host in [SAME_SITE, OTHER_SITE] {
        front_ends.gets_over_trouble(host, LAST).await;
    }
    front_ends.close().await;
}

#[tokio::test]
async fn the_page_of_the_readme_waits_for_a_press_after_a_login_that_came_to_nothing() {
    let front_ends = FrontEnds::serving(|edge| [shortest(edge), shortest(edge)]).await;
    let browser = &front_ends.browser;
    front_ends.visit(SAME_SITE).await;
    wait_for(browser, "a").await;
    click(browser, "a").await;
    wait_for(browser, "button[value=cancel]").await;
    click(browser, "button[value=cancel]").await;
    wait_for(browser, "a[href*='brand=peugeot']").await;
    let here = browser.page.current_url().await.unwrap();
    assert_eq!(here.query(), Some("login_error=denied"), "{here}");
    front_ends.close().await;
}
