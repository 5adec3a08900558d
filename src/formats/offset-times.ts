import { dateTime } from "./time.js";

const DOT = 46;
const ZERO = 48;
/** `2026-11-24T03:00:` */
const TO_MINUTE = 17;
const SECONDS = 2;
/** `2026-11-24T03:00:00.000000+0000` */
const LENGTH = 31;
const ZONE = 26;
const utf8 = new TextDecoder();

/**
 * The fast path's reader of times with microseconds and an offset (`2026-11-24T03:00:00.000000+0100`), as Suricata writes
 * them. Consecutive records mostly share the minute, which is read once by the exact reader.
 */
export class OffsetTimes {
  readonly #known = new Uint8Array(LENGTH);
  #minute = Number.NaN;

  /**
   * Epoch milliseconds of the time that `bytes[start, end)` spell, −1 for any other text.
   *
   * @example new OffsetTimes().read(new TextEncoder().encode("2018-03-24T14:37:19.037299-0600"), 0, 31); // => 1521923839037.299
   */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== LENGTH || bytes[start + TO_MINUTE + SECONDS] !== DOT) return -1;
    if (!this.#sameMinute(bytes, start)) this.#learn(bytes, start);
    const seconds = decimals(bytes, start + TO_MINUTE, start + TO_MINUTE + SECONDS);
    const micros = decimals(bytes, start + TO_MINUTE + SECONDS + 1, start + ZONE);
    // Each is NaN where it is no number.
    const time = this.#minute + seconds * 1000 + micros / 1000;
    return seconds < 60 && time >= 0 ? time : -1;
  }

  #sameMinute(bytes: Uint8Array, start: number): boolean {
    const known = this.#known;
    for (let i = 0; i < TO_MINUTE; i++) if (bytes[start + i] !== known[i]) return false;
    for (let i = ZONE; i < LENGTH; i++) if (bytes[start + i] !== known[i]) return false;
    return true;
  }

  #learn(bytes: Uint8Array, start: number): void {
    this.#known.set(bytes.subarray(start, start + LENGTH));
    const minute = utf8.decode(bytes.subarray(start, start + TO_MINUTE));
    const zone = utf8.decode(bytes.subarray(start + ZONE, start + LENGTH));
    this.#minute = dateTime(`${minute}00${zone}`) ?? Number.NaN;
  }
}

function decimals(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
