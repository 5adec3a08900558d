import type { Filters } from "./filters.js";
import type { ConnLine, Half, HttpLine } from "./logs.js";

/** A line that is joined to its connection: what RITA groups. Times are whole seconds. */
export interface Joined {
  /** Number of the import that brought it. */
  readonly at: number;
  /** The connection's. */
  readonly time: number;
  readonly uid: string;
  readonly source: string;
  readonly destination: string;
  /** Empty for what is told by its address. */
  readonly name: string;
  readonly proxied: boolean;
  /** What counts, what merely touches the group, and what says that a host was missing. */
  readonly role: "event" | "further" | "marker";
  readonly duration: number;
  readonly sent: number;
  readonly received: number;
  /** `port:protocol:service`. */
  readonly service: string;
  readonly userAgent: string;
  readonly ja3: string;
  readonly types: string;
  readonly uri: string;
}

/** Requests of one connection that are looked at. */
const MOST_REQUESTS = 20;

/** The lines of half an import that survive the filters, joined. */
export interface JoinedHalf {
  /** Connections and markers, by address. */
  readonly addresses: readonly Joined[];
  /** Events and further requests, by name. */
  readonly names: readonly Joined[];
}

export function joinHalf({ conn, http, ssl }: Half, at: number, filters: Filters): JoinedHalf {
  const addresses: Joined[] = [];
  const names: Joined[] = [];
  const alive = conn.filter(
    ({ uid, source, destination }) => uid !== "" && filters.pair(source, destination) !== "drop",
  );
  for (const line of alive) {
    if (filters.pair(line.source, line.destination) === "keep") addresses.push(eventOf(line, at));
  }
  const requests = http.filter((line) => line.uid !== "" && filters.http(line));
  for (const uid of new Set(requests.map((line) => line.uid))) {
    const ranked = requests
      .filter((line) => line.uid === uid)
      .sort((a, b) => Math.floor(b.time) - Math.floor(a.time))
      .slice(0, MOST_REQUESTS);
    for (const line of alive.filter((one) => one.uid === uid)) {
      ranked.forEach((request, rank) => {
        if (request.host !== "") names.push(requestOf(request, line, at, rank));
        else if (filters.pair(request.source, request.destination) === "keep")
          addresses.push({ ...requestOf(request, line, at, 1), role: "marker", proxied: false });
      });
    }
  }
  for (const { uid, source, destination, port, serverName, ja3 } of ssl.filter(
    (line) => line.uid !== "" && filters.ssl(line),
  )) {
    for (const line of alive.filter((one) => one.uid === uid))
      names.push({
        ...eventOf(line, at),
        source,
        destination,
        service: serviceOf(line, port),
        name: serverName,
        ja3,
      });
  }
  return { addresses, names };
}

function requestOf(request: HttpLine, line: ConnLine, at: number, rank: number): Joined {
  const { source, destination, port, host, method, userAgent, types, uri } = request;
  return {
    ...eventOf(line, at),
    ...{ source, destination, name: host, userAgent, types, uri },
    service: serviceOf(line, port),
    proxied: method === "CONNECT",
    ...(rank === 0 ? {} : { role: "further", duration: 0, sent: 0, received: 0 }),
  };
}

function eventOf(line: ConnLine, at: number): Joined {
  const { uid, source, destination, duration, sent, received } = line;
  return {
    ...{ at, uid, source, destination, duration, sent, received },
    time: Math.floor(line.time),
    name: "",
    proxied: false,
    role: "event",
    service: serviceOf(line, line.port),
    ...{ userAgent: "", ja3: "", types: "", uri: "" },
  };
}

/** Of requests and names the port is their own line's. */
function serviceOf({ protocol, service }: ConnLine, port: number): string {
  return `${port}:${protocol}:${service}`;
}
