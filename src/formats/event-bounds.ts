const OPENING = "<Event";
const MARKS = /<(\/?)Event[\s>]/g;
const MARKS_AND_SECTIONS = /<(\/?)Event[\s>]|<!\[CDATA\[|<!--/g;

/**
 * Where the next element `<Event>` begins at or behind `from`, −1 for none.
 *
 * @example eventStart("<Events><Event><EventData/>", 0); // => 8
 */
export function eventStart(text: string, from: number): number {
  for (let at = text.indexOf(OPENING, from); at >= 0; at = text.indexOf(OPENING, at + 1)) {
    if (/[\s>]/.test(text[at + OPENING.length] ?? "")) return at;
  }
  return -1;
}

/**
 * Behind the event that begins at `start`, if it ends before `limit`; −1 when text runs out first; the negative of where the
 * next event begins when that comes first. `sections`: what stands in CDATA and comments neither ends nor begins an event.
 *
 * @example eventEnd("<Event><![CDATA[</Event>]]></Event>\n", 0, 99, true); // => 35
 * @example eventEnd("<Event><Data><Event></Event>", 0, 99, true); // => -13
 */
export function eventEnd(text: string, start: number, limit: number, sections: boolean): number {
  const marks = sections ? MARKS_AND_SECTIONS : MARKS;
  marks.lastIndex = start + 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (marks.lastIndex > limit) return -1;
    if (mark[1] === "") return -mark.index;
    if (mark[1] === "/") {
      const end = text.indexOf(">", mark.index) + 1;
      return end > 0 && end <= limit ? end : -1;
    }
    const end = text.indexOf(mark[0] === "<!--" ? "-->" : "]]>", marks.lastIndex);
    if (end < 0 || end > limit) return -1;
    marks.lastIndex = end + 3;
  }
  return -1;
}
