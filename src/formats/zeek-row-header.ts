import { printable } from "../text/printable.js";

/**
 * The header of Zeek's TSV logs: read line by line, also when it changes on the way.
 *
 * @example
 * const header = new ZeekHeader();
 * header.flaw; // => "no #fields line before it"
 * header.read("#fields\tts\tuid"); // => true
 * header.names; // => ["ts", "uid"]
 */
export class ZeekHeader {
  separator = "\t";
  unset = "-";
  empty = "(empty)";
  /** The names of the columns; undefined before the first #fields line. */
  names: readonly string[] | undefined;

  /** Reads a line that begins with #; answers whether it changed what the lines below it mean. */
  read(line: string): boolean {
    const separator = line.startsWith("#separator") ? " " : this.separator;
    const [name, ...values] = line.split(separator);
    const value = values[0] ?? "";
    if (name === "#separator") this.separator = unescaped(value);
    else if (name === "#unset_field") this.unset = value;
    else if (name === "#empty_field") this.empty = value;
    else if (name === "#fields") this.names = values;
    else return false;
    return true;
  }

  /** Why the lines below cannot be read; undefined when they can. */
  get flaw(): string | undefined {
    if (this.names === undefined) return "no #fields line before it";
    if (/^[^\w.:\r\n\u0080-\uffff-]$/.test(this.separator)) return undefined;
    return `#separator ${printable(JSON.stringify(this.separator))} cannot be told from values`;
  }
}

/** Zeek writes its separator as `\x09`. */
function unescaped(text: string): string {
  const match = /^\\x([0-9a-fA-F]{2})$/.exec(text);
  return match?.[1] === undefined ? text : String.fromCharCode(Number.parseInt(match[1], 16));
}
