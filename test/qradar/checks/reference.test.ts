import { beforeAll, describe, expect, test } from "vitest";
import { simulate } from "../../../src/evaluation/simulate.js";
import { world } from "../../../src/evaluation/world.js";
import { checkExport, inferArithmetic } from "../../../src/qradar/checks/index.js";
import {
  type Arithmetic,
  type ReferenceRow,
  RULE_VARIANTS,
  reference,
} from "../../../src/reference/index.js";
import type { ConnectionTable } from "../../../src/table.js";
import { tableFrom } from "../../../src/table-from.js";
import { EXPORT_FORMS } from "../../support/qradar-exports.js";
import { printed } from "./printed-rows.js";

const MODES: readonly Arithmetic[] = ["double", "integer", "mixed"];

/** The answer to the query on a day of a company's network. */
describe("the answer on a simulated day of a company", () => {
  let table: ConnectionTable;
  beforeAll(() => {
    table = tableFrom(simulate(world({ seed: 16, hosts: 60, hours: 24 })).connections);
  });

  for (const arithmetic of MODES) {
    test(`has no complaint in ${arithmetic} arithmetic, which is told, in any form and zone`, () => {
      for (const [i, form] of EXPORT_FORMS.entries()) {
        // Forms of our own say that they are in UTC.
        const timeZone = i % 2 === 0 && !form.startsWith("reference") ? "Asia/Kolkata" : "UTC";
        const { rows, rule } = reference(table, { arithmetic, timeZone });
        expect(rows.length).toBeGreaterThan(40);
        const exported = printed(rows, form, timeZone);
        const { mode } = inferArithmetic([exported]);
        expect(mode).toBe(arithmetic);
        expect(checkExport(exported, { rule, arithmetic: mode }), form).toEqual([]);
        expect(checkExport(exported, { rule, arithmetic: "undecidable" }), form).toEqual([]);
      }
    });
  }

  test("has none by any variant of the rule", () => {
    for (const [name, variant] of Object.entries(RULE_VARIANTS)) {
      const { rows, rule } = reference(table, { rule: variant });
      const exported = printed(rows as readonly ReferenceRow[]);
      const told = checkExport(exported, { rule, arithmetic: rule.arithmetic });
      expect(
        told.filter(({ code }) => code !== "short-window"),
        name,
      ).toEqual([]);
    }
  });
});
