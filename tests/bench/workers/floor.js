// The floor in JavaScript: what a Worker costs that does nothing, and one that only fetches.

export default {
  async fetch(request, env) {
    if (request.url.endsWith("/hello")) return new Response("hello");
    const response = await fetch(env.FETCHED);
    return new Response(await response.text());
  },
};
