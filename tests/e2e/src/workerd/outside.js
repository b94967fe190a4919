// Stands in for the name service: some hosts are servers on this machine.

export default {
  fetch(request, env) {
    const { host } = new URL(request.url);
    return (env[host] ?? env.internet).fetch(request);
  },
};
