/** One line of a conn or open_conn log. Times are epoch seconds with fractions, durations seconds. */
export interface ConnLine {
  readonly time: number;
  readonly uid: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly protocol: string;
  readonly service: string;
  readonly duration: number;
  readonly sent: number;
  readonly received: number;
}

/** One line of an http or open_http log; empty texts are unset fields. */
export interface HttpLine {
  readonly time: number;
  readonly uid: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly method: string;
  readonly host: string;
  readonly uri: string;
  readonly userAgent: string;
  /** With commas between. */
  readonly types: string;
}

/** One line of an ssl or open_ssl log. */
export interface SslLine {
  readonly time: number;
  readonly uid: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly serverName: string;
  readonly ja3: string;
}

/** One line of a dns log. */
export interface DnsLine {
  readonly time: number;
  readonly uid: string;
  readonly source: string;
  readonly destination: string;
  readonly query: string;
  readonly type: string;
  readonly answers: readonly string[];
}

/** The logs of closed or of open connections. */
export interface Half {
  readonly conn: readonly ConnLine[];
  readonly http: readonly HttpLine[];
  readonly ssl: readonly SslLine[];
}

/** What RITA v5 imports at once. */
export interface HourLogs {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
  readonly closed: Half;
  readonly open: Half;
  readonly dns: readonly DnsLine[];
}
