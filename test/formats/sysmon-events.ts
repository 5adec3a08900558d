/** The data of an event of ID 3. */
export const DATA = {
  RuleName: "-",
  UtcTime: "2026-11-24 03:00:01.250",
  Image: "/usr/bin/curl",
  User: "root",
  Protocol: "tcp",
  Initiated: "true",
  SourceIp: "10.0.0.1",
  SourcePort: "43210",
  DestinationIp: "203.0.113.9",
  DestinationHostname: "a.example",
  DestinationPort: "443",
};

/** Data by name. */
export type Data = Readonly<Record<string, string>>;

const elements = (data: Data, quote = '"') =>
  Object.entries(data).map(([name, text]) => `<Data Name=${quote}${name}${quote}>${text}</Data>`);

/** An event as Sysmon for Linux writes it; `between` its elements. */
export function xml(data: Data = DATA, id = 3, between = ""): string {
  const system = [
    '<System><Provider Name="Linux-Sysmon" Guid="{ff032593-a8d3-4f13-b0d6-01fc615a0f97}"/>',
    `<EventID>${id}</EventID><Version>5</Version><Channel>Linux-Sysmon/Operational</Channel>`,
    '<TimeCreated SystemTime="2026-11-24T03:00:07.123456000Z"/></System>',
  ];
  const parts = [...system, "<EventData>", ...elements(data), "</EventData>"];
  return `<Event>${parts.join(between)}</Event>`;
}

/** An event as Windows exports it. */
export function windows(data: Data = DATA, id = 3): string {
  return [
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
    "<Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/>",
    `<EventID Qualifiers=''>${id}</EventID></System>`,
    `<EventData>${elements(data, "'").join("\r\n")}</EventData></Event>`,
  ].join("\r\n");
}

/** An event in a line of syslog. */
export const line = (event: string) => `Nov 24 03:00:01 host sysmon: ${event}`;
