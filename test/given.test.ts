import { describe, expect, test } from "vitest";
import { readGiven, showGiven } from "../src/given.js";

describe("showGiven", () => {
  test("the examples hold", () => {
    expect(showGiven("10.0.0.999")).toBe('"10.0.0.999"');
    expect(showGiven(443n)).toBe("(bigint)");
  });

  test("names what JSON cannot write by its type, and what throws at being written", () => {
    const fails = {
      toJSON() {
        throw new Error("no");
      },
    };
    expect([undefined, () => 1, Symbol("s"), fails].map(showGiven)).toEqual([
      "(undefined)",
      "(function)",
      "(symbol)",
      "(object)",
    ]);
  });
});

describe("readGiven", () => {
  test("reads inherited properties and getters, and leaves out what a connection has not", () => {
    class Flow {
      readonly destination = "b";
      readonly colour = "red";
      get source(): string {
        return "a";
      }
    }
    const given = readGiven(new Flow());
    expect(given).toMatchObject({ source: "a", destination: "b", time: undefined });
    expect(given).not.toHaveProperty("colour");
  });
});
