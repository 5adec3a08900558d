import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planImports, planWhole, type RitaPlan } from "../../../src/rita/plan/plan.js";

const DAY = "logs/2024-01-02";

/** Files of one age; a number behind a path is another time of change. */
function files(...given: (string | [path: string, modified: number])[]) {
  return given.map((one) => {
    const [path, modified] = typeof one === "string" ? [one, 0] : one;
    return { path, modified, size: 1 };
  });
}

const plan = (...given: Parameters<typeof files>) => planImports(files(...given));

/** Imports without the kinds that have no files. */
function shown({ imports }: RitaPlan) {
  return imports.map(({ day, hour, files: byKind }) => ({
    day,
    hour,
    ...Object.fromEntries(Object.entries(byKind).filter(([, paths]) => paths.length > 0)),
  }));
}

describe("the plan of RITA's imports", () => {
  it("tells the kind of a log by how its name begins", () => {
    const kinds = ["conn", "http", "ssl", "dns", "open_conn", "open_http", "open_ssl"];
    const { imports, left, other } = plan(...kinds.map((kind) => `${kind}.log`));
    expect(imports.map((one) => one.files)).toEqual([
      Object.fromEntries(kinds.map((kind) => [kind, [`${kind}.log`]])),
    ]);
    expect([...left, ...other]).toEqual([]);
  });

  it("sets files of other kinds apart, and summaries of connections with them", () => {
    const others = ["conn-summary.log", "conn_summary.05:00:00-06:00:00.log.gz", "weird.log"];
    expect(plan("conn.log", ...others)).toMatchObject({ left: [], other: others });
  });

  it("leaves out logs whose names end in neither .log nor .gz", () => {
    expect(plan("conn.log", "conn.json", "dns.log.bz2").left).toEqual([
      { path: "conn.json", reason: "its name ends in neither .log nor .gz" },
      { path: "dns.log.bz2", reason: "its name ends in neither .log nor .gz" },
    ]);
  });

  it("makes one import of each hour of each day, ascending", () => {
    const late = `${DAY}/conn.23:00:00-00:00:00.log.gz`;
    const early = `${DAY}/conn.05_00_00-06_00_00.log`;
    const dns = `${DAY}/dns.05:00:00-06:00:00.log.gz`;
    const before = "logs/2024-01-01/conn.06:00:00-07:00:00.log.gz";
    expect(shown(plan(late, dns, early, before))).toEqual([
      { day: "2024-01-01", hour: 6, conn: [before] },
      { day: "2024-01-02", hour: 5, conn: [early], dns: [dns] },
      { day: "2024-01-02", hour: 23, conn: [late] },
    ]);
  });

  it.each([
    ["conn.05:00:00-06:00:00.log.gz", 5],
    ["conn.05_00_00-06_00_00.log", 5],
    ["open_conn.17:30.log", 17],
    ["conn_20240102_05_00_00-06_00_00.log.gz", 5],
    ["conn_20240102_23:00.log", 23],
    ["conn.log", 0],
    ["open_conn.log.gz", 0],
    ["conn.gz", 0],
    ["conn.2024-01-02.log", 0],
    ["conn_20240102.log", 0],
  ])("knows the hour of %s", (name, hour) => {
    expect(plan(name).imports.map((one) => one.hour)).toEqual([hour]);
  });

  it.each([
    ["conn.24:00:00-01:00:00.log.gz", "its name has hour 24"],
    ["conn_20240102_99_00_00.log", "its name has hour 99"],
  ])("leaves out %s and says why", (path, reason) => {
    expect(plan(path)).toEqual({ imports: [], left: [{ path, reason }], other: [] });
  });

  it("takes the day from the nearest folder, and puts all that is under no day together", () => {
    const paths = ["2024-01-02/current/conn.log", "2024-02-30/conn.log", "conn.log"];
    expect(shown(plan(...paths))).toEqual([{ day: "other", hour: 0, conn: paths }]);
  });

  it("sorts what is under no day as the second of January 2006", () => {
    const paths = ["2005-12-31/conn.log", "conn.log", "2006-01-03/conn.log"];
    expect(shown(plan(...paths)).map(({ day }) => day)).toEqual([
      "2005-12-31",
      "other",
      "2006-01-03",
    ]);
    const same = ["2006-01-02/conn.log", "conn.log"];
    expect(shown(plan(...same))).toEqual([{ day: "other", hour: 0, conn: same }]);
  });

  it("reads paths with backslashes", () => {
    const path = "C:\\logs\\2024-01-02\\conn.05:00:00-06:00:00.log.gz";
    expect(shown(plan(path))).toEqual([{ day: "2024-01-02", hour: 5, conn: [path] }]);
  });

  it("has the files of a kind in the order of their paths, each once", () => {
    const paths = ["a/conn.log.gz", "a/conn.log-b.log", "b/conn.log", "a/conn.log"];
    const given = planWhole(files(...paths, ["a/conn.log.gz", 5]));
    expect(given.imports[0]?.files.conn).toEqual([
      "a/conn.log-b.log",
      "a/conn.log.gz",
      "b/conn.log",
    ]);
  });

  it("reads the newer of a log and its gzip in one folder, and names the other", () => {
    const { imports, left } = plan(["a/conn.log", 1], ["a/conn.log.gz", 2], ["b/conn.log", 0]);
    expect(imports[0]?.files.conn).toEqual(["a/conn.log.gz", "b/conn.log"]);
    expect(left).toEqual([
      { path: "a/conn.log", reason: "a/conn.log.gz is the same log, and newer" },
    ]);
    expect(plan(["conn.log", 2], ["conn.log.gz", 1]).left).toEqual([
      { path: "conn.log.gz", reason: "conn.log is the same log, and newer" },
    ]);
  });

  it("reads the first of a log and its gzip that are of one age", () => {
    expect(plan("conn.log.gz", "conn.log").left).toEqual([
      { path: "conn.log.gz", reason: "conn.log is the same log, and as new" },
    ]);
  });

  it("leaves out http and ssl logs of an hour without conn logs, also open ones", () => {
    const hour = (kind: string, at: string) => `${DAY}/${kind}.${at}:00:00.log`;
    const conns = [hour("conn", "05"), hour("open_conn", "06")];
    const joined = [hour("http", "05"), hour("open_ssl", "06")];
    const lone = [hour("open_http", "05"), hour("http", "06"), hour("ssl", "07")];
    const { imports, left } = plan(...conns, ...joined, ...lone, hour("dns", "08"));
    expect(imports.map((one) => one.hour)).toEqual([5, 6, 8]);
    expect(left).toEqual([
      { path: lone[1], reason: "no conn log of the same import" },
      { path: lone[0], reason: "no open_conn log of the same import" },
      { path: lone[2], reason: "no conn log of the same import" },
    ]);
  });

  it("does not depend on the order of the files, and has each of them in one place", () => {
    const path = fc
      .tuple(
        fc.constantFrom("", "2024-01-02/", "2024-01-03/", "x/"),
        fc.constantFrom("conn", "http", "open_ssl", "dns", "weird"),
        fc.constantFrom(".log", ".log.gz", ".05:00.log", ".05:00.log.gz", ".77:00.log", ".txt"),
      )
      .map((parts) => parts.join(""));
    const lists = fc.uniqueArray(
      fc.record({ path, modified: fc.nat({ max: 2 }), size: fc.nat() }),
      {
        selector: (file) => file.path,
      },
    );
    fc.assert(
      fc.property(lists, fc.constantFrom(planImports, planWhole), (list, make) => {
        const { imports, left, other } = make(list);
        expect(make(list.toReversed())).toEqual({ imports, left, other });
        const read = imports.flatMap((one) => Object.values(one.files).flat());
        const all = [...read, ...left.map((one) => one.path), ...other];
        expect(all.toSorted()).toEqual(list.map((file) => file.path).toSorted());
      }),
      { seed: 20261124 },
    );
  });
});

describe("the plan of one import", () => {
  it("holds all files, whatever day and hour they are of", () => {
    const paths = [`${DAY}/conn.05:00:00-06:00:00.log.gz`, "conn.2024.log", "x/conn.77:00.log"];
    const [one, ...more] = planWhole(files(...paths, `${DAY}/http.log`)).imports;
    expect(more).toEqual([]);
    expect(one).toMatchObject({ day: "other", hour: 0 });
    expect(one?.files).toMatchObject({ conn: paths.toSorted(), http: [`${DAY}/http.log`] });
  });

  it("leaves out twins, and http and ssl logs when there is no conn log", () => {
    const { imports, left } = planWhole(files("dns.log", "dns.log.gz", "ssl.log"));
    expect(imports[0]?.files).toMatchObject({ dns: ["dns.log"], ssl: [] });
    expect(left.map(({ path }) => path)).toEqual(["dns.log.gz", "ssl.log"]);
  });

  it("is none when nothing is left", () => {
    expect(planWhole(files("http.log")).imports).toEqual([]);
    expect(planWhole([])).toEqual({ imports: [], left: [], other: [] });
  });
});
