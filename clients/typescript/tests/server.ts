// A server on this machine in the place of the service: it answers as a test says, and keeps what it
// was asked.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What came in. */
export interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Server {
  /** What the client is given as its base. */
  base: string;
  asked: Asked[];
}

/** Answers call after call as `answer` says, until the test is over. */
export async function serve(
  answer: (response: ServerResponse, asked: Asked, count: number) => void,
): Promise<Server> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers, body });
    answer(response, { method, url, headers, body }, asked.length);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Sends a document. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(body));
}

/** A problem as the service writes it. */
export const problem = (status: number, code: string, more: object = {}) => ({
  type: `/problems/${code}`,
  title: `The title of ${code}`,
  status,
  code,
  requestId: "0123456789abcdef",
  ...more,
});

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`it came to ${JSON.stringify(value)}`);
    },
    (error) => error,
  );
}
