// The three behaviours as the page tells them, as clients of the listener. Times run faster by `factor`.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { key, tls } from "./listener.mjs";

const EXPLORER = "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)";
const host = "127.0.0.1";

/** Test 1: GET /updates/check with an Internet Explorer's name, a new connection every 10 seconds. */
export function curl(port, count, factor) {
  const options = { host, port, agent: false, path: "/updates/check" };
  const headers = { "user-agent": EXPLORER };
  return repeat(count, 10_000 / factor, () => http.get({ ...options, headers }));
}

/** Test 2: an HTTPS request every 15 seconds. */
export function webClient(port, count, factor) {
  const psk = { ...tls, pskCallback: () => key, checkServerIdentity: () => undefined };
  return repeat(count, 15_000 / factor, () => https.get({ host, port, agent: false, ...psk }));
}

/** Test 3: one WebSocket, held open until `over` is fulfilled. */
export async function webSocket(port, over) {
  const nonce = randomBytes(16).toString("base64");
  const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": 13 };
  const headers = { ...upgrade, "sec-websocket-key": nonce, "user-agent": "curl/8.5.0" };
  const [, socket] = await once(http.get({ host, port, agent: false, headers }), "upgrade");
  socket.resume();
  await over;
  socket.end();
  await once(socket, "close");
}

async function repeat(count, gap, request) {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, start + i * gap - performance.now()));
    const [response] = await once(request(), "response");
    await once(response.resume(), "end");
  }
}
