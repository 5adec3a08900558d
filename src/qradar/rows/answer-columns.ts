/** More names than any row of a console has: rows with ever new ones must not fill the memory. */
const MOST = 300;

/** The columns of rows that name them each anew: every name gets the position of its first sight. */
export class AnswerColumns {
  readonly names: string[] = [];
  readonly #positions = new Map<string, number>();

  /** The values of an object by position. */
  cells(object: object): unknown[] {
    const cells: unknown[] = [];
    for (const [name, value] of Object.entries(object)) {
      const at = this.#position(name);
      if (at < 0) continue;
      // An array with holes is slow to read.
      while (cells.length < at) cells.push(undefined);
      cells[at] = value;
    }
    return cells;
  }

  #position(name: string): number {
    let position = this.#positions.get(name);
    if (position === undefined) {
      if (this.names.length === MOST) return -1;
      position = this.names.length;
      this.#positions.set(name, position);
      this.names.push(name);
    }
    return position;
  }
}
