//! A browser: what it keeps of cookies, and the steps of a login in it.

use super::*;
use crate::endpoint::Route;

/// A browser: it keeps cookies and sends what a page of ours sends.
pub(crate) struct Browser {
    pub(crate) world: Rc<World>,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(world: &Rc<World>) -> Self {
        Self {
            world: Rc::clone(world),
            cookies: BTreeMap::new(),
        }
    }

    /// A document navigation that comes from another site.
    pub(crate) fn visit(&mut self, target: &str) -> Response {
        self.ask("GET", target, &[("sec-fetch-site", "cross-site")])
    }

    /// The driver follows a link of a page of ours.
    pub(crate) fn click(&mut self, target: &str) -> Response {
        self.ask("GET", target, &[("sec-fetch-site", "same-origin")])
    }

    /// A call of a page of ours.
    pub(crate) fn call(&mut self, method: &str, target: &str) -> Response {
        self.ask(method, target, &[("x-kerbside", "1")])
    }

    pub(crate) fn ask(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&'static str, &str)],
    ) -> Response {
        self.send(method, target, headers, "")
    }

    /// A request with a body. What nothing waits for is delivered once it is answered.
    pub(crate) fn send(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&'static str, &str)],
        body: &str,
    ) -> Response {
        let response = self.send_only(method, target, headers, body);
        self.world.hear();
        response
    }

    /// A request that is answered, and no more.
    pub(crate) fn send_only(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(&'static str, &str)],
        body: &str,
    ) -> Response {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: Body::Whole(body.as_bytes().to_vec()),
            ..Request::default()
        };
        for (name, value) in headers {
            let name = HeaderName::from_static(name);
            request.headers.append(name, value.parse().unwrap());
        }
        // Strict cookies are not sent along from another site.
        let from_elsewhere = request.header("sec-fetch-site") == Some("cross-site");
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .filter(|(name, _)| !from_elsewhere || !is_account(name))
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !pairs.is_empty() {
            request
                .headers
                .insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        let outside = Outside(Rc::clone(&self.world));
        let settings = Ok(self.world.settings.borrow().clone());
        let answer = soon(crate::serve(
            &settings,
            &outside,
            &request,
            &Route::find(&request.path),
        ));
        let Handled::Response(response) = answer else {
            panic!("{target} is a file of the web app")
        };
        #[cfg(not(target_arch = "wasm32"))]
        super::description::check(method, path, &response);
        self.keep_cookies(&response);
        response
    }

    /// Logs in with a brand, all the way.
    pub(crate) fn log_in(&mut self, brand: Brand) -> Response {
        let state = self.begin(&format!("/auth/login?brand={brand}"));
        self.visit(&format!("/auth/callback?state={state}&code=code-1"))
    }

    /// Begins a login and gives the state that the identity provider would send back.
    pub(crate) fn begin(&mut self, target: &str) -> String {
        let response = match target.starts_with("/auth/login") {
            true => self.click(target),
            false => self.visit(target),
        };
        self.under_way(&response)
    }

    /// The state of a login that has begun; the driver goes on where they are asked.
    pub(crate) fn under_way(&self, response: &Response) -> String {
        let url = match response.status().as_u16() {
            200 => link(response),
            _ => location(response).to_owned(),
        };
        let (_, query) = url.split_once('?').unwrap();
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "state")
            .unwrap()
            .1
            .into_owned()
    }

    pub(crate) fn keep_cookies(&mut self, response: &Response) {
        for line in response.headers().get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The names of the accounts' cookies.
    pub(crate) fn accounts(&self) -> Vec<&str> {
        let names = self.cookies.keys().map(String::as_str);
        names.filter(|name| is_account(name)).collect()
    }
}

fn is_account(name: &str) -> bool {
    name.starts_with("__Host-Http-ks-")
}

/// Where the button of a page leads.
pub(crate) fn link(page: &Response) -> String {
    let page = std::str::from_utf8(page.body()).unwrap();
    let (_, rest) = page.split_once("class=\"button\" href=\"").unwrap();
    let (href, _) = rest.split_once('"').unwrap();
    href.replace("&amp;", "&")
}
