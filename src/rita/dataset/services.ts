import type { ByteFields } from "../../columns/byte-fields.js";
import { Interned } from "../../columns/interned.js";
import { Triples } from "../../columns/triples.js";

const ICMP = "icmp";
/** Bit that sets ICMP's type and code apart from ports. */
const IS_ICMP = 0x8000_0000;

/** Ids for port, protocol and service of connections, as RITA shows them: `443:tcp:ssl`, `icmp:8/0`. */
export class Services {
  readonly #names = new Interned();
  readonly #triples = new Triples();
  readonly #none = this.#names.id("");
  readonly #icmp = this.#names.id(ICMP);

  /** The id of a name in `fields`; that of the empty name where it has no value. */
  name({ bytes, start, end }: ByteFields, field: number): number {
    const from = start[field] as number;
    return from < 0 ? this.#none : this.#names.idOfBytes(bytes, from, end[field] as number);
  }

  /** The id of a service; of ICMP the ports are type and code. */
  id(sourcePort: number, port: number, protocol: number, service: number): number {
    return protocol === this.#icmp
      ? this.#triples.id(sourcePort, port, IS_ICMP)
      : this.#triples.id(port, protocol, service);
  }

  /** The texts by id. */
  texts(): string[] {
    const { first, second, third } = this.#triples.columns();
    const { texts } = this.#names;
    return Array.from(first, (port, id) => {
      if (third[id] === IS_ICMP) return `${ICMP}:${port}/${second[id]}`;
      return `${port}:${texts[second[id] as number]}:${texts[third[id] as number]}`;
    });
  }
}
