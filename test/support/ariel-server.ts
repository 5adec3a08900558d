import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What happens to a request in place of the right answer. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Send so many bytes of the right answer, then break the connection. */
  readonly cutAfter?: number;
  /** Give the right answer, but not before this. */
  readonly until?: Promise<void>;
  /** Never answer. */
  readonly silent?: true;
}

/** How the server behaves. */
export interface ArielServerOptions {
  /** The rows that a query gives; a Refusal makes it a 422, as a query that the console cannot parse is. */
  readonly answer?: (aql: string) => readonly object[];
  /** How often a search is asked for before it is complete. Default 0. */
  readonly polls?: number;
  /** The state at the end. Default COMPLETED. */
  readonly ending?: string;
  /** Complete in the answer to its creation. */
  readonly atOnce?: boolean;
  /** Milliseconds that a complete search says it took. Default 304. */
  readonly executionTime?: number;
  /** How many rows a complete search says it has. Default as many as it has. */
  readonly records?: number;
  /** Messages of processors; `severity` WARN says that one did not answer. */
  readonly messages?: readonly object[];
  /** Whether answers tell their place by Content-Range. Default true. */
  readonly contentRange?: boolean;
  /** Whether Range is looked at. Default true. */
  readonly ranges?: boolean;
  /** The name above the rows. Default events. */
  readonly database?: string;
  /** The token that is accepted. Default `TOKEN`. */
  readonly token?: string;
  /** Asked before every request; gives what goes wrong with it. */
  readonly fault?: (request: SeenRequest) => Fault | undefined;
}

/** A local console's Ariel API, as IBM documents it. */
export interface ArielServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** `GET /searches` and the like, without ids: what was asked for, in order. */
  readonly asked: () => string[];
  /** Ids of the searches that are kept. */
  readonly kept: () => string[];
  /** Ids of the searches that were cancelled. */
  readonly cancelled: () => string[];
  readonly close: () => Promise<void>;
}

/** The token of the test console. */
export const TOKEN = "5f0c2d8e-test-token";

/** A query that the console refuses; the message is what it says. */
export class Refusal extends Error {}

interface Search {
  readonly id: string;
  readonly aql: string;
  readonly rows: readonly object[];
  polls: number;
  status: string;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Your account is not authorized to access the requested resource",
  404: "We could not find the resource you requested.",
  409: "The request could not be completed due to a conflict with the current state of the resource",
  422: "The request was well-formed but was unable to be followed due to semantic errors",
  500: "Unexpected internal server error",
  503: "The server is currently unavailable (because it is overloaded or down for maintenance)",
};

/** An error body in the shape of the recorded ones. */
export function errorBody(status: number, code: number, message: string): object {
  const http_response = { code: status, message: REASONS[status] ?? "" };
  return { http_response, code, description: "", details: {}, message };
}

/** Starts the server on a free port of the loopback. Close it when the test ends. */
export async function arielServer(options: ArielServerOptions = {}): Promise<ArielServer> {
  const requests: SeenRequest[] = [];
  const searches = new Map<string, Search>();
  const cancelled: string[] = [];
  const api = apiOf(options, searches, cancelled);
  const server = createServer(async (incoming, response) => {
    const request = await seen(incoming);
    requests.push(request);
    const fault = options.fault?.(request);
    if (fault?.silent) return;
    const answer = fault?.status === undefined ? api(request) : faulty(fault);
    await fault?.until;
    respond(response, answer, fault?.cutAfter);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    asked: () => requests.map(({ method, path }) => `${method} ${plain(path)}`),
    kept: () => [...searches.keys()],
    cancelled: () => cancelled,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function plain(path: string): string {
  return path
    .replace(/^.*?\/api\/ariel/, "")
    .replace(/\/searches\/[^/?]+/, "/searches/id")
    .replace(/(\/searches)\?query_expression=.*/, "$1")
    .replace(/query_expression=.*/, "query_expression=…");
}

async function seen(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = "", url = "", headers } = incoming;
  const flat = Object.fromEntries(Object.entries(headers).map(([name, v]) => [name, String(v)]));
  return { method, path: url, headers: flat, body: Buffer.concat(chunks).toString() };
}

function faulty({ status = 500, body = "", headers }: Fault): Answer {
  return { status, body, ...(headers && { headers }) };
}

function respond(
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
  cutAfter: number | undefined,
): void {
  const text = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json";
  const length = String(text.length);
  response.writeHead(status, { "content-type": type, "content-length": length, ...headers });
  if (cutAfter === undefined) response.end(text);
  else response.write(text.subarray(0, cutAfter), () => response.destroy());
}

function apiOf(
  options: ArielServerOptions,
  searches: Map<string, Search>,
  cancelled: string[],
): (request: SeenRequest) => Answer {
  const { answer = () => [], polls = 0, ending = "COMPLETED", token = TOKEN } = options;
  let made = 0;
  const error = (status: number, code: number, message: string): Answer => ({
    status,
    body: errorBody(status, code, message),
  });

  const ask = (search: Search): Answer => {
    const over = search.status !== "WAIT" && search.status !== "EXECUTE";
    if (!over) search.status = search.polls++ < polls ? "EXECUTE" : ending;
    return { status: 200, body: statusOf(search, options) };
  };

  const create = (aql: string | null): Answer => {
    if (aql === null) return error(422, 1005, "A request parameter is not valid.");
    const known = [...searches.values()].find((search) => search.aql === aql);
    // It has gone on meanwhile.
    if (known !== undefined) return { ...ask(known), status: 201 };
    try {
      const search = { id: `s${++made}`, aql, rows: answer(aql), polls: 0, status: "WAIT" };
      searches.set(search.id, search);
      if (options.atOnce) ask(search);
      return { status: 201, body: statusOf(search, options) };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return error(422, 2000, refusal.message);
    }
  };

  return ({ method, path, headers, body }) => {
    if (headers.sec === undefined) return error(401, 18, "No SEC header present in request.");
    if (headers.sec !== token) return error(401, 18, "Invalid SEC token");
    const { pathname, searchParams } = new URL(path, "http://console.invalid");
    const parts = pathname.replace(/^.*?\/api\/ariel\//, "").split("/");
    if (parts[0] === "processors" && method === "POST") {
      return { status: 200, body: metadata(searchParams.get("query_expression") ?? "") };
    }
    if (parts[0] !== "searches") return error(404, 1001, "no such endpoint");
    if (parts.length === 1 && method === "POST") {
      const form = new URLSearchParams(body);
      return create(searchParams.get("query_expression") ?? form.get("query_expression"));
    }
    const search = searches.get(decodeURIComponent(parts[1] ?? ""));
    if (search === undefined) return error(404, 1002, "The search does not exist.");
    if (parts[2] === "results") return results(search, headers.range, options, error);
    if (method === "DELETE") {
      searches.delete(search.id);
      return { status: 202, body: statusOf(search, options) };
    }
    if (method === "POST" && searchParams.get("status") === "CANCELED") {
      search.status = "CANCELED";
      cancelled.push(search.id);
      return { status: 200, body: statusOf(search, options) };
    }
    return ask(search);
  };
}

/** The fields of a recorded answer. */
function statusOf(search: Search, options: ArielServerOptions): object {
  const { polls = 0, messages, executionTime = 304, records } = options;
  const { id, aql, status, rows } = search;
  const completed = status === "COMPLETED";
  return {
    cursor_id: id,
    status,
    compressed_data_file_count: 0,
    data_file_count: 60,
    data_total_size: 6898958,
    processed_record_count: completed ? rows.length : 0,
    ...(messages && { error_messages: messages }),
    desired_retention_time_msec: 86400000,
    progress: completed ? 100 : Math.floor((100 * search.polls) / (polls + 1)),
    progress_details: [],
    query_execution_time: completed ? executionTime : 0,
    query_string: aql,
    record_count: completed ? (records ?? rows.length) : 0,
    size_on_disk: 0,
    save_results: false,
    completed,
    subsearch_ids: [],
    snapshot: null,
    search_id: id,
  };
}

function results(
  { status, rows }: Search,
  range: string | undefined,
  { contentRange = true, ranges = true, database = "events" }: ArielServerOptions,
  error: (status: number, code: number, message: string) => Answer,
): Answer {
  if (status === "WAIT" || status === "EXECUTE") {
    return error(404, 1003, "Search results not found. The search is still in progress.");
  }
  if (range === undefined || !ranges) return { status: 200, body: { [database]: rows } };
  const [, first, last] = /^items=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === undefined) {
    const pattern = "The syntax of the Range header must follow this pattern: items=x-y";
    return error(422, 36, `Failed to parse Range header. ${pattern}`);
  }
  const page = rows.slice(Number(first), Number(last) + 1);
  const place = `items ${first}-${Number(first) + page.length - 1}/${rows.length}`;
  const headers = contentRange && page.length > 0 ? { "content-range": place } : {};
  return { status: 200, body: { [database]: page }, headers };
}

/** One column for each alias of the query. */
function metadata(aql: string): object {
  const names = Array.from(aql.matchAll(/ AS (\w+)/g), ([, name]) => name);
  const columns = names.map((name) => ({
    argument_type: "",
    indexable: false,
    name,
    nullable: true,
    object_value_type: "Double",
    provider_name: "",
  }));
  return { columns };
}
