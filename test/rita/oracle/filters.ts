import { BlockList, isIP, isIPv6 } from "node:net";
import type { RitaFiltering } from "../../../src/rita/index.js";
import type { HttpLine, SslLine } from "./logs.js";

/** What becomes of a connection: `drop` is gone; `filtered` does not count, but names may still be joined to it. */
export type Verdict = "keep" | "filtered" | "drop";

/** RITA's filters, asked one question at a time. */
export class Filters {
  readonly #config: RitaFiltering;
  readonly #internal: BlockList;
  readonly #always: BlockList;
  readonly #never: BlockList;

  constructor(config: RitaFiltering) {
    this.#config = config;
    this.#internal = listOf(config.internalSubnets);
    this.#always = listOf(config.alwaysIncludedSubnets);
    this.#never = listOf(config.neverIncludedSubnets);
  }

  isInternal(address: string): boolean {
    return has(this.#internal, address);
  }

  pair(source: string, destination: string): Verdict {
    const [from, to] = [this.isInternal(source), this.isInternal(destination)];
    if (has(this.#always, source) || has(this.#always, destination)) return "keep";
    if (has(this.#never, source) || has(this.#never, destination)) return "drop";
    if (from && to) return "filtered";
    if (!from && !to) return "drop";
    return !from && this.#config.filterExternalToInternal ? "filtered" : "keep";
  }

  dnsPair(source: string, destination: string): boolean {
    const listed = has(this.#never, source) || has(this.#never, destination);
    const inside = this.isInternal(source) && this.isInternal(destination);
    return (inside && !listed) || this.pair(source, destination) === "keep";
  }

  name(name: string): boolean {
    const { alwaysIncludedDomains, neverIncludedDomains } = this.#config;
    return isListed(name, alwaysIncludedDomains) || !isListed(name, neverIncludedDomains);
  }

  http({ source, destination, method, host }: HttpLine): boolean {
    if (!this.name(host)) return false;
    if (method === "CONNECT") {
      if (has(this.#never, source)) return false;
      const asksForAddress = isIP(host) !== 0 && this.isInternal(destination);
      return !asksForAddress || this.pair(source, host) === "keep";
    }
    return this.pair(source, destination) === "keep" && (this.isInternal(source) || host === "");
  }

  ssl({ source, destination, serverName }: SslLine): boolean {
    const kept = this.pair(source, destination) === "keep";
    return serverName !== "" && this.name(serverName) && kept && this.isInternal(source);
  }
}

function isListed(name: string, domains: readonly string[]): boolean {
  return domains.some((domain) =>
    domain.startsWith("*.")
      ? name === domain.slice(2) || name.endsWith(domain.slice(1))
      : name === domain,
  );
}

function has(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", length] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}
