import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { arielClient } from "../../../src/qradar/ariel/index.js";
import { temporaryFolder } from "../../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

test.skipIf(!hasOpenssl)(
  "the token goes to no console whose certificate nobody vouches for",
  async () => {
    const [key, cert] = [folder.path("key.pem"), folder.path("cert.pem")];
    const made = [
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
    ];
    const files = ["-keyout", key, "-out", cert, "-subj", "/CN=localhost"];
    execFileSync("openssl", ["req", "-x509", ...made, ...files], { stdio: "ignore" });
    let requests = 0;
    const pair = { key: readFileSync(key), cert: readFileSync(cert) };
    const server = createServer(pair, (_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const client = arielClient({ url: `https://127.0.0.1:${port}`, token: "token" });
    await expect(client.search("SELECT a FROM events LAST 1 HOURS")).rejects.toThrow(
      /certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): .*NODE_EXTRA_CA_CERTS/,
    );
    expect(requests).toBe(0);
    server.close();
  },
);
