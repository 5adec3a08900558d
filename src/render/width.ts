const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/**
 * Columns that text takes on a terminal: East Asian wide characters two, combining marks none.
 *
 * @example widthOf("ü"); // => 1
 * @example widthOf("例え"); // => 4
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** Text with blanks to a width; what is wider stays as it is. */
export function pad(text: string, width: number, align: "left" | "right"): string {
  const blank = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "right" ? blank + text : text + blank;
}

/** A blank, unless it stands between a number and its unit. */
const BREAK = / (?<!\d (?=(?:%|s|min|h|d|[kMGTP]?B)(?!\w)))/;

/**
 * Text broken at its blanks into lines of at most `width` columns; a longer word is cut, a number keeps its unit.
 *
 * @example wrapped("one two three", 7); // => ["one two", "three"]
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(BREAK).flatMap((long) => cut(long, width))) {
    if (line === "") line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function cut(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let taken = 0;
  for (const character of word) {
    const columns = columnsOf(character);
    if (taken + columns > width) {
      pieces.push(piece);
      piece = "";
      taken = 0;
    }
    piece += character;
    taken += columns;
  }
  return [...pieces, piece];
}

function columnsOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
