import { describe, expect, test } from "vitest";
import { ja3StringValue, ja3Value, ja4Value } from "../../src/fingerprints/index.js";

const JA4 = "t13d1516h2_8daaf6152771_e5627efa2ab1";
const NOTHING = ["", "-", "(empty)", " ", "null"];

describe("a JA3 in a log", () => {
  test("is 32 hexadecimal digits, given in lower case", () => {
    expect(ja3Value("6734F37431670B3AB4292B8F60F29984")).toBe("6734f37431670b3ab4292b8f60f29984");
  });

  test.each([
    ...NOTHING,
    "d41d8cd98f00b204e9800998ecf8427e",
    "D41D8CD98F00B204E9800998ECF8427E",
    "6734f37431670b3ab4292b8f60f2998",
    "6734f37431670b3ab4292b8f60f299844",
    "6734f37431670b3ab4292b8f60f2998g",
    "6734f37431670b3ab4292b8f60f29984\n",
  ])("is absent in %j", (text) => {
    expect(ja3Value(text)).toBeUndefined();
  });
});

describe("a JA4 in a log", () => {
  test.each([
    JA4,
    "q13d0312h3_55b375c5d22e_06cda9e17597",
    "dd2i030300_f7e428980f70_6c817ce3d217",
    "t00d1815h2_a30347de7a75_2a77702ff8e0",
    "ts3i010000_ba72b8082249_000000000000",
    "t13d1516H2_8daaf6152771_e5627efa2ab1",
  ])("%s is one as it is", (text) => {
    expect(ja4Value(text)).toBe(text);
  });

  test("is given in lower case but for its ALPN, and wholly where all is in capitals", () => {
    expect(ja4Value("t13d1516H2_8DAAF6152771_e5627efa2ab1")).toBe(
      "t13d1516H2_8daaf6152771_e5627efa2ab1",
    );
    expect(ja4Value(JA4.toUpperCase())).toBe(JA4);
  });

  test.each([
    ...NOTHING,
    "x13d1516h2_8daaf6152771_e5627efa2ab1",
    "t14d1516h2_8daaf6152771_e5627efa2ab1",
    "t13x1516h2_8daaf6152771_e5627efa2ab1",
    "t13d15h2_8daaf6152771_e5627efa2ab1",
    "t13d1516h2_8daaf6152771",
    "t13d1516h2_8daaf6152771_e5627efa2ab1_",
    "t13d1516h2_8daaf615277g_e5627efa2ab1",
  ])("is absent in %j", (text) => {
    expect(ja4Value(text)).toBeUndefined();
  });
});

describe("the text behind a JA3 in a log", () => {
  test.each(["769,4-5-10,,,", "768,,0,,", "771,4865-65535,0-11,29,0", "65277,1,,,"])(
    "%s is one",
    (text) => expect(ja3StringValue(text)).toBe(text),
  );

  test.each([
    ...NOTHING,
    ",,,,",
    "771,4865,0,29",
    "771,4865,0,29,0,",
    "771,4865,0,29,0771,4865,0,29,0",
    "771,4865-,0,29,0",
    "771,65536,0,29,0",
    "771,4865,a,29,0",
    "771, 4865,0,29,0",
  ])("is absent in %j", (text) => {
    expect(ja3StringValue(text)).toBeUndefined();
  });
});
