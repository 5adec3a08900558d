import { Interned } from "../../columns/interned.js";
import { canonicalAddress } from "../../network/address.js";
import type { RitaFiltering } from "../config/config.js";
import { ADDRESS, addressFlags } from "./address-flags.js";

const UNREAD = -1;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const utf8 = new TextDecoder();

/**
 * Ids for the ends of connections. An end is an address; a private one that a sensor signed with its UUID is another than the
 * same one elsewhere.
 */
export class Endpoints {
  readonly #flagsOf: (address: string) => number;
  /** Texts as they stand in logs, and the end that each means. */
  readonly #texts = new Interned();
  readonly #meanings: number[] = [];
  readonly #ends = new Interned();
  readonly #flags: number[] = [];
  readonly #addresses: number[] = [];

  constructor(filtering: RitaFiltering) {
    this.#flagsOf = addressFlags(filtering);
  }

  /** How many ends there are. */
  get size(): number {
    return this.#flags.length;
  }

  /** The end that `bytes[start, end)` spell; −1 for what is no address. */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (start < 0) return UNREAD;
    const text = this.#texts.idOfBytes(bytes, start, end);
    if (text === this.#meanings.length) {
      this.#meanings.push(this.#end(this.#texts.texts[text] as string));
    }
    return this.#meanings[text] as number;
  }

  /** The end with this address as the sensor with the UUID that `bytes[start, end)` spell saw it. */
  signed(id: number, bytes: Uint8Array, start: number, end: number): number {
    if (start < 0 || !((this.#flags[id] as number) & ADDRESS.private)) return id;
    const sensor = utf8.decode(bytes.subarray(start, end)).toLowerCase();
    if (!UUID.test(sensor)) return id;
    return this.#add(`${this.address(id)} ${sensor}`, this.#flags[id] as number, id);
  }

  /** The ADDRESS flags of an end. */
  flags(id: number): number {
    return this.#flags[id] as number;
  }

  /** The end that stands for the address alone, whoever saw it. */
  unsigned(id: number): number {
    return this.#addresses[id] as number;
  }

  /** The address of an end in its canonical form. */
  address(id: number): string {
    return this.#ends.texts[this.unsigned(id)] as string;
  }

  isInternal(id: number): boolean {
    return (this.flags(id) & ADDRESS.internal) !== 0;
  }

  /** The flags of an address that need not be an end: of a host in a URL. Undefined for what is no address. */
  flagsOfText(text: string): number | undefined {
    const address = addressOf(text);
    return address === undefined ? undefined : this.#flagsOf(address);
  }

  #end(text: string): number {
    const address = addressOf(text);
    return address === undefined ? UNREAD : this.#add(address, this.#flagsOf(address), undefined);
  }

  #add(key: string, flags: number, address: number | undefined): number {
    const id = this.#ends.id(key);
    if (id === this.#flags.length) {
      this.#flags.push(flags);
      this.#addresses.push(address ?? id);
    }
    return id;
  }
}

/** An address as Go's net.ParseIP takes it: no zone, no brackets, and an IPv4 address within an IPv6 one is that one. */
function addressOf(text: string): string | undefined {
  if (/[%[\]]/.test(text)) return undefined;
  return canonicalAddress(text)?.replace(/^::ffff:(?=\d+\.)/, "");
}
