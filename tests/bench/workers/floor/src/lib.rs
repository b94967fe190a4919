//! The floor in Rust: what a Worker costs that does nothing, and one that only fetches.

use worker::{Context, Env, Fetch, Request, Response, Result, Url, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    if request.inner().url().ends_with("/hello") {
        return Response::ok("hello");
    }
    let url: Url = env.var("FETCHED")?.to_string().parse()?;
    let mut response = Fetch::Url(url).send().await?;
    Response::ok(response.text().await?)
}
