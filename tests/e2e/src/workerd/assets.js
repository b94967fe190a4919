// Stands in for the platform's static assets, which workerd does not have: content types, the
// index of a folder and the way to it, 404. Writes down what was asked for, and of a document whether
// that was with an account's cookie.

const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
};

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const type = TYPES[file.split(".").pop()];
    if (type === TYPES.html) {
      const cookies = request.headers.get("cookie") ?? "";
      const account = /(^|; )(ks-dev-|__Host-Http-ks-)/.test(cookies);
      console.log(JSON.stringify({ event: "document", path, account }));
    } else {
      console.log(JSON.stringify({ event: "file", path }));
    }
    // A folder, or nothing: every file has one of the types, and the file service would list a folder.
    if (!type) {
      const index = await env.FILES.fetch(`http://files${path}/index.html`);
      if (!index.ok) return new Response(null, { status: 404 });
      return new Response(null, { status: 307, headers: { location: `${path}/` } });
    }
    const found = await env.FILES.fetch(`http://files${file}`);
    if (!found.ok) return new Response(null, { status: 404 });
    return new Response(found.body, { headers: { "content-type": type } });
  },
};
