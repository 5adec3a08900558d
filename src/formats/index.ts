import { cef } from "./cef.js";
import { csv } from "./csv.js";
import { ecs } from "./ecs.js";
import type { Format } from "./format.js";
import { leef } from "./leef.js";
import { pcap } from "./pcap.js";
import { qradar } from "./qradar.js";
import { squid } from "./squid.js";
import { suricata } from "./suricata.js";
import { sysmon } from "./sysmon.js";
import { zeek } from "./zeek.js";

/** The formats that are told from an input's content, in the order in which they are tried: Filebeat's Suricata events look like Suricata's own, too, and own names of columns make CSV of nearly any text. */
export const formats: readonly Format[] = [
  ...[pcap, zeek, ecs, suricata, qradar, leef, cef],
  ...[sysmon, squid, csv],
];
