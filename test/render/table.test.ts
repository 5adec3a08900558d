import { describe, expect, it } from "vitest";
import { sparkline } from "../../src/render/sparkline.js";
import { tableText } from "../../src/render/table.js";

const COLUMNS = [
  { heading: "name", cell: (row: { name: string; n: number | null }) => row.name },
  {
    heading: "n",
    cell: (row: { name: string; n: number | null }) => row.n,
    align: "right" as const,
  },
];
const text = (...args: Parameters<typeof tableText<{ name: string; n: number | null }>>) =>
  [...tableText(...args)].join("");

describe("tables", () => {
  it("align their columns, a dash for what is not known", () => {
    expect(
      text(COLUMNS, [
        { name: "a", n: 5 },
        { name: "long name", n: 1000 },
        { name: "b", n: null },
      ]),
    ).toBe("name          n\na             5\nlong name  1000\nb             –\n");
  });

  it("count wide characters as two columns", () => {
    const [heading, row] = text(COLUMNS, [{ name: "漢字", n: 1 }]).split("\n");
    expect(heading).toBe("name  n");
    expect(row).toBe("漢字  1");
  });

  it("break long text under a row and indent it", () => {
    const lines = text(COLUMNS, [{ name: "a", n: 1 }], () => "word ".repeat(60).trim())
      .split("\n")
      .slice(2, -1);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).toMatch(/^ {4}word/);
      expect(line.length).toBeLessThanOrEqual(121);
    }
  });

  it("show nothing that a terminal would obey", () => {
    expect(text(COLUMNS, [{ name: "\u001b[31m", n: 1 }], () => "\u0007")).not.toMatch(
      /(?!\n)\p{Cc}/u,
    );
  });
});

describe("sparklines", () => {
  it("draw the largest count in full height and nothing for none", () => {
    expect(sparkline([0, 1, 8, 4])).toBe(" ▁█▄");
    expect(sparkline([0, 0])).toBe("  ");
    expect(sparkline([])).toBe("");
  });
});
