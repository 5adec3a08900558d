// What two sensors would log of a request: Sysmon for Linux (event 3, in syslog) and a Squid proxy (native, with headers).

/** `time` turns the listener's clock into epoch milliseconds. */
export function sysmonLine({ start, source, sourcePort, port }, time) {
  const at = new Date(time(start)).toISOString();
  const data = {
    ...{ RuleName: "-", UtcTime: at.slice(0, -1).replace("T", " "), ProcessId: process.pid },
    ...{ Image: process.execPath, User: "-", Protocol: "tcp", Initiated: "true" },
    ...{ SourceIsIpv6: "false", SourceIp: source, SourceHostname: "-", SourcePort: sourcePort },
    ...{ DestinationIsIpv6: "false", DestinationIp: "127.0.0.1", DestinationHostname: "-" },
    DestinationPort: port,
  };
  const list = Object.entries(data).map(([name, text]) => `<Data Name="${name}">${text}</Data>`);
  const system = `<Provider Name="Linux-Sysmon"/><EventID>3</EventID><TimeCreated SystemTime="${at}"/>`;
  const event = `<Event><System>${system}</System><EventData>${list.join("")}</EventData></Event>`;
  return `${at} localhost sysmon: ${event}`;
}

/** A proxy that does not open TLS sees a tunnel in place of the request. */
export function squidLine({ start, end, source, port, method, path, agent, status, bytes }, time) {
  const tunnel = port === 443;
  const elapsed = Math.round(time(end) - time(start));
  const request = tunnel ? "CONNECT 127.0.0.1:443" : `${method} http://127.0.0.1:${port}${path}`;
  const result = `${tunnel ? "TCP_TUNNEL" : "TCP_MISS"}/${status} ${bytes}`;
  const headers = tunnel ? "" : ` [User-Agent: ${agent}]`;
  const ended = ((Math.round(time(start)) + elapsed) / 1000).toFixed(3);
  return `${ended} ${elapsed} ${source} ${result} ${request} - HIER_DIRECT/127.0.0.1 -${headers}`;
}
